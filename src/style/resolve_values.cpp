#include "style/resolve_values.h"

#include <set>
#include <string_view>

#include "core/check.h"
#include "core/unicode.h"
#include "read/xml.h"
#include "style/conditions.h"
#include "style/style_context.h"

namespace bifolium {
namespace {

using Code = DiagnosticCode;

/// One set of given values, held against one leaflet.
class Resolver {
 public:
  Resolver(const ContentTree& content, StyleWorkspace& workspace, Diagnostics& diagnostics)
      : content_(content),
        declared_(content.values.declarations),
        workspace_(workspace),
        diagnostics_(diagnostics),
        raw_(declared_.size()) {}

  ResolvedValues run(const GivenValues& given) {
    ResolvedValues out;
    if (declared_.empty() && given.empty()) return out;
    take(given);
    fill_in();
    for (const Condition& condition : content_.conditions) {
      out.conditions.push_back(is_true(condition, declared_, raw_));
    }
    out.left_out = left_out_nodes(content_, out.conditions);
    if (prints_nothing(content_, out.left_out)) {
      diagnostics_.report(Code::kNothingPrinted, content_[content_.root()].span);
    }
    report_gaps(out);
    format(out);
    return out;
  }

 private:
  void take(const GivenValues& given) {
    std::set<std::string_view> seen;
    for (const auto& [name, text] : given) {
      if (!seen.insert(name).second) {
        diagnostics_.report(Code::kValueRepeated, {content_.file.get(), 0, 0}, {name});
        continue;
      }
      const auto value = content_.values.find(name);
      if (!value) {
        std::string help = nearest_name(name, content_.values.names());
        help = !help.empty()       ? "did you mean " + help + '?'
               : declared_.empty() ? "it declares none"
                                   : "it has " + names();
        diagnostics_.report(Code::kUnknownValueGiven, {content_.file.get(), 0, 0}, {name, help});
      } else if (usable(declared_[*value], text)) {
        raw_[*value] = text;
      } else {
        refused_.insert(*value);
      }
    }
  }

  [[nodiscard]] std::string names() const {
    std::string out;
    for (const ValueDeclaration& value : declared_) out += (out.empty() ? "" : ", ") + value.name;
    return out;
  }

  bool usable(const ValueDeclaration& declared, std::string_view text) {
    const std::string fault = value_text_fault(text);
    if (!fault.empty()) {
      diagnostics_.report(Code::kValueUnprintable, declared.span, {declared.name, fault});
      return false;
    }
    if (text.empty() || has_value_type(declared.type, text)) return true;
    diagnostics_.report(Code::kValueMistyped, declared.span,
                        {declared.name, value_type_wanted(declared.type)});
    return false;
  }

  void fill_in() {
    for (std::size_t i = 0; i < declared_.size(); ++i) {
      if (!raw_[i].empty()) continue;
      raw_[i] = declared_[i].default_text;
      if (declared_[i].required && !refused_.contains(i)) {
        diagnostics_.report(Code::kValueRequired, declared_[i].span,
                            {declared_[i].name, value_type_wanted(declared_[i].type)});
      }
    }
  }

  /// Values that the text prints, though there is nothing to print.
  void report_gaps(const ResolvedValues& values) {
    std::set<std::size_t> gaps;
    for (std::size_t i = 0; i < raw_.size(); ++i) {
      if (raw_[i].empty() && !declared_[i].required && !refused_.contains(i)) gaps.insert(i);
    }
    if (gaps.empty()) return;
    for (std::size_t i = 0; i < content_.nodes.size(); ++i) {
      const NodeId node{i};
      if (content_[node].element != Element::kValue || !values.prints(node)) continue;
      const std::optional<std::size_t> value = content_.value_of(node);
      if (!value || gaps.erase(*value) == 0) continue;
      diagnostics_.report(Code::kValueMissing, content_[node].span, {declared_[*value].name});
    }
  }

  void format(ResolvedValues& out) {
    const std::string language = language_of(content_, content_.root(), "en");
    for (std::size_t i = 0; i < declared_.size(); ++i) {
      out.texts.push_back(raw_[i].empty() ? std::u16string() : to_utf16(in_words(i, language)));
    }
  }

  [[nodiscard]] std::string in_words(std::size_t value, const std::string& language) {
    const std::string& raw = raw_[value];
    switch (declared_[value].type) {
      case ValueType::kText:
      case ValueType::kPhone:
        return raw;
      case ValueType::kDate:
        return workspace_.formats(language).date(raw);
      case ValueType::kTime:
        return workspace_.formats(language).time(raw);
      case ValueType::kNumber:
        return workspace_.formats(language).number(raw, declared_[value].unit);
    }
    return raw;
  }

  const ContentTree& content_;
  const std::vector<ValueDeclaration>& declared_;
  StyleWorkspace& workspace_;
  Diagnostics& diagnostics_;
  std::vector<std::string> raw_;   ///< By declaration: as given, or the default.
  std::set<std::size_t> refused_;  ///< Reported as unusable.
};

}  // namespace

ResolvedValues resolve_values(const ContentTree& content, const GivenValues& given,
                              StyleWorkspace& workspace, Diagnostics& diagnostics) {
  return Resolver(content, workspace, diagnostics).run(given);
}

}  // namespace bifolium
