#include "pdf/inks.h"

#include <lcms2.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <set>
#include <utility>

#include "core/check.h"
#include "core/color_text.h"
#include "core/decimal.h"
#include "core/files.h"
#include "press/sheet.h"

namespace bifolium {
namespace {

constexpr std::size_t kProfileLimit = 8'000'000;
constexpr std::int32_t kFull = 1000;  ///< 100 per cent.
/// A color whose channels are all this dark is black on paper: of four inks it would be a blur
/// wherever they don't lie exactly on each other.
constexpr std::uint8_t kNearBlack = 0x33;
/// A dark color this near to gray is one of small text as a rule: a tint of black alone, as well.
constexpr std::uint8_t kDark = 0x70;
constexpr int kNearGray = 24;

struct CloseProfile {
  void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;
struct DeleteTransform {
  void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Transform = std::unique_ptr<void, DeleteTransform>;

Profile open_profile(std::string_view bytes) {
  return Profile(cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
}

std::array<std::uint8_t, 3> key(Color color) { return {color.red, color.green, color.blue}; }

std::int32_t sum(const InkShares& shares) {
  return std::accumulate(shares.begin(), shares.end(), 0);
}

/// Tenths of per cent as a number from 0 to 1.
void append_share(std::string& out, std::int32_t share) {
  append_decimal(out, share, 3);
  out.push_back(' ');
}

void append_shares(std::string& out, const InkShares& shares) {
  for (const std::int32_t share : shares) append_share(out, share);
}

std::string description_of(void* profile) {
  std::array<char, 256> buffer{};
  cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", buffer.data(),
                         static_cast<cmsUInt32Number>(buffer.size()) - 1);
  std::string text(buffer.data());
  std::erase_if(text, [](char c) { return c < 0x20 || c > 0x7E; });
  return text.empty() ? "Custom" : text;
}

/// Why a profile can't be the one of a press, or nothing (ISO 15930-7).
std::string_view unsuitable(void* profile) {
  if (profile == nullptr) return "it is no ICC profile";
  if (cmsGetColorSpace(profile) != cmsSigCmykData) return "its colours are not CMYK";
  if (cmsGetDeviceClass(profile) != cmsSigOutputClass) return "it is not of an output device";
  const cmsUInt32Number version = cmsGetEncodedICCversion(profile) >> 24;
  if (version != 2 && version != 4) return "its ICC version is neither 2 nor 4";
  return {};
}

const PlacedFill* ground_of(const Page& page, Point at) {
  const PlacedFill* ground = nullptr;
  for (const PlacedFill& fill : page.fills) {
    const Rect& box = fill.box;
    if (box.x <= at.x && at.x < box.right() && box.y <= at.y && at.y < box.bottom()) ground = &fill;
  }
  return ground;
}

}  // namespace

bool Inks::Mix::is_black_alone() const { return !spot && shares == InkShares{0, 0, 0, kFull}; }

std::int32_t Inks::Mix::ink() const { return spot ? kFull : sum(shares); }

Inks::Inks(const StyledDocument& document, const SetText& text, const Pages& pages,
           const std::string& srgb_path, const std::string& cmyk_path, Diagnostics& diagnostics)
    : document_(document) {
  const Expected<std::string, Diagnostic> srgb = read_file(srgb_path, kProfileLimit);
  Expected<std::string, Diagnostic> cmyk = read_file(cmyk_path, kProfileLimit);
  if (!srgb || !cmyk) {
    diagnostics.report(DiagnosticCode::kPressProfileUnreadable, document.press->span,
                       {(srgb ? cmyk : srgb).error().message});
    return;
  }
  profile_ = *std::move(cmyk);
  find_colors(pages);
  mix_all(*srgb, diagnostics);
  if (!diagnostics.has_errors()) check_limit(text, pages, diagnostics);
}

void Inks::find_colors(const Pages& pages) {
  mixes_[{0, 0, 0}] = {};
  for (const TextStyle& style : document_.text_styles) mixes_[key(style.color)] = {};
  for (const Page& page : pages.pages) {
    for (const PlacedFill& fill : page.fills) mixes_[key(fill.color)] = {};
    for (const PlacedPath& path : page.paths) mixes_[key(path.color)] = {};
  }
}

void Inks::mix_all(const std::string& srgb, Diagnostics& diagnostics) {
  const Profile from = open_profile(srgb), to = open_profile(profile_);
  const std::string_view why = unsuitable(to.get());
  if (!why.empty()) {
    diagnostics.report(DiagnosticCode::kPressProfileUnsuitable, document_.press->span,
                       {document_.press->profile, why});
    return;
  }
  description_ = description_of(to.get());
  const Transform transform(cmsCreateTransform(
      from.get(), TYPE_RGB_8, to.get(), TYPE_CMYK_16, INTENT_RELATIVE_COLORIMETRIC,
      cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE | cmsFLAGS_NOOPTIMIZE));
  if (!transform) {
    diagnostics.report(DiagnosticCode::kPressProfileUnsuitable, document_.press->span,
                       {document_.press->profile, "colours can't be converted by it"});
    return;
  }
  for (auto& entry : mixes_) {
    const std::array<std::uint8_t, 3>& color = entry.first;
    Mix& mix = entry.second;
    std::string spot;
    const auto own = std::ranges::find_if(
        document_.mixes, [&](const ColorSpec& spec) { return key(spec.value) == color; });
    const auto [least, most] = std::ranges::minmax(color);
    const bool gray = most - least <= (most <= kDark ? kNearGray : 0);
    if (own != document_.mixes.end()) {
      for (std::size_t i = 0; i < mix.shares.size(); ++i) {
        mix.shares[i] = own->mix->percent[i] * (kFull / 100);
      }
      spot = own->mix->spot;
    } else if (most <= kNearBlack && gray) {
      mix.shares = {0, 0, 0, kFull};
    } else if (gray) {
      mix.shares[3] = static_cast<std::int32_t>(mul_div_round(255 - color[1], kFull, 255));
    } else {
      std::array<std::uint16_t, 4> inks{};
      cmsDoTransform(transform.get(), color.data(), inks.data(), 1);
      for (std::size_t i = 0; i < inks.size(); ++i) {
        mix.shares[i] = static_cast<std::int32_t>(mul_div_round(inks[i], kFull, 65'535));
      }
    }
    mix.spot = !spot.empty();
    mix.fill = operators(mix.shares, spot, false);
    mix.stroke = operators(mix.shares, spot, true);
  }
}

std::string Inks::operators(const InkShares& shares, const std::string& spot, bool stroke) {
  std::string out;
  if (spot.empty()) {
    append_shares(out, shares);
    return out + (stroke ? "K\n" : "k\n");
  }
  auto known = std::ranges::find(spots_, spot, &Spot::name);
  if (known == spots_.end()) known = spots_.insert(spots_.end(), {spot, shares});
  out = "/S" + integer_text(known - spots_.begin());
  return out + (stroke ? " CS 1 SCN\n" : " cs 1 scn\n");
}

void Inks::check_limit(const SetText& text, const Pages& pages, Diagnostics& diagnostics) const {
  const std::int32_t limit = document_.press->ink_limit * (kFull / 100);
  if (limit == 0) return;
  std::set<std::string> reported;
  const auto check = [&](const std::string& what, std::int32_t ink) {
    if (ink <= limit || !reported.insert(what).second) return;
    std::string percent;
    append_decimal(percent, ink, 1);
    diagnostics.report(DiagnosticCode::kTooMuchInk, document_.press->span,
                       {what, percent, integer_text(document_.press->ink_limit)});
  };
  for (const auto& [color, mix] : mixes_) {
    check(color_text({color[0], color[1], color[2]}), mix.ink());
  }
  // Black text stands in the place of what black lies under it, and adds to the other inks.
  for (const Page& page : pages.pages) {
    const auto look = [&](const PlacedLine& placed) {
      const PlacedFill* ground = ground_of(page, placed.origin);
      const LineView line = view(placed, document_, text, pages);
      if (ground == nullptr) return;
      const bool black = std::ranges::any_of(line.line.pieces, [&](const LinePiece& piece) {
        const InlineId owner = line.shaped.runs.at(piece.run).inline_id;
        const TextStyleId style = line.paragraph.inlines[owner].text_style;
        return overprints(document_.text_styles[style].color, InkUse::kText);
      });
      if (!black) return;
      const Mix& below = mix(ground->color);
      const std::int32_t of_black = below.spot ? 0 : below.shares[3];
      check("black text on " + color_text(ground->color), below.ink() - of_black + kFull);
    };
    for (const PlacedLine& line : page.lines) look(line);
    for (const PlacedRunning& running : page.running) look(running.line);
  }
}

const Inks::Mix& Inks::mix(Color color) const {
  const auto found = mixes_.find(key(color));
  BIFOLIUM_CHECK(found != mixes_.end(), "a color that no page uses");
  return found->second;
}

std::string Inks::patch(int index) {
  constexpr std::array<InkShares, kColorPatches> kPatches{
      InkShares{kFull, 0, 0, 0}, {0, kFull, 0, 0},     {0, 0, kFull, 0},    {0, 0, 0, kFull},
      {kFull, kFull, 0, 0},      {0, kFull, kFull, 0}, {kFull, 0, kFull, 0}};
  std::string out;
  append_shares(out, kPatches.at(static_cast<std::size_t>(index)));
  return out + "k\n";
}

std::string_view Inks::registration_stroke() { return "/All CS 1 SCN\n"; }

std::string Inks::resources() const {
  const auto separation = [](std::string& out, std::string_view name, const InkShares& shares) {
    out += "[/Separation";
    append_name(out, name);
    out += "/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[";
    append_shares(out, shares);
    out += "]>>]";
  };
  std::string out = "/ColorSpace<</All";
  separation(out, "All", {kFull, kFull, kFull, kFull});
  for (std::size_t i = 0; i < spots_.size(); ++i) {
    out += "/S" + integer_text(static_cast<std::int64_t>(i));
    separation(out, spots_[i].name, spots_[i].shares);
  }
  // Overprint mode 1: inks of which nothing is asked leave what lies there (ISO 32000-1, 11.7.4.3).
  return out + ">>/ExtGState<</Over<</op true/OPM 1>>/Out<</op false/OPM 1>>>>";
}

std::string Inks::output_intent(FileFrame& frame) const {
  const ObjectNumber profile = frame.reserve();
  frame.put_stream(profile, {{"N", "4"}}, profile_);
  std::string out = "<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier";
  append_text_string(out, description_);
  out += "/Info";
  append_text_string(out, description_);
  out += "/DestOutputProfile ";
  append_reference(out, profile);
  return out + ">>";
}

}  // namespace bifolium
