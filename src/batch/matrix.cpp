#include "batch/matrix.h"

#include <glob.h>

#include <algorithm>
#include <utility>

#include "bifolium/typesetter.h"
#include "core/diagnostics.h"

namespace bifolium {
namespace {

constexpr std::uint64_t kMaxJobs = std::uint64_t{1} << 40;

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    if (end > begin) parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// The files of a pattern, by name; empty where there are none.
std::vector<std::string> files_of(const std::string& pattern) {
  glob_t found{};
  std::vector<std::string> files;
  if (::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0) {
    files.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  }
  ::globfree(&found);
  std::ranges::sort(files);  // glob's own order follows the locale.
  return files;
}

}  // namespace

/// Adds one list; what is wrong with it, in words.
std::string MatrixSource::add_list(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    return "\"" + std::string(text) + "\" is not NAME=VALUES";
  }
  List list{std::string(text.substr(0, equals)), {}};
  if (list.name == "output") {
    return "\"" + list.name + "\" can't be a list";
  }
  for (const List& other : lists_) {
    if (other.name == list.name) return "\"" + list.name + "\" stands twice";
  }
  for (std::string& value : split(text.substr(equals + 1), ",")) {
    // Layouts differ in their editions, and jobs are numbered before a layout is read.
    if (list.name == "edition" && value == kAllEditions) {
      return "\"edition\" has to name each edition";
    }
    if (list.name != "content") {
      list.values.push_back(std::move(value));
      continue;
    }
    const std::vector<std::string> files = files_of(value);
    if (files.empty()) return "no file is called " + value;
    list.values.insert(list.values.end(), files.begin(), files.end());
  }
  if (list.values.empty()) return "\"" + list.name + "\" has no values";
  if (total_ > kMaxJobs / list.values.size()) return "these are too many combinations";
  total_ *= list.values.size();
  lists_.push_back(std::move(list));
  return {};
}

Expected<MatrixSource, Diagnostic> MatrixSource::parse(std::string_view text) {
  MatrixSource source;
  const auto refuse = [](std::string_view why) {
    return Unexpected<Diagnostic>{make_diagnostic(DiagnosticCode::kMatrix, {}, {why})};
  };
  for (const std::string& part : split(text, " \t\n")) {
    if (const std::string fault = source.add_list(part); !fault.empty()) return refuse(fault);
  }
  const auto content = std::ranges::find(source.lists_, "content", &List::name);
  if (content == source.lists_.end()) return refuse("there is no list of content");
  std::rotate(source.lists_.begin(), content, content + 1);
  return source;
}

NextJob MatrixSource::next(Job& job) {
  if (number_ == total_) return NextJob::kEnd;
  job = Job();
  std::uint64_t rest = number_++;
  for (std::size_t i = lists_.size(); i-- > 0;) {
    const List& list = lists_[i];
    const std::string& value = list.values[rest % list.values.size()];
    rest /= list.values.size();
    if (list.name == "content") {
      job.content = job.content_path = value;
    } else if (list.name == "layout") {
      job.layout = value;
    } else if (list.name == "edition") {
      job.edition = value;
    } else if (list.name == "press") {
      job.press = value;
    } else if (list.name == "pages") {
      job.pages = value;
    } else {
      job.values.emplace_back(list.name, value);
    }
  }
  std::ranges::reverse(job.values);
  job.number = job.end_offset = number_;
  return NextJob::kJob;
}

std::string MatrixSource::output_template() const {
  std::string text;
  for (const List& list : lists_) text += (text.empty() ? "{" : ".{") + list.name + '}';
  return text;
}

}  // namespace bifolium
