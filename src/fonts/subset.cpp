#include "fonts/subset.h"

#include <algorithm>
#include <array>

#include "core/check.h"
#include "core/diagnostics.h"
#include "core/length.h"
#include "fonts/cff_font.h"

namespace bifolium {
namespace {

/// What a FontFile2 of a CID font needs (ISO 32000-1, 9.9). `cmap`, `name`, `OS/2` and
/// `post` are what the PDF itself says; variations are left at the default instance.
constexpr std::array kKeptTables = {HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'),
                                    HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
                                    HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a')};

/// The face as a subset sees it: the kept tables alone. Without `cmap` hb-subset doesn't list every
/// character of the face for each plan, which was half of its time, and without GSUB it doesn't
/// close over substitutions, so no glyph comes in that wasn't asked for.
HbFace outlines_of(const Face& face) {
  const auto table = [](hb_face_t*, hb_tag_t tag, void* whole) -> hb_blob_t* {
    if (std::find(kKeptTables.begin(), kKeptTables.end(), tag) == kKeptTables.end()) return nullptr;
    return hb_face_reference_table(static_cast<hb_face_t*>(whole), tag);
  };
  const auto release = [](void* whole) { hb_face_destroy(static_cast<hb_face_t*>(whole)); };
  HbFace outlines(hb_face_create_for_tables(table, hb_face_reference(face.hb_face()), release));
  BIFOLIUM_CHECK(outlines.get() != hb_face_get_empty(), "no memory for a face");
  return outlines;
}

HbSubsetInput make_input(std::span<const std::uint32_t> glyphs) {
  HbSubsetInput input(hb_subset_input_create_or_fail());
  BIFOLIUM_CHECK(input != nullptr, "no memory for a subset input");
  hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
  for (const std::uint32_t glyph : glyphs) hb_set_add(wanted, glyph);
  hb_subset_input_set_flags(input.get(),
                            HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
  return input;
}

std::string blob_bytes(const HbBlob& blob) {
  unsigned int length = 0;
  const char* data = hb_blob_get_data(blob.get(), &length);
  return data == nullptr ? std::string() : std::string(data, length);
}

/// Whether the index of TrueType outlines is sound: offsets ascend and lie in `glyf`. HarfBuzz
/// takes a glyph with a bad offset for one without ink, and its letter would be lost without a
/// word. Source: OpenType 1.9, loca.
bool has_sound_outlines(const Face& face) {
  const HbBlob head(hb_face_reference_table(face.hb_face(), HB_TAG('h', 'e', 'a', 'd')));
  const HbBlob loca(hb_face_reference_table(face.hb_face(), HB_TAG('l', 'o', 'c', 'a')));
  const HbBlob glyf(hb_face_reference_table(face.hb_face(), HB_TAG('g', 'l', 'y', 'f')));
  unsigned int head_length = 0, loca_length = 0;
  const char* head_bytes = hb_blob_get_data(head.get(), &head_length);
  const char* bytes = hb_blob_get_data(loca.get(), &loca_length);
  constexpr unsigned int kLocaFormat = 51;  // The low byte of head.indexToLocFormat.
  if (head_length <= kLocaFormat) return false;
  const bool is_long = head_bytes[kLocaFormat] != 0;
  const unsigned int step = is_long ? 4 : 2;
  const std::size_t count = std::size_t{hb_face_get_glyph_count(face.hb_face())} + 1;
  if (loca_length < count * step) return false;
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t offset = 0;
    for (unsigned int b = 0; b < step; ++b) {
      offset = (offset << 8) | static_cast<unsigned char>(bytes[i * step + b]);
    }
    if (!is_long) offset *= 2;
    if (offset < before) return false;
    before = offset;
  }
  return before <= hb_blob_get_length(glyf.get());
}

Unexpected<Diagnostic> failure(const Face& face) {
  return Unexpected{make_diagnostic(DiagnosticCode::kFontSubsetFailed, {}, {face.path()})};
}

/// `source` holds the face's outlines, prepared or not; null where they are not sound.
Expected<FontSubset, Diagnostic> subset_from(hb_face_t* source, const Face& face,
                                             std::span<const std::uint32_t> glyphs) {
  if (source == nullptr) return failure(face);
  const HbSubsetInput input = make_input(glyphs);
  const HbSubsetPlan plan(hb_subset_plan_create_or_fail(source, input.get()));
  if (!plan) return failure(face);
  const HbFace subset(hb_subset_plan_execute_or_fail(plan.get()));
  if (!subset) return failure(face);

  FontSubset result;
  result.bytes = blob_bytes(HbBlob(hb_face_reference_blob(subset.get())));
  if (result.bytes.empty()) return failure(face);
  const hb_map_t* mapping = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
  result.new_glyphs.reserve(glyphs.size());
  for (const std::uint32_t glyph : glyphs) {
    const hb_codepoint_t renamed = hb_map_get(mapping, glyph);
    if (renamed == HB_MAP_VALUE_INVALID)
      return failure(face);  // The face names glyphs it doesn't have.
    result.new_glyphs.push_back(renamed);
  }
  return result;
}

/// Glyph i + 1 of the result is glyphs[i].
Expected<FontSubset, Diagnostic> written_anew(const CffOutlines& outlines, const Face& face,
                                              std::span<const std::uint32_t> glyphs) {
  std::vector<std::string> charstrings = {outlines.charstring(0)};
  FontSubset result;
  for (const std::uint32_t glyph : glyphs) {
    result.new_glyphs.push_back(static_cast<std::uint32_t>(charstrings.size()));
    charstrings.push_back(outlines.charstring(glyph));
  }
  const bool damaged = std::ranges::any_of(charstrings, &std::string::empty);
  if (damaged || charstrings.size() < 2 || charstrings.size() > kMostCffGlyphs) {
    return failure(face);
  }
  const FaceMetrics& metrics = face.metrics();
  std::array<int, 4> box{};
  for (std::size_t i = 0; i < box.size(); ++i) {
    box[i] = static_cast<int>(mul_div_round(metrics.bbox[i], 1000, metrics.upem));
  }
  result.bytes = write_cff_font(face.postscript_name(), box, charstrings);
  return result;
}

}  // namespace

Expected<FontSubset, Diagnostic> subset_face(const Face& face,
                                             std::span<const std::uint32_t> glyphs) {
  return Subsetter(face).subset(glyphs);
}

Expected<FontSubset, Diagnostic> Subsetter::subset(std::span<const std::uint32_t> glyphs) {
  if (face_.is_cff()) {
    if (!cff_) cff_.emplace(face_);
    return written_anew(*cff_, face_, glyphs);
  }
  if (uses_++ == 0) {
    if (has_sound_outlines(face_)) source_ = outlines_of(face_);
  } else if (uses_ == 2 && source_ != nullptr) {
    source_.reset(hb_subset_preprocess(source_.get()));
  }
  return subset_from(source_.get(), face_, glyphs);
}

}  // namespace bifolium
