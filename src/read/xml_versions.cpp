#include "read/xml_versions.h"

#include <expat.h>

#include <pugixml.hpp>

#include "core/decimal.h"

namespace bifolium {

std::string xml_versions() {
  return std::string(XML_ExpatVersion()) + ", pugixml " + integer_text(PUGIXML_VERSION);
}

}  // namespace bifolium
