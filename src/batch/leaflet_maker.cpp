#include "batch/leaflet_maker.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "core/hash.h"

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

CompositorMaker::Entry& CompositorMaker::entry_for(const std::string& content) {
  std::string folder = std::filesystem::path(content).parent_path().string();
  if (!entries_.empty() && folder == last_folder_) return entries_.front();
  last_folder_ = std::move(folder);
  const Setup setup = typesetters_.setup_for(content);
  if (!bring_to_front(entries_, setup.data_folders)) {
    auto typesetter = typesetters_.with(setup);
    auto compositor = std::make_unique<Compositor>(*typesetter);
    InputDigests digests(setup, *typesetter);
    entries_.push_front(
        {setup.data_folders, std::move(typesetter), std::move(compositor), std::move(digests), {}});
    if (entries_.size() > kMaxKept) entries_.pop_back();
  }
  return entries_.front();
}

Document CompositorMaker::make(const Request& request) {
  return entry_for(request.content).compositor->make(request);
}

void CompositorMaker::begin_anew() {
  entries_.clear();
  last_folder_.clear();
}

std::string CompositorMaker::input_digest(const Request& request) {
  return entry_for(request.content).digests.of(request);
}

std::string CompositorMaker::layout_digest(const Request& request, const Document& document) {
  Entry& entry = entry_for(request.content);
  std::vector<std::string> key{request.layout, request.edition, document.layout, document.edition};
  if (const auto known = entry.layouts.find(key); known != entry.layouts.end()) {
    return known->second;
  }
  if (entry.layouts.size() >= kMaxLayouts) entry.layouts.clear();
  Document ignored;
  const std::string text = entry.compositor->dump(request, Stage::kLayout, ignored);
  return entry.layouts[std::move(key)] = hex_text(sha256(text));
}

}  // namespace bifolium
