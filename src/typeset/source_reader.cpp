#include "typeset/source_reader.h"

#include <sys/stat.h>

#include <algorithm>

#include "core/files.h"
#include "read/content_reader.h"
#include "read/value_file.h"

namespace bifolium {
namespace {

constexpr std::string_view kDefaultLayout = "leaflet-a5";

/// Gives a diagnostic about a missing file the place that named the file.
Diagnostic at(Diagnostic diagnostic, const SourceSpan& span) {
  if (diagnostic.file.empty() && span.file != nullptr) {
    diagnostic.file = span.file->path;
    diagnostic.line = span.line;
    diagnostic.column = span.column;
  }
  return diagnostic;
}

SourceSpan attribute_span(const ContentTree& tree, Attribute name) {
  for (const ContentAttribute& attribute : tree[tree.root()].attributes) {
    if (attribute.name == name) return attribute.span;
  }
  return tree[tree.root()].span;
}

}  // namespace

SourceReader::Stamp SourceReader::stamp(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {path};
  return {path, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ino};
}

bool SourceReader::is_current(const std::vector<Stamp>& stamps) {
  return std::ranges::all_of(stamps, [](const Stamp& s) { return stamp(s.path) == s; });
}

std::shared_ptr<const ContentTree> SourceReader::content(const std::string& path,
                                                         Diagnostics& diagnostics) {
  const auto key = std::pair(path, std::string());
  auto kept = contents_.find(key);
  if (kept == contents_.end() || !is_current(kept->second.stamps)) {
    Kept<ContentTree> entry;
    entry.stamps.push_back(
        stamp(path));  // Before it is read: what is read may be newer, not older.
    auto bytes = read_file(path, kMaxContentBytes);
    if (!bytes) {
      diagnostics.add(bytes.error());
      return nullptr;
    }
    Diagnostics own;
    std::optional<ContentTree> read = read_content(path, *bytes, own);
    if (read) entry.value = std::make_shared<const ContentTree>(std::move(*read));
    entry.diagnostics = own.all();
    content_bytes_ += entry.stamps[0].size;
    if (contents_.size() >= kMaxKept || content_bytes_ > kMaxKeptBytes) {
      contents_.clear();
      content_bytes_ = entry.stamps[0].size;
    }
    kept = contents_.insert_or_assign(key, std::move(entry)).first;
  }
  for (const Diagnostic& d : kept->second.diagnostics) diagnostics.add(d);
  return kept->second.value;
}

std::shared_ptr<const LayoutSpec> SourceReader::layout(const DataFiles& files,
                                                       const std::string& name,
                                                       const std::string& edition,
                                                       const SourceSpan& named_at,
                                                       Diagnostics& diagnostics) {
  auto source = files.layout(name);
  if (!source) {
    diagnostics.add(at(source.error(), named_at));
    return nullptr;
  }
  const auto key = std::pair(source->path, edition);
  auto kept = layouts_.find(key);
  if (kept == layouts_.end() || !is_current(kept->second.stamps)) {
    Diagnostics own;
    const std::string path = source->path;
    const auto parent = [&](const std::string& parent_name) {
      return files.parent_layout(parent_name, path);
    };
    std::optional<LayoutSpec> spec = read_layout(*source, parent, edition, own);
    if (!spec) {  // Nothing is kept: which files would mend it is not known.
      for (const Diagnostic& d : own.all()) diagnostics.add(d);
      return nullptr;
    }
    Kept<LayoutSpec> entry;
    entry.value = std::make_shared<const LayoutSpec>(std::move(*spec));
    for (const auto& file : entry.value->files) entry.stamps.push_back(stamp(file->path));
    entry.diagnostics = own.all();
    if (layouts_.size() >= kMaxKept) layouts_.clear();
    kept = layouts_.insert_or_assign(key, std::move(entry)).first;
  }
  for (const Diagnostic& d : kept->second.diagnostics) diagnostics.add(d);
  return kept->second.value;
}

std::shared_ptr<const Words> SourceReader::words(const DataFiles& files,
                                                 const std::string& language,
                                                 const SourceSpan& named_at,
                                                 Diagnostics& diagnostics) {
  const std::string path = files.words_path(language);
  if (path.empty()) {
    diagnostics.report(DiagnosticCode::kNoWords, named_at, {language});
    return nullptr;
  }
  const auto key = std::pair(path, std::string());
  auto kept = words_.find(key);
  if (kept == words_.end() || !is_current(kept->second.stamps)) {
    Kept<Words> entry;
    entry.stamps.push_back(stamp(path));
    auto bytes = read_file(path, kMaxDataBytes);
    if (!bytes) {
      diagnostics.add(bytes.error());
      return nullptr;
    }
    Diagnostics own;
    std::optional<Words> read = read_words(path, *bytes, own);
    if (read) entry.value = std::make_shared<const Words>(std::move(*read));
    entry.diagnostics = own.all();
    if (words_.size() >= kMaxKept) words_.clear();
    kept = words_.insert_or_assign(key, std::move(entry)).first;
  }
  for (const Diagnostic& d : kept->second.diagnostics) diagnostics.add(d);
  return kept->second.value;
}

GivenValues SourceReader::values(const Request& request, Diagnostics& diagnostics) {
  GivenValues all = request.values;
  if (request.values_file.empty()) return all;
  auto bytes = read_file(request.values_file, kMaxValueFileBytes);
  if (!bytes) {
    diagnostics.add(bytes.error());
    return all;
  }
  for (auto& value : read_value_file(request.values_file, *bytes, diagnostics)) {
    const bool given = std::ranges::any_of(
        request.values, [&](const auto& own) { return own.first == value.first; });
    if (!given) all.push_back(std::move(value));
  }
  return all;
}

std::optional<Sources> SourceReader::read(const Request& request, Diagnostics& diagnostics) {
  const DataFiles files(request.content, setup_.data_folders);
  std::shared_ptr<const ContentTree> content = this->content(request.content, diagnostics);
  if (content == nullptr || content->nodes.empty()) return std::nullopt;
  const NodeId root = content->root();
  const std::string* own_layout = content->attribute(root, Attribute::kLayout);
  const std::string name = !request.layout.empty() ? request.layout
                           : own_layout != nullptr ? *own_layout
                                                   : std::string(kDefaultLayout);
  const SourceSpan named_at = request.layout.empty() && own_layout != nullptr
                                  ? attribute_span(*content, Attribute::kLayout)
                                  : SourceSpan{};
  auto layout = this->layout(files, name, request.edition, named_at, diagnostics);
  const std::string* language = content->attribute(root, Attribute::kXmlLang);
  if (language == nullptr) diagnostics.report(DiagnosticCode::kNoLanguage, (*content)[root].span);
  auto words = this->words(files, language != nullptr ? *language : "en",
                           attribute_span(*content, Attribute::kXmlLang), diagnostics);
  if (!request.as_of.empty()) {
    check_review_date(*content, request.as_of, request.allow_expired, diagnostics);
  }
  GivenValues given = values(request, diagnostics);
  std::erase_if(given, [&](const auto& value) {
    return !content->values.find(value.first) &&
           std::ranges::find(request.spare_values, value.first) != request.spare_values.end();
  });
  if (layout == nullptr || words == nullptr || diagnostics.has_errors()) return std::nullopt;
  return Sources{std::move(content), std::move(layout), std::move(words), std::move(given)};
}

void check_review_date(const ContentTree& content, const std::string& as_of, bool allow_expired,
                       Diagnostics& diagnostics) {
  const NodeId review = content.meta(Element::kReview);
  if (!review) return;
  const std::string day = content.text_of(review);
  // ISO dates compare as text. The review day itself is still in time.
  if (day.size() != 10 || as_of <= day) return;
  diagnostics.report(allow_expired ? DiagnosticCode::kExpiredAllowed : DiagnosticCode::kExpired,
                     content[review].span, {day, as_of});
}

}  // namespace bifolium
