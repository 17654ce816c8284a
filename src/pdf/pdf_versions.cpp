#include "pdf/pdf_versions.h"

#include <libdeflate.h>
#include <podofo/podofo.h>

namespace bifolium {

std::string pdf_versions() {
  return "PoDoFo " PODOFO_VERSION_STRING ", libdeflate " LIBDEFLATE_VERSION_STRING;
}

}  // namespace bifolium
