#pragma once

#include <cstdint>
#include <string_view>

#include "style/style.h"

namespace bifolium {

/// Puts `text` in the place of `begin`…`end` of the paragraph's text, moving the inlines and fields
/// that stand behind it or around it. For what is filled in late: page numbers, and the values of
/// another job (`begin` < `end`, the range of a PageField or ValueField).
void replace_text(Paragraph& paragraph, std::uint32_t begin, std::uint32_t end,
                  std::u16string_view text);

}  // namespace bifolium
