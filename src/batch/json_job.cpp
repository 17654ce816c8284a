#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "batch/job_reader.h"
#include "core/decimal.h"

namespace bifolium {
namespace {

using Sax = nlohmann::json_sax<nlohmann::json>;

constexpr std::array<std::string_view, 6> kTextMembers{"content", "layout", "edition",
                                                       "press",   "pages",  "output"};

/// Fills a job while nlohmann's parser goes through the object. A callback that gives false ends
/// the parsing, so that nothing nested deeper than a job's values is ever entered.
class JobHandler final : public Sax {
 public:
  JobHandler(Job& job, const SourceSpan& where) : job_(job), where_(where) {}

  bool null() override {
    // A program that exports a missing field as null means that there is none.
    return depth_ == 0 ? not_an_object() : true;
  }
  bool boolean(bool value) override { return text(value ? "true" : "false", Kind::kOther); }
  bool number_integer(number_integer_t value) override {
    return text(std::to_string(value), Kind::kOther);
  }
  bool number_unsigned(number_unsigned_t value) override {
    return text(std::to_string(value), Kind::kOther);
  }
  bool number_float(number_float_t, const string_t& as_written) override {
    return text(as_written, Kind::kOther);
  }
  bool string(string_t& value) override { return text(value, Kind::kText); }
  bool binary(binary_t&) override { return false; }  // JSON has none.

  bool start_object(std::size_t) override {
    if (depth_ == 0 || (depth_ == 1 && key_ == "values")) {
      ++depth_;
      return true;
    }
    return fail(DiagnosticCode::kJobMember, {key_, "is an object; expected text"});
  }
  bool key(string_t& name) override {
    key_ = name;
    return depth_ == 1 ? member(name) : value_name(name);
  }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool start_array(std::size_t) override {
    if (depth_ == 0) return not_an_object();
    return fail(DiagnosticCode::kJobMember, {key_, "is a list; expected text"});
  }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception&) override {
    // The parser's own words would quote the text, which may be a patient's.
    const std::string at = integer_text(static_cast<std::int64_t>(position));
    return fail(DiagnosticCode::kJobNotJson, {"this is no JSON from its byte " + at + " on"});
  }

 private:
  enum class Kind : std::uint8_t { kText, kOther };

  bool fail(DiagnosticCode code, std::initializer_list<std::string_view> args) {
    if (!job_.fault) job_.fault = make_diagnostic(code, where_, args);
    return false;
  }
  bool not_an_object() { return fail(DiagnosticCode::kJobNotJson, {"this is something else"}); }

  bool member(const std::string& name) {
    if (name != "values" && std::ranges::find(kTextMembers, name) == kTextMembers.end()) {
      return fail(DiagnosticCode::kJobUnknownMember, {name});
    }
    return remember(name);
  }
  bool value_name(const std::string& name) { return remember("values." + name); }
  bool remember(std::string name) {
    if (std::ranges::find(seen_, name) != seen_.end()) {
      return fail(DiagnosticCode::kJobRepeatedMember, {name});
    }
    seen_.push_back(std::move(name));
    return true;
  }

  bool text(std::string value, Kind kind) {
    if (depth_ == 0) return not_an_object();
    if (depth_ == 2) {
      job_.values.emplace_back(key_, std::move(value));
      return true;
    }
    if (key_ == "values") {
      return fail(DiagnosticCode::kJobMember, {key_, "is not an object of names and values"});
    }
    // A number of pages may be written as one.
    if (kind != Kind::kText && key_ != "pages") {
      return fail(DiagnosticCode::kJobMember, {key_, "is not text; put it in quotation marks"});
    }
    field() = std::move(value);
    return true;
  }
  std::string& field() {
    if (key_ == "content") return job_.content;
    if (key_ == "layout") return job_.layout;
    if (key_ == "press") return job_.press;
    if (key_ == "pages") return job_.pages;
    return key_ == "edition" ? job_.edition : job_.output;
  }

  Job& job_;
  SourceSpan where_;
  int depth_ = 0;
  std::string key_;
  std::vector<std::string> seen_;
};

}  // namespace

void read_json_job(std::string_view text, const SourceFile& file, std::uint32_t line, Job& job) {
  JobHandler handler(job, {&file, line, 0});
  // What is wrong was told to the handler.
  static_cast<void>(nlohmann::json::sax_parse(text, &handler));
}

}  // namespace bifolium
