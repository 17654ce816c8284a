#pragma once

#include <pugixml.hpp>

#include "read/layout_element.h"
#include "read/layout_layer.h"

namespace bifolium {

/// Reads a <fit> into the layer.
void read_fit(pugi::xml_node element, const LayoutElements& elements, LayoutLayer& layer);

}  // namespace bifolium
