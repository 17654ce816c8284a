#pragma once

#include <pugixml.hpp>

#include "read/layout_element.h"
#include "read/layout_layer.h"

namespace bifolium {

/// Reads a <running> into the layer.
void read_running(pugi::xml_node element, const LayoutElements& elements, LayoutLayer& layer);

/// Reads a <decoration> into the layer.
void read_decoration(pugi::xml_node element, const LayoutElements& elements, LayoutLayer& layer);

}  // namespace bifolium
