#include "style/icu_version.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

namespace bifolium {

std::string icu_version() { return "ICU " U_ICU_VERSION ", Unicode " U_UNICODE_VERSION; }

}  // namespace bifolium
