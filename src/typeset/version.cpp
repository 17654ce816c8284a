#include "typeset/version.h"

#include "bifolium/typesetter.h"
#include "fonts/font_versions.h"
#include "pdf/pdf_versions.h"
#include "read/xml_versions.h"
#include "style/icu_version.h"

namespace bifolium {

std::string producer_text() { return "Bifolium " BIFOLIUM_VERSION; }

std::string version_text() {
  return producer_text() + "\n" + xml_versions() + "\n" + font_versions() + "\n" + icu_version() +
         "\n" + pdf_versions() + "\n";
}

}  // namespace bifolium
