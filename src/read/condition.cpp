#include "read/condition.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/decimal.h"
#include "core/unicode.h"
#include "read/content_values.h"
#include "read/xml.h"

namespace bifolium {
namespace {

using Code = DiagnosticCode;
using Kind = ConditionStep::Kind;

constexpr auto kComparisons = std::to_array<std::pair<std::string_view, Comparison>>({
    {"=", Comparison::kEqual},
    {"!=", Comparison::kNotEqual},
    {"<", Comparison::kLess},
    {"<=", Comparison::kLessOrEqual},
    {">", Comparison::kGreater},
    {">=", Comparison::kGreaterOrEqual},
});

/// What authors of other languages write, and what it is here.
constexpr auto kOtherSigns = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"==", "="},
    {"<>", "!="},
    {"&&", "and"},
    {"||", "or"},
    {"!", "not"},
    {"&", "and"},
    {"|", "or"},
});

struct Token {
  enum class Kind : std::uint8_t { kEnd, kName, kText, kNumber, kSign };
  Kind kind = Kind::kEnd;
  std::string_view text;  ///< Of kText: without its quotation marks.
  std::size_t at = 0;
};

bool is_sign(char c) { return std::string_view("=!<>&|()").find(c) != std::string_view::npos; }
bool starts_number(char c) { return (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '+'; }

class Parser {
 public:
  Parser(std::string_view text, const ValueTable& values,
         const std::function<SourceSpan(std::size_t)>& place, Diagnostics& diagnostics)
      : text_(text), values_(values), place_(place), diagnostics_(diagnostics) {}

  std::optional<Condition> run() {
    if (!next() || !any(0)) return std::nullopt;
    if (token_.kind != Token::Kind::kEnd) {
      fail("\"" + std::string(token_.text) + "\" stands where it should end",
           "join two conditions with \"and\" or \"or\"");
      return std::nullopt;
    }
    return std::move(condition_);
  }

 private:
  bool report(Code code, std::size_t at, std::initializer_list<std::string_view> args) {
    diagnostics_.report(code, place_(at), args);
    return false;
  }
  bool fail(std::string_view what, std::string_view help) {
    return report(Code::kBadCondition, token_.at, {what, help});
  }

  // Tokens.

  bool next() {
    while (at_ < text_.size() && is_xml_space(text_[at_])) ++at_;
    token_ = {Token::Kind::kEnd, {}, at_};
    if (at_ == text_.size()) return true;
    const char c = text_[at_];
    if (c == '\'' || c == '"') return quoted(c);
    if (is_sign(c)) return sign();
    if (starts_number(c)) {
      take(Token::Kind::kNumber, [](std::string_view rest) {
        std::size_t end = 1;
        while (end < rest.size() && starts_number(rest[end])) ++end;
        return end;
      });
      return true;
    }
    take(Token::Kind::kName, [](std::string_view rest) { return ncname_length(rest); });
    if (!token_.text.empty()) return true;
    std::size_t end = at_;
    const char32_t scalar = next_scalar(text_, end);
    return fail(code_point_name(scalar) + " can't stand here",
                "write a condition such as ward = 'day unit'");
  }
  template <class Length>
  void take(Token::Kind kind, const Length& length) {
    const std::string_view rest = text_.substr(at_);
    token_ = {kind, rest.substr(0, length(rest)), at_};
    at_ += token_.text.size();
  }
  bool quoted(char mark) {
    const std::size_t close = text_.find(mark, at_ + 1);
    if (close == std::string_view::npos) {
      return fail("a quotation mark is not closed",
                  "end the text with the mark that it begins with");
    }
    token_ = {Token::Kind::kText, text_.substr(at_ + 1, close - at_ - 1), at_};
    at_ = close + 1;
    return true;
  }
  bool sign() {
    take(Token::Kind::kSign, [](std::string_view rest) -> std::size_t {
      if (rest[0] == '(' || rest[0] == ')') return 1;
      std::size_t end = 1;
      while (end < rest.size() && end < 2 && is_sign(rest[end]) && rest[end] != '(' &&
             rest[end] != ')') {
        ++end;
      }
      return end;
    });
    const auto other = std::ranges::find(kOtherSigns, token_.text,
                                         &std::pair<std::string_view, std::string_view>::first);
    if (other == kOtherSigns.end()) return true;
    return fail("there is no \"" + std::string(token_.text) + "\"",
                "write " + std::string(other->second));
  }
  [[nodiscard]] bool is_word(std::string_view word) const {
    return token_.kind == Token::Kind::kName && token_.text == word;
  }
  [[nodiscard]] bool is_sign_token(std::string_view sign) const {
    return token_.kind == Token::Kind::kSign && token_.text == sign;
  }

  // The grammar; `depth` counts what is open around.

  void step(Kind kind) { condition_.steps.push_back({kind, 0, {}, {}, 0}); }

  bool any(int depth) {
    if (!all(depth)) return false;
    while (is_word("or")) {
      if (!next() || !all(depth)) return false;
      step(Kind::kOr);
    }
    return true;
  }
  bool all(int depth) {
    if (!one(depth)) return false;
    while (is_word("and")) {
      if (!next() || !one(depth)) return false;
      step(Kind::kAnd);
    }
    return true;
  }
  bool one(int depth) {
    if (depth > kDeepestCondition) {
      return fail("it is nested more than " + integer_text(kDeepestCondition) + " deep",
                  "say it with fewer parentheses");
    }
    if (is_word("not")) {
      if (!next() || !one(depth + 1)) return false;
      step(Kind::kNot);
      return true;
    }
    if (is_sign_token("(")) {
      if (!next() || !any(depth + 1)) return false;
      if (!is_sign_token(")")) return fail("a parenthesis is not closed", "add a )");
      return next();
    }
    return test();
  }

  bool test() {
    if (token_.kind != Token::Kind::kName || is_word("and") || is_word("or")) {
      return fail(
          token_.kind == Token::Kind::kEnd
              ? std::string("it ends where the name of a value should stand")
              : "\"" + std::string(token_.text) + "\" stands where the name of a value should",
          "begin with the value: ward = 'day unit'");
    }
    const std::optional<std::size_t> value = values_.find(token_.text);
    if (!value) {
      std::string help = nearest_name(token_.text, values_.names());
      help = help.empty() ? "declare it: <values><value name=\"" + std::string(token_.text) +
                                "\" type=\"text\"/></values> in <meta>"
                          : "did you mean " + help + '?';
      return report(Code::kNoSuchValue, token_.at, {token_.text, help});
    }
    if (!next()) return false;
    if (token_.kind != Token::Kind::kSign || is_sign_token("(") || is_sign_token(")")) {
      condition_.steps.push_back({Kind::kGiven, *value, {}, {}, 0});
      return true;
    }
    return comparison(*value);
  }

  bool comparison(std::size_t value) {
    const auto found = std::ranges::find(kComparisons, token_.text,
                                         &std::pair<std::string_view, Comparison>::first);
    if (found == kComparisons.end()) {
      return fail("there is no \"" + std::string(token_.text) + "\"",
                  "compare with =, !=, <, <=, > or >=");
    }
    const ValueDeclaration& declared = values_.declarations[value];
    const bool ordered = declared.type != ValueType::kText && declared.type != ValueType::kPhone;
    if (!ordered && found->second > Comparison::kNotEqual) {
      return report(Code::kConditionType, token_.at,
                    {declared.name, value_type_name(declared.type), "compare it with = or !="});
    }
    if (!next()) return false;
    return literal(value, found->second);
  }

  bool literal(std::size_t value, Comparison comparison) {
    const ValueDeclaration& declared = values_.declarations[value];
    const bool number = declared.type == ValueType::kNumber;
    const bool fits = token_.kind == (number ? Token::Kind::kNumber : Token::Kind::kText) &&
                      !token_.text.empty() && has_value_type(declared.type, token_.text);
    if (!fits) {
      std::string help = "compare it with " + std::string(value_type_wanted(declared.type));
      if (token_.kind == Token::Kind::kText && token_.text.empty()) {
        help = "for \"not given\", write not " + declared.name;
      } else if (!number) {
        help += ", in quotation marks";
      } else {
        help = "compare it with a number such as 5 or 2.5, without quotation marks";
      }
      return report(Code::kConditionType, token_.at,
                    {declared.name, value_type_name(declared.type), help});
    }
    ConditionStep step{Kind::kCompare, value, comparison, {}, 0};
    if (number) {
      step.number = number_in_millionths(token_.text);
    } else {
      step.text = token_.text;
    }
    condition_.steps.push_back(std::move(step));
    return next();
  }

  std::string_view text_;
  const ValueTable& values_;
  const std::function<SourceSpan(std::size_t)>& place_;
  Diagnostics& diagnostics_;
  Condition condition_;
  Token token_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Condition> read_condition(std::string_view text, const ValueTable& values,
                                        const std::function<SourceSpan(std::size_t)>& place,
                                        Diagnostics& diagnostics) {
  return Parser(text, values, place, diagnostics).run();
}

}  // namespace bifolium
