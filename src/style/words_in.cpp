#include "style/words_in.h"

#include "core/check.h"

namespace bifolium {

std::string word(const Words& words, std::string_view name,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  const std::string* pattern = words.find(name);
  BIFOLIUM_CHECK(pattern != nullptr, "the words file lacks a word that its reader demands");
  std::string out;
  for (std::size_t at = 0; at < pattern->size();) {
    const std::size_t close = (*pattern)[at] == '{' ? pattern->find('}', at) : std::string::npos;
    if (close == std::string::npos) {
      out.push_back((*pattern)[at++]);
      continue;
    }
    const std::string_view field = std::string_view(*pattern).substr(at + 1, close - at - 1);
    for (const auto& [key, value] : fields) {
      if (key == field) out += value;
    }
    at = close + 1;
  }
  return out;
}

}  // namespace bifolium
