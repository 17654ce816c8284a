#include "pdf/pdf_versions.h"

#include <libdeflate.h>
#include <podofo/podofo.h>

#include "core/decimal.h"

namespace bifolium {

std::string pdf_versions() {
  // Not PODOFO_VERSION_STRING, which has a NUL inside and hid what stood after it.
  return "PoDoFo " + integer_text(PODOFO_VERSION_MAJOR) + "." + integer_text(PODOFO_VERSION_MINOR) +
         "." + integer_text(PODOFO_VERSION_PATCH) + ", libdeflate " LIBDEFLATE_VERSION_STRING;
}

}  // namespace bifolium
