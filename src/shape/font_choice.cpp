#include "shape/font_choice.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <algorithm>

#include "core/check.h"
#include "core/decimal.h"
#include "core/unicode.h"

namespace bifolium {
namespace {

bool needs_no_glyph(char32_t scalar) {
  return scalar == U'\u2028' || scalar == U'\u2029' ||
         u_hasBinaryProperty(static_cast<UChar32>(scalar), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool is_ignorable(std::u16string_view cluster) {
  std::size_t at = 0;
  while (at < cluster.size()) {
    if (!needs_no_glyph(next_scalar(cluster, at))) return false;
  }
  return true;
}

/// No standard says what such a character means, so no face is asked for it.
bool is_private(char32_t scalar) {
  return u_charType(static_cast<UChar32>(scalar)) == U_PRIVATE_USE_CHAR;
}

/// HarfBuzz draws every space from U+0020 with its own width, and U+2011 from U+2010.
char32_t drawn_from(char32_t scalar) {
  if (scalar == U'\u2011') return U'\u2010';
  return u_charType(static_cast<UChar32>(scalar)) == U_SPACE_SEPARATOR ? U' ' : scalar;
}

bool lists(const CatalogueFamily& family, std::string_view script) {
  return std::find(family.scripts.begin(), family.scripts.end(), script) != family.scripts.end();
}

/// Whether a family is made for letters of a script, or for signs in text of that script, as far as
/// the catalogue says.
bool is_made_for(const CatalogueFamily& family, UScriptCode script, bool neutral) {
  if (family.scripts.empty() || lists(family, uscript_getShortName(script))) return true;
  return neutral && (lists(family, "Zsym") || lists(family, "Zmth") || lists(family, "Zyyy"));
}

FaceOrder make_order(const std::vector<FaceId>& chain, UScriptCode script, bool neutral,
                     const FontLibrary& fonts) {
  FaceOrder order{script, neutral, chain, 0};
  if (chain.empty()) return order;
  const auto others = std::stable_partition(
      order.faces.begin() + 1, order.faces.end(), [&fonts, script, neutral](FaceId id) {
        return is_made_for(fonts.family_of(id), script, neutral);
      });
  order.made_for = static_cast<std::size_t>(others - order.faces.begin());
  return order;
}

std::u16string normalized(std::u16string_view text, const UNormalizer2* form) {
  UErrorCode error = U_ZERO_ERROR;
  std::u16string out(text.size() * 4 + 16, u'\0');
  const std::int32_t length =
      unorm2_normalize(form, text.data(), static_cast<std::int32_t>(text.size()), out.data(),
                       static_cast<std::int32_t>(out.size()), &error);
  if (U_FAILURE(error)) return std::u16string(text);
  out.resize(static_cast<std::size_t>(length));
  return out;
}

bool is_single(std::u16string_view cluster) {
  std::size_t at = 0;
  (void)next_scalar(cluster, at);
  return at == cluster.size();
}

/// Whether the cluster's first character has a canonical decomposition. One character without it is
/// its own NFC and NFD.
bool has_decomposition(std::u16string_view cluster) {
  std::size_t at = 0;
  const char32_t scalar = next_scalar(cluster, at);
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* nfc = unorm2_getNFCInstance(&error);
  UChar decomposition[32] = {};
  return U_SUCCESS(error) &&
         unorm2_getDecomposition(nfc, static_cast<UChar32>(scalar), decomposition, 32, &error) >= 0;
}

std::string character_name(char32_t scalar) {
  char name[128] = {};
  UErrorCode error = U_ZERO_ERROR;
  u_charName(static_cast<UChar32>(scalar), U_EXTENDED_CHAR_NAME, name, sizeof name, &error);
  return U_SUCCESS(error) ? name : "no name";
}

}  // namespace

FaceChain& FaceMemory::find_chain(const TextStyle& style, const FontLibrary& fonts) {
  const auto slope = static_cast<std::uint8_t>(style.slope);
  for (FaceChain& known : chains_) {
    if (known.weight == style.weight && known.slope == slope && known.family == style.family) {
      return known;
    }
  }
  return chains_.emplace_back(FaceChain{
      style.family, style.weight, slope, fonts.chain(style.family, style.weight, style.slope), {}});
}

const FaceChain& FaceMemory::chain(const TextStyle& style, const FontLibrary& fonts) {
  return find_chain(style, fonts);
}

const FaceOrder& FaceMemory::order(const TextStyle& style, UScriptCode script, bool neutral,
                                   const FontLibrary& fonts) {
  FaceChain& chain = find_chain(style, fonts);
  for (const FaceOrder& known : chain.orders) {
    if (known.script == script && known.neutral == neutral) return known;
  }
  return chain.orders.emplace_back(make_order(chain.faces, script, neutral, fonts));
}

bool FaceMemory::covers(FaceId id, const Face& face, char32_t scalar) {
  const auto ask = [&face](char32_t c) {
    if (is_private(c)) return false;
    return face.covers(c) || needs_no_glyph(c) ||
           (drawn_from(c) != c && face.covers(drawn_from(c)));
  };
  if (scalar >= kWords * 64) return ask(scalar);
  if (id.index() >= coverage_.size()) coverage_.resize(id.index() + 1);
  Coverage& coverage = coverage_[id.index()];
  const std::uint64_t bit = std::uint64_t{1} << (scalar % 64);
  if ((coverage.known[scalar / 64] & bit) == 0) {
    coverage.known[scalar / 64] |= bit;
    if (ask(scalar)) coverage.covered[scalar / 64] |= bit;
  }
  return (coverage.covered[scalar / 64] & bit) != 0;
}

FontChooser::FontChooser(const Paragraph& paragraph, const TextStyles& styles,
                         const FontLibrary& fonts, FaceMemory& memory, Diagnostics& diagnostics)
    : paragraph_(paragraph),
      styles_(styles),
      fonts_(fonts),
      memory_(memory),
      diagnostics_(diagnostics) {}

const FaceChain& FontChooser::chain(InlineId inline_id) {
  return memory_.chain(styles_[paragraph_.inlines[inline_id].text_style], fonts_);
}

bool FontChooser::covers(FaceId id, std::u16string_view cluster) {
  const Face* face = fonts_.face(id);
  if (face == nullptr) return false;
  std::size_t at = 0;
  while (at < cluster.size()) {
    if (!memory_.covers(id, *face, next_scalar(cluster, at))) return false;
  }
  return true;
}

bool FontChooser::covers_normalized(FaceId id, std::u16string_view cluster) {
  if (is_single(cluster) && !has_decomposition(cluster)) return false;
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* nfc = unorm2_getNFCInstance(&error);
  const UNormalizer2* nfd = unorm2_getNFDInstance(&error);
  BIFOLIUM_CHECK(U_SUCCESS(error), "ICU has no normalization data");
  return covers(id, normalized(cluster, nfc)) || covers(id, normalized(cluster, nfd));
}

bool FontChooser::own_face_covers(InlineId inline_id, std::u16string_view text) {
  const FaceChain& own = chain(inline_id);
  return !own.faces.empty() && covers(own.faces.front(), text);
}

void FontChooser::report_problem(FaceId id) {
  if (std::find(reported_faces_.begin(), reported_faces_.end(), id) != reported_faces_.end()) {
    return;
  }
  reported_faces_.push_back(id);
  diagnostics_.add(fonts_.problem(id));
}

bool FontChooser::is_own_face(FaceId id, InlineId inline_id) {
  const FaceChain& own = chain(inline_id);
  return !own.faces.empty() && own.faces.front() == id;
}

FaceId FontChooser::any_face() const {
  std::size_t index = 0;
  for (const CatalogueFamily& family : fonts_.catalogue().families) {
    for (std::size_t i = 0; i < family.faces.size(); ++i, ++index) {
      if (fonts_.face(FaceId{index}) != nullptr) return FaceId{index};
    }
  }
  return {};
}

FaceId FontChooser::own_face(InlineId inline_id) {
  const FaceChain& own = chain(inline_id);
  const Inline& element = paragraph_.inlines[inline_id];
  for (const FaceId id : own.faces) {
    if (fonts_.face(id) != nullptr) return id;
    report_problem(id);
  }
  const auto& known = reported_families_;
  if (own.faces.empty() && std::find(known.begin(), known.end(), own.family) == known.end()) {
    reported_families_.push_back(own.family);
    diagnostics_.report(DiagnosticCode::kUnknownFamily, element.span, {own.family});
  }
  return any_face();
}

void FontChooser::report_missing(char32_t scalar, InlineId inline_id) {
  if (!reported_characters_.emplace(inline_id, scalar).second) return;
  const SourceSpan& span = paragraph_.inlines[inline_id].span;
  if (is_private(scalar)) {
    diagnostics_.report(DiagnosticCode::kPrivateCharacter, span, {code_point_name(scalar)});
    return;
  }
  const FaceChain& own = chain(inline_id);
  std::string tried;
  for (const FaceId id : own.faces) {
    if (!tried.empty()) tried += ", ";
    tried += fonts_.family_of(id).name;
  }
  diagnostics_.report(DiagnosticCode::kMissingCharacter, span,
                      {code_point_name(scalar), character_name(scalar), tried, own.family});
}

void FontChooser::report_overflow(InlineId inline_id) {
  if (inline_id == reported_overflow_) return;
  reported_overflow_ = inline_id;
  diagnostics_.report(DiagnosticCode::kTooManyMarks, paragraph_.inlines[inline_id].span,
                      {integer_text(kMostInCluster - 1)});
}

bool FontChooser::has_missing(InlineId inline_id) const {
  const auto first = reported_characters_.lower_bound({inline_id, char32_t{0}});
  return first != reported_characters_.end() && first->first == inline_id;
}

FaceId FontChooser::first_covering(std::u16string_view cluster, const TextCluster& place) {
  const TextStyle& style = styles_[paragraph_.inlines[place.inline_id].text_style];
  const FaceOrder& order = memory_.order(style, place.script, place.neutral, fonts_);
  for (std::size_t i = 0; i < order.faces.size(); ++i) {
    const FaceId id = order.faces[i];
    if (fonts_.face(id) != nullptr) {
      if (covers(id, cluster) || covers_normalized(id, cluster)) return id;
    } else if (i < order.made_for) {
      // A face that isn't there may be the one meant for this text: what another one would draw
      // instead would then depend on the machine.
      report_problem(id);
    }
  }
  return {};
}

FaceId FontChooser::first_covering_known(std::u16string_view cluster, const TextCluster& place) {
  if (cluster.size() != 1) return first_covering(cluster, place);
  Known& known = known_[cluster[0] % known_.size()];
  if (known.unit != cluster[0] || known.inline_id != place.inline_id || !known.face.valid()) {
    known = {cluster[0], place.inline_id, first_covering(cluster, place)};
  }
  return known.face;
}

FaceId FontChooser::face_for(std::u16string_view cluster, const TextCluster& place) {
  if (const FaceId id = first_covering_known(cluster, place); id.valid()) return id;
  const FaceId stand_in = own_face(place.inline_id);
  if (!stand_in.valid()) return stand_in;
  std::size_t at = 0;
  while (at < cluster.size()) {
    const char32_t scalar = next_scalar(cluster, at);
    if (!memory_.covers(stand_in, *fonts_.face(stand_in), scalar)) {
      report_missing(scalar, place.inline_id);
      break;
    }
  }
  return stand_in;
}

std::u16string_view FontChooser::text_of(const std::vector<TextCluster>& clusters,
                                         std::size_t index) const {
  const std::size_t begin = clusters[index].begin;
  const std::size_t end =
      index + 1 < clusters.size() ? clusters[index + 1].begin : paragraph_.text.size();
  return std::u16string_view(paragraph_.text).substr(begin, end - begin);
}

void FontChooser::choose(std::vector<TextCluster>& clusters) {
  known_.assign(256, {});
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    const std::u16string_view cluster = text_of(clusters, i);
    if (clusters[i].overflows) report_overflow(clusters[i].inline_id);
    const bool continues = i > 0 && clusters[i - 1].inline_id == clusters[i].inline_id;
    clusters[i].face =
        continues && is_ignorable(cluster) ? clusters[i - 1].face : face_for(cluster, clusters[i]);
  }
  keep_neutrals_in_fallback(clusters);
}

void FontChooser::keep_neutrals_in_fallback(std::vector<TextCluster>& clusters) {
  for (std::size_t i = 1; i < clusters.size(); ++i) {
    const FaceId fallback = clusters[i - 1].face;
    if (!clusters[i].neutral || clusters[i].face == fallback) continue;
    std::size_t next = i;
    while (next < clusters.size() && clusters[next].neutral &&
           clusters[next].inline_id == clusters[i - 1].inline_id) {
      ++next;
    }
    const bool enclosed = next < clusters.size() && clusters[next].face == fallback &&
                          clusters[next].inline_id == clusters[i - 1].inline_id &&
                          !is_own_face(fallback, clusters[i].inline_id);
    for (std::size_t k = i; enclosed && k < next; ++k) {
      if (covers(fallback, text_of(clusters, k))) clusters[k].face = fallback;
    }
    i = std::max(i, next - 1);
  }
}

}  // namespace bifolium
