#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/source.h"
#include "read/value_type.h"

namespace bifolium {

/// A value that the content declares in <values>: what a command or a job may fill in.
struct ValueDeclaration {
  std::string name;
  ValueType type = ValueType::kText;
  std::string unit;          ///< Of a number; may be empty.
  std::string default_text;  ///< Has the type; empty for none.
  bool required = false;
  SourceSpan span;
};

/// The declared values, in document order.
struct ValueTable {
  std::vector<ValueDeclaration> declarations;
  std::map<std::string, std::size_t, std::less<>> index;  ///< By name.

  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const {
    const auto found = index.find(name);
    return found != index.end() ? std::optional(found->second) : std::nullopt;
  }
  [[nodiscard]] std::vector<std::string_view> names() const {
    std::vector<std::string_view> all;
    for (const ValueDeclaration& value : declarations) all.push_back(value.name);
    return all;
  }
};

}  // namespace bifolium
