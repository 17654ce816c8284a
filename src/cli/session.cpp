#include "cli/session.h"

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <system_error>

#include "cli/output.h"
#include "core/decimal.h"
#include "core/diagnostics.h"
#include "core/files.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

void append_padded(std::string& out, std::int64_t value, std::size_t digits) {
  const std::string text = integer_text(value);
  out.append(text.size() < digits ? digits - text.size() : 0, '0').append(text);
}

std::string date_text(std::int64_t year, std::int64_t month, std::int64_t day) {
  std::string out;
  append_padded(out, year, 4);
  out += '-';
  append_padded(out, month, 2);
  out += '-';
  append_padded(out, day, 2);
  return out;
}

/// The data installed with the program, found from the program's own place: a whole installation
/// may be moved. A program that was only built has a file beside it that names its source tree.
std::string program_data() {
  constexpr std::size_t kMaxPath = 4096;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  // Without /proc there is only the place where it was meant to be.
  if (error) return BIFOLIUM_INSTALLED_DATA;
  const fs::path folder = program.parent_path();
  const fs::path installed = (folder / BIFOLIUM_DATA_FROM_PROGRAM).lexically_normal();
  if (fs::is_directory(installed, error)) return installed.string();
  const auto source_tree = read_file((folder / BIFOLIUM_SOURCE_TREE_FILE).string(), kMaxPath);
  return source_tree ? *source_tree : installed.string();
}

}  // namespace

std::string date_of_epoch(std::string_view text) {
  std::int64_t seconds = 0;
  constexpr std::int64_t kDay = 86'400;
  constexpr std::int64_t kYear10000 = 253'402'300'800;
  if (!parse_integer(text, seconds) || seconds < 0 || seconds >= kYear10000) return {};
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(seconds / kDay))};
  std::string out = date_text(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                              static_cast<unsigned>(date.day()));
  const std::int64_t second = seconds % kDay;
  out += 'T';
  append_padded(out, second / 3600, 2);
  out += ':';
  append_padded(out, second / 60 % 60, 2);
  out += ':';
  append_padded(out, second % 60, 2);
  return out + 'Z';
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (::localtime_r(&now, &local) == nullptr) return {};
  return date_text(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

std::vector<std::string> data_folders(const std::string& content) {
  std::vector<std::string> folders;
  std::error_code error;
  const auto add = [&](const fs::path& folder) {
    for (const std::string& known : folders) {
      if (fs::equivalent(known, folder, error)) return;
    }
    folders.push_back(folder.string());
  };
  if (!content.empty()) {
    const fs::path folder = fs::path(content).parent_path();
    const fs::path beside = (folder / "..").lexically_normal();
    const fs::path relative = beside.empty() ? fs::path(".") : beside;
    if (fs::is_directory(relative / "layouts", error)) add(relative);
  }
  const char* data = std::getenv("BIFOLIUM_DATA");
  if (data != nullptr && *data != '\0') add(data);
  add(program_data());
  return folders;
}

bool Session::prepare() {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (epoch == nullptr || *epoch == '\0') return true;
  source_date_ = date_of_epoch(epoch);
  if (!source_date_.empty()) return true;
  print_diagnostics({make_diagnostic(DiagnosticCode::kBadSourceDate, {}, {epoch})},
                    options_.json_diagnostics);
  return false;
}

Setup Session::setup(const std::string& content) const {
  Setup setup;
  setup.data_folders = data_folders(content);
  setup.font_folders = options_.font_folders;
  setup.source_date = source_date_;
  return setup;
}

Session::Entry& Session::entry_for(const std::string& content) {
  Setup made = setup(content);
  for (Entry& entry : entries_) {
    if (entry.folders == made.data_folders) return entry;
  }
  Entry& entry = entries_.emplace_back();
  entry.folders = made.data_folders;
  entry.typesetter = std::make_unique<Typesetter>(std::move(made));
  entry.compositor = std::make_unique<Compositor>(*entry.typesetter);
  return entry;
}

const Typesetter& Session::typesetter_for(const std::string& content) {
  return *entry_for(content).typesetter;
}

Compositor& Session::compositor_for(const std::string& content) {
  return *entry_for(content).compositor;
}

Request Session::request(const std::string& content, const DocumentOptions& options) const {
  Request request;
  request.content = content;
  request.layout = options.layout;
  request.edition = options.edition;
  request.press = options.press;
  request.proof = options.proof;
  request.costs = !options.costs.empty();
  request.pages = options.pages;
  request.as_of = options.as_of.empty() ? today() : options.as_of;
  for (const std::string& value : options.values) {
    const std::size_t equals = value.find('=');
    request.values.emplace_back(value.substr(0, equals), value.substr(equals + 1));
  }
  request.values_file = options.values_file;
  request.allow_expired = options.allow_expired;
  request.explain = options.explain;
  return request;
}

std::vector<Request> Session::requests(const std::string& content, const DocumentOptions& options) {
  Request one = request(content, options);
  if (options.edition != kAllEditions) return {std::move(one)};
  one.edition.clear();
  const std::vector<std::string> editions = compositor_for(content).editions(one);
  if (editions.empty()) return {std::move(one)};
  std::vector<Request> all(editions.size(), one);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].edition = editions[i];
  return all;
}

}  // namespace bifolium
