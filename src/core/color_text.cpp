#include "core/color_text.h"

namespace bifolium {

std::string color_text(Color color) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out = "#";
  for (const int channel : {int{color.red}, int{color.green}, int{color.blue}}) {
    out.push_back(kDigits[channel >> 4]);
    out.push_back(kDigits[channel & 15]);
  }
  return out;
}

}  // namespace bifolium
