#include "read/selector.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/decimal.h"

namespace bifolium {
namespace {

constexpr auto kNames = std::to_array<std::string_view>({
    // content elements
    "leaflet",
    "section",
    "title",
    "p",
    "list",
    "item",
    "steps",
    "step",
    "definitions",
    "term",
    "definition",
    "faq",
    "question",
    "answer",
    "key-points",
    "callout",
    "quote",
    "contacts",
    "contact",
    "name",
    "phone",
    "email",
    "link",
    "address",
    "hours",
    "references",
    "reference",
    "source",
    "em",
    "strong",
    "lead",
    "xref",
    "cite",
    "abbr",
    "foreign",
    "q",
    "sub",
    "sup",
    "date",
    "measure",
    "value",
    // boxes that the program adds
    "cover",
    "cover-publisher",
    "cover-banner",
    "cover-kind",
    "cover-title",
    "cover-subtitle",
    "cover-facts",
    "cover-fact",
    "cover-fact-label",
    "heading",
    "heading-kind",
    "heading-title",
    "heading-subtitle",
    "body",
    "references-page",
    "references-title",
    "references-intro",
    "reference-number",
    "reference-title",
    "reference-source",
    "reference-address",
    "trace",
    "trace-entry",
    "trace-label",
    "trace-value",
    "disclaimer",
    "contact-label",
    "running",
});

constexpr auto kAttributes = std::to_array<std::string_view>({
    "class",
    "dir",
    "kind",
    "print",
    "role",
    "type",
    "xml:id",
    "xml:lang",
});

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == ':' || c == '_';
}
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_plain(std::string_view value) {
  return !value.empty() && std::ranges::all_of(value, is_name_char);
}

class SelectorParser {
 public:
  explicit SelectorParser(std::string_view match) : text_(match) {}

  Expected<std::vector<SelectorSteps>, SelectorFault> parse() {
    std::vector<SelectorSteps> selectors;
    do {
      if (selectors.size() == kMaxSelectors) {
        form("it has more than " + integer_text(kMaxSelectors) + " selectors");
        break;
      }
      selectors.push_back(selector());
    } while (!failed_ && take(','));
    if (failed_) return Unexpected{std::move(form_fault_)};
    if (name_fault_) return Unexpected{*std::move(name_fault_)};
    return selectors;
  }

 private:
  SelectorSteps selector() {
    SelectorSteps steps;
    skip_spaces();
    if (at_end() || peek() == ',') {
      form("a selector is missing");
      return steps;
    }
    bool direct = false;
    while (!failed_) {
      if (steps.size() == kMaxSelectorSteps) {
        form("a selector names more than " + integer_text(kMaxSelectorSteps) + " elements");
        break;
      }
      steps.push_back(step());
      steps.back().direct_child = direct;
      skip_spaces();
      direct = take('>');
      skip_spaces();
      if (at_end() || peek() == ',') {
        if (direct) form("a name is missing after >");
        break;
      }
    }
    return steps;
  }

  SelectorStep step() {
    SelectorStep result;
    if (take('*')) {
      result.element = "*";
    } else {
      result.element = name();
      if (failed_) return result;
      if (std::ranges::find(kNames, result.element) == kNames.end()) {
        unknown(SelectorFaultKind::kUnknownName, result.element);
      }
    }
    while (!failed_ && take('[')) attribute(result);
    std::ranges::sort(result.attributes);
    return result;
  }

  void attribute(SelectorStep& step) {
    skip_spaces();
    std::string key = name();
    skip_spaces();
    if (!failed_ && !take('=')) form("= and a value have to follow [" + key);
    skip_spaces();
    std::string wanted = failed_ ? std::string() : value();
    skip_spaces();
    if (!failed_ && !take(']')) form("the ] after [" + key + " is missing");
    if (failed_) return;
    if (std::ranges::find(kAttributes, key) == kAttributes.end()) {
      unknown(SelectorFaultKind::kUnknownAttribute, key);
    }
    const bool repeated = std::ranges::any_of(
        step.attributes, [&key](const auto& known) { return known.first == key; });
    if (repeated) form("[" + key + "=…] stands twice on one name");
    step.attributes.emplace_back(std::move(key), std::move(wanted));
  }

  std::string name() {
    const std::size_t begin = at_;
    while (!at_end() && is_name_char(peek())) ++at_;
    if (at_ == begin) {
      form(at_end() ? "it ends where a name has to stand"
                    : "a name has to stand before \"" + std::string(text_.substr(at_)) + "\"");
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string value() {
    if (at_end() || (peek() != '"' && peek() != '\'')) return name();
    const char quote = text_[at_++];
    const std::size_t end = text_.find(quote, at_);
    if (end == std::string_view::npos) {
      form("the quotation mark after = is not closed");
      return "";
    }
    std::string result(text_.substr(at_, end - at_));
    at_ = end + 1;
    return result;
  }

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  [[nodiscard]] char peek() const { return text_[at_]; }
  bool take(char c) {
    if (at_end() || peek() != c) return false;
    ++at_;
    return true;
  }
  void skip_spaces() {
    while (!at_end() && is_space(peek())) ++at_;
  }

  void form(std::string why) {
    if (failed_) return;
    failed_ = true;
    form_fault_ = {SelectorFaultKind::kForm, std::move(why)};
  }
  void unknown(SelectorFaultKind kind, const std::string& what) {
    if (!name_fault_) name_fault_ = {kind, what};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool failed_ = false;
  SelectorFault form_fault_;
  std::optional<SelectorFault> name_fault_;
};

}  // namespace

Expected<std::vector<SelectorSteps>, SelectorFault> parse_selectors(std::string_view match) {
  return SelectorParser(match).parse();
}

std::string selector_text(const SelectorSteps& steps) {
  std::string out;
  for (const SelectorStep& step : steps) {
    if (!out.empty()) out += step.direct_child ? " > " : " ";
    out += step.element;
    for (const auto& [name, wanted] : step.attributes) {
      const std::string_view quote =
          is_plain(wanted) ? "" : (wanted.find('"') == std::string::npos ? "\"" : "'");
      out.append("[").append(name).append("=").append(quote).append(wanted);
      out.append(quote).append("]");
    }
  }
  return out;
}

std::span<const std::string_view> selector_names() { return kNames; }
std::span<const std::string_view> selector_attributes() { return kAttributes; }

}  // namespace bifolium
