#include "read/value_file.h"

#include <nlohmann/json.hpp>
#include <set>

#include "core/decimal.h"
#include "core/source.h"
#include "read/line_index.h"

namespace bifolium {
namespace {

using Sax = nlohmann::json_sax<nlohmann::json>;
using Code = DiagnosticCode;

/// Gathers the values while nlohmann's parser goes through the object. A callback that gives false
/// ends the parsing, so that nothing nested is ever entered.
class ValueHandler final : public Sax {
 public:
  ValueHandler(const SourceFile& file, std::string_view bytes, Diagnostics& diagnostics)
      : file_(file), bytes_(bytes), diagnostics_(diagnostics) {}

  bool null() override { return inside_ || no_object(); }
  bool boolean(bool value) override { return text(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return text(integer_text(value)); }
  bool number_unsigned(number_unsigned_t value) override {
    // Beyond 64 bits with a sign it is longer than any number that a value can be.
    return text(std::to_string(value));
  }
  bool number_float(number_float_t, const string_t& as_written) override {
    return text(as_written);
  }
  bool string(string_t& value) override { return text(std::move(value)); }
  bool binary(binary_t&) override { return false; }  // JSON has none.

  bool start_object(std::size_t) override {
    if (inside_) return nested("an object");
    inside_ = true;
    return true;
  }
  bool key(string_t& name) override {
    if (!seen_.insert(name).second) {
      diagnostics_.report(Code::kValueGivenTwice, {&file_, 0, 0}, {name});
      return false;
    }
    name_ = std::move(name);
    return true;
  }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return inside_ ? nested("a list") : no_object(); }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception&) override {
    // The parser's own words would quote the text.
    const std::size_t at = position > 0 && position <= bytes_.size() ? position - 1 : bytes_.size();
    const LineIndex::Place place = LineIndex(bytes_).at(bytes_, at);
    diagnostics_.report(Code::kValuesNotJson, {&file_, place.line, place.column},
                        {"this is no JSON from here on"});
    return false;
  }

  std::vector<std::pair<std::string, std::string>> take() { return std::move(values_); }

 private:
  bool text(std::string value) {
    if (!inside_) return no_object();
    values_.emplace_back(name_, std::move(value));
    return true;
  }
  bool no_object() { return fail("the file is something else than an object"); }
  bool nested(std::string_view what) {
    return fail("\"" + name_ + "\" is " + std::string(what) + "; expected text or a number");
  }
  bool fail(std::string_view what) {
    diagnostics_.report(Code::kValuesNotJson, {&file_, 0, 0}, {what});
    return false;
  }

  const SourceFile& file_;
  std::string_view bytes_;
  Diagnostics& diagnostics_;
  bool inside_ = false;
  std::string name_;
  std::set<std::string> seen_;
  std::vector<std::pair<std::string, std::string>> values_;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> read_value_file(const std::string& path,
                                                                 std::string_view bytes,
                                                                 Diagnostics& diagnostics) {
  const SourceFile file{path};
  ValueHandler handler(file, bytes, diagnostics);
  // What is wrong was told to the handler.
  static_cast<void>(nlohmann::json::sax_parse(bytes, &handler));
  return handler.take();
}

}  // namespace bifolium
