#include "batch/leaflet_maker.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "core/files.h"
#include "core/hash.h"
#include "typeset/data_files.h"

namespace bifolium {
namespace {

/// Moves the entry of these folders to the front; false where there is none.
template <class Entries>
bool bring_to_front(Entries& entries, const std::vector<std::string>& folders) {
  const auto found = std::ranges::find_if(
      entries, [&](const auto& entry) { return entry.data_folders == folders; });
  if (found == entries.end()) return false;
  entries.splice(entries.begin(), entries, found);
  return true;
}

}  // namespace

std::shared_ptr<const Typesetter> Typesetters::with(const Setup& setup) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!bring_to_front(entries_, setup.data_folders)) {
    entries_.push_front({setup.data_folders, std::make_shared<const Typesetter>(setup)});
    if (entries_.size() > kMaxKept) entries_.pop_back();
  }
  return entries_.front().typesetter;
}

Compositor& CompositorMaker::compositor_for(const std::string& content) {
  std::string folder = std::filesystem::path(content).parent_path().string();
  if (!entries_.empty() && folder == last_folder_) return *entries_.front().compositor;
  last_folder_ = std::move(folder);
  const Setup setup = typesetters_.setup_for(content);
  if (!bring_to_front(entries_, setup.data_folders)) {
    Entry entry{setup.data_folders, typesetters_.with(setup), nullptr};
    entry.compositor = std::make_unique<Compositor>(*entry.typesetter);
    entries_.push_front(std::move(entry));
    if (entries_.size() > kMaxKept) entries_.pop_back();
  }
  return *entries_.front().compositor;
}

Document CompositorMaker::make(const Request& request) {
  return compositor_for(request.content).make(request);
}

std::string CompositorMaker::input_digest(const Request& request) {
  Sha256Stream stream;
  const auto add = [&](std::string_view text) {
    stream.add(text);
    stream.add(std::string_view("\0", 1));
  };
  add(version_text());
  add(request.layout);
  add(request.edition);
  for (const auto& [name, value] : request.values) {
    add(name);
    add(value);
  }
  const auto bytes = read_file(request.content, kMaxContentBytes);
  if (bytes) stream.add(*bytes);
  return hex_text(stream.digest());
}

}  // namespace bifolium
