#include "shape/word_cache.h"

#include <hb-ot.h>

#include <algorithm>
#include <utility>

#include "fonts/handles.h"

namespace bifolium {
namespace {

constexpr std::size_t kMostLayoutBytes = std::size_t{128} << 10U;

std::size_t table_bytes(hb_face_t* face, hb_tag_t tag) {
  return hb_blob_get_length(HbBlob(hb_face_reference_table(face, tag)).get());
}

bool any_lookup_has(hb_face_t* face, hb_tag_t table, hb_codepoint_t glyph) {
  const unsigned int count = hb_ot_layout_table_get_lookup_count(face, table);
  for (unsigned int lookup = 0; lookup < count; ++lookup) {
    const HbSet glyphs(hb_set_create());
    hb_ot_layout_lookup_collect_glyphs(face, table, lookup, glyphs.get(), glyphs.get(),
                                       glyphs.get(), nullptr);
    if (hb_set_has(glyphs.get(), glyph) || !hb_set_allocation_successful(glyphs.get())) return true;
  }
  return false;
}

}  // namespace

bool words_stand_alone(const Face& face) {
  const std::uint32_t space = face.glyph(U' ');
  if (space == 0) return false;
  hb_face_t* hb_face = face.hb_face();
  for (const hb_tag_t tag : {HB_TAG('k', 'e', 'r', 'n'), HB_TAG('k', 'e', 'r', 'x'),
                             HB_TAG('m', 'o', 'r', 'x'), HB_TAG('m', 'o', 'r', 't')}) {
    if (table_bytes(hb_face, tag) > 0) return false;
  }
  if (table_bytes(hb_face, HB_OT_TAG_GSUB) + table_bytes(hb_face, HB_OT_TAG_GPOS) >
      kMostLayoutBytes) {
    return false;
  }
  return !any_lookup_has(hb_face, HB_OT_TAG_GSUB, space) &&
         !any_lookup_has(hb_face, HB_OT_TAG_GPOS, space);
}

WordTable::WordTable(ShapeSettings settings, const Face& face, bool usable)
    : settings_(std::move(settings)), usable_(usable) {
  space_.id = face.glyph(U' ');
  space_.advance = face.advance(space_.id);
}

const std::vector<Glyph>* WordTable::find(std::u16string_view word) const {
  const auto found = words_.find(word);
  return found == words_.end() ? nullptr : &found->second;
}

std::size_t WordTable::add(std::u16string_view word, std::vector<Glyph> glyphs) {
  constexpr std::size_t kNode = 96;  // Hash node, string and vector headers.
  const std::size_t bytes = kNode + word.size() * sizeof(char16_t) + glyphs.size() * sizeof(Glyph);
  return words_.emplace(word, std::move(glyphs)).second ? bytes : 0;
}

WordTable& WordCache::table(const ShapeSettings& settings, const Face& face) {
  const auto found = std::find_if(tables_.begin(), tables_.end(), [&settings](const WordTable& t) {
    return t.settings() == settings;
  });
  if (found != tables_.end()) return *found;
  auto known =
      std::find_if(stand_alone_.begin(), stand_alone_.end(),
                   [&settings](const auto& entry) { return entry.first == settings.face; });
  if (known == stand_alone_.end()) {
    known = stand_alone_.insert(known, {settings.face, words_stand_alone(face)});
  }
  return tables_.emplace_back(settings, face, known->second);
}

void WordCache::add(WordTable& table, std::u16string_view word, std::vector<Glyph> glyphs) {
  if (byte_bound_ == 0) return;
  if (bytes_ >= byte_bound_) {
    for (WordTable& other : tables_) other.clear();
    bytes_ = 0;
  }
  bytes_ += table.add(word, std::move(glyphs));
}

}  // namespace bifolium
