#include "fonts/font_versions.h"

#include <hb.h>

namespace bifolium {

std::string font_versions() { return std::string("HarfBuzz ") + hb_version_string(); }

}  // namespace bifolium
