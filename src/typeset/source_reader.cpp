#include "typeset/source_reader.h"

#include <sys/stat.h>

#include <algorithm>

#include "core/files.h"
#include "read/content_reader.h"
#include "read/layout_values.h"
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

/// Reads one file with `reader`, stamped before: what is read may be newer, not older.
template <class T, class Reader>
std::optional<ReadFiles<T>> read_one(const std::string& path, std::size_t most_bytes,
                                     const Reader& reader, Diagnostics& diagnostics) {
  ReadFiles<T> entry;
  entry.stamps.push_back(FileStamp::of(path));
  auto bytes = read_file(path, most_bytes);
  if (!bytes) {
    diagnostics.add(bytes.error());
    return std::nullopt;
  }
  Diagnostics own;
  std::optional<T> value = reader(path, *bytes, own);
  if (value) entry.value = std::make_shared<const T>(std::move(*value));
  entry.diagnostics = own.all();
  return entry;
}

/// Reads a layout and those that it extends, each stamped before it is read.
std::optional<ReadFiles<LayoutSpec>> read_layout_files(const DataFiles& files,
                                                       const std::string& path,
                                                       const std::string& edition,
                                                       const SourceSpan& named_at,
                                                       Diagnostics& diagnostics) {
  ReadFiles<LayoutSpec> entry;
  const auto stamped = [&](const std::string& file) {
    entry.stamps.push_back(FileStamp::of(file));
    return read_layout_source(file);
  };
  const auto parent = [&](const std::string& name) -> Expected<LayoutSource, Diagnostic> {
    auto found = files.parent_path(name, path);
    if (!found) return Unexpected<Diagnostic>{found.error()};
    return stamped(*found);
  };
  auto source = stamped(path);
  if (!source) {
    diagnostics.add(at(source.error(), named_at));
    return std::nullopt;
  }
  Diagnostics own;
  std::optional<LayoutSpec> spec = read_layout(*source, parent, edition, own);
  if (!spec) {  // Nothing is kept: which files would mend it is not known.
    for (const Diagnostic& d : own.all()) diagnostics.add(d);
    return std::nullopt;
  }
  entry.value = std::make_shared<const LayoutSpec>(std::move(*spec));
  entry.diagnostics = own.all();
  return entry;
}

}  // namespace

FileStamp FileStamp::of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {path};
  return {path, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ino};
}

template <class T, class Read>
std::shared_ptr<const T> SourceReader::kept(const FileKey& key, FileMemory<T>& own,
                                            SharedFiles<T>& shared, Diagnostics& diagnostics,
                                            const Read& read) {
  auto entry = own.find(key);
  if (entry == nullptr) {
    entry = shared.find(key);
    if (entry == nullptr) {
      std::optional<ReadFiles<T>> fresh = read();
      if (!fresh) return nullptr;
      entry = shared.keep(key, std::make_shared<const ReadFiles<T>>(std::move(*fresh)));
    }
    own.keep(key, entry);
  }
  for (const Diagnostic& d : entry->diagnostics) diagnostics.add(d);
  return entry->value;
}

std::shared_ptr<const ContentTree> SourceReader::content(const std::string& path,
                                                         Diagnostics& diagnostics) {
  return kept({path, ""}, contents_, shared_.contents, diagnostics, [&] {
    return read_one<ContentTree>(path, kMaxContentBytes, read_content, diagnostics);
  });
}

std::shared_ptr<const LayoutSpec> SourceReader::layout(const DataFiles& files,
                                                       const std::string& name,
                                                       const std::string& edition,
                                                       const SourceSpan& named_at,
                                                       Diagnostics& diagnostics) {
  auto path = files.layout_path(name);
  if (!path) {
    diagnostics.add(at(path.error(), named_at));
    return nullptr;
  }
  return kept({*path, edition}, layouts_, shared_.layouts, diagnostics,
              [&] { return read_layout_files(files, *path, edition, named_at, diagnostics); });
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
  return kept({path, ""}, words_, shared_.words, diagnostics,
              [&] { return read_one<Words>(path, kMaxDataBytes, read_words, diagnostics); });
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

const PressSpec* SourceReader::find_press(const Request& request, const LayoutSpec& layout,
                                          Diagnostics& diagnostics) {
  if (request.press.empty()) return nullptr;
  if (const PressSpec* found = layout.find_press(request.press)) return found;
  std::vector<std::string_view> known;
  for (const PressSpec& press : layout.presses) known.push_back(press.name);
  const std::string of_edition =
      request.edition.empty() ? "the layout " : "the edition " + request.edition + " of ";
  const std::string help = known.empty() ? "it has none" : known_names_help(request.press, known);
  diagnostics.report(DiagnosticCode::kPressUnknown, {},
                     {of_edition + layout.name, request.press, help});
  return nullptr;
}

std::optional<PressSpec> SourceReader::press(const Request& request, Diagnostics& diagnostics) {
  const DataFiles files("", setup_.data_folders);
  const std::string name = request.layout.empty() ? std::string(kDefaultLayout) : request.layout;
  const auto layout = this->layout(files, name, request.edition, {}, diagnostics);
  if (layout == nullptr || diagnostics.has_errors()) return std::nullopt;
  const PressSpec* found = find_press(request, *layout, diagnostics);
  return found != nullptr ? std::optional<PressSpec>(*found) : std::nullopt;
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
  const auto asked = parse_page_target(request.pages);
  if (!asked && !request.pages.empty()) {
    diagnostics.report(DiagnosticCode::kBadPageTarget, {}, {request.pages});
  }
  if (layout == nullptr || words == nullptr || diagnostics.has_errors()) return std::nullopt;
  const PressSpec* press = find_press(request, *layout, diagnostics);
  if (press == nullptr && !request.press.empty()) return std::nullopt;
  const PageTarget pages = asked.value_or(layout->fit.pages);
  return Sources{std::move(content),
                 std::move(layout),
                 std::move(words),
                 std::move(given),
                 press,
                 request.proof,
                 pages};
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
