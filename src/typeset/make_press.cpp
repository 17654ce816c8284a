#include "typeset/make_press.h"

#include <filesystem>
#include <numeric>
#include <optional>
#include <system_error>

#include "core/decimal.h"
#include "core/unicode.h"
#include "pages/furniture.h"
#include "pages/panels.h"
#include "pdf/ink_coverage.h"
#include "pdf/write_press.h"
#include "press/impose.h"

namespace bifolium {
namespace {

constexpr Length kClearOfEdge = Length::micrometers(1'000);  ///< Of a slug line.
/// Code units of a job's name that a slug line can have: what is longer is no name.
constexpr std::size_t kMostOfJob = 200;

/// Puts a value into "Sheet {sheet} of {sheets}".
void fill(std::string& pattern, std::string_view field, const std::string& value) {
  if (const std::size_t at = pattern.find(field); at != std::string::npos) {
    pattern.replace(at, field.size(), value);
  }
}

/// "RH 0142, Version 2.1, Sheet 1 of 4, front": what tells a printer which sheet this is.
std::string slug_text(const std::string& job, const StyledDocument& document, const Sheets& sheets,
                      std::size_t side) {
  const SlugWords& words = document.slug;
  std::string text = job;
  if (!words.version.empty()) text += "   " + words.version;
  const bool pages = sheets.separate_pages;
  std::string place = pages ? document.page_of_pattern : words.sheet_of;
  const std::size_t a_sheet = sheets.two_sided && !pages ? 2 : 1;
  const auto number = [](std::size_t n) { return integer_text(static_cast<std::int64_t>(n)); };
  const std::size_t count = pages ? sheets.sides.size() : sheets.count();
  fill(place, pages ? "{page}" : "{sheet}", number(side / a_sheet + 1));
  fill(place, pages ? "{pages}" : "{sheets}", number(count));
  text += "   " + place;
  if (a_sheet == 2) text += ", " + (side % 2 == 0 ? words.front : words.back);
  return text;
}

/// The first characters of a text, and an ellipsis for the others.
std::string shortened(const std::u16string& text, std::size_t units) {
  if (units >= text.size()) return to_utf8(text);
  // The second half of a character is not begun with.
  if (units > 0 && (text[units] & 0xFC00U) == 0xDC00U) --units;
  return units == 0 ? "" : to_utf8(text.substr(0, units)) + "…";
}

/// Sets the slug lines of all sides: the job as far as there is room for it, since what tells the
/// sheets apart stands behind it.
void set_slugs(const StyledDocument& styled, const FontLibrary& fonts, Workspace& workspace,
               Sheets& sheets, Diagnostics& diagnostics) {
  const std::u16string job = to_utf16(styled.slug.job).substr(0, kMostOfJob);
  for (std::size_t i = 0; i < sheets.sides.size(); ++i) {
    SheetSide& side = sheets.sides[i];
    const Length room = sheets.media.width - side.slug.x - kClearOfEdge;
    const auto width_with = [&](std::size_t units) {
      side.slug_line =
          set_plain_line(slug_text(shortened(job, units), styled, sheets, i), styled.mark_style,
                         styled, fonts, {workspace.shape, workspace.lines}, diagnostics);
      return side.slug_line->lines.optimum.lines.front().width;
    };
    if (width_with(job.size()) <= room) continue;
    std::size_t fits = 0;
    for (std::size_t too_many = job.size(); too_many - fits > 1;) {
      const std::size_t middle = fits + (too_many - fits) / 2;
      (width_with(middle) <= room ? fits : too_many) = middle;
    }
    const Length width = width_with(fits);
    if (width <= room) continue;
    diagnostics.report(DiagnosticCode::kNoRoomForSlug, styled.press->span,
                       {millimeters_text(width, 1), millimeters_text(room, 1)});
    return;
  }
}

std::int64_t micrometers(Length length) {
  return mul_div_round(length.units(), 1, Length::micrometers(1).units());
}

}  // namespace

std::string find_profile(const PressSpec& press, const std::string& installed) {
  namespace fs = std::filesystem;
  const std::string& name = press.profile;
  if (name.empty() || fs::path(name).is_absolute()) return name;
  const fs::path beside = fs::path(press.profile_span.file->path).parent_path() / name;
  const fs::path below = fs::path(installed).parent_path() / name;
  std::error_code error;
  return !fs::exists(beside, error) && fs::exists(below, error) ? below.string() : beside.string();
}

void label_pages(SetDocument& set, const FontLibrary& fonts, Workspace& workspace,
                 Diagnostics& diagnostics) {
  const PageGeometry& page = set.styled.page;
  const auto panels = folded_panels(page, set.styled.info.right_to_left);
  const auto count = static_cast<std::uint32_t>(set.pages.pages.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const Rect trim = trim_of(page, panels, i);
    const std::string label = integer_text(i + 1) + " / " + integer_text(count) + "   " +
                              millimeters_text(trim.width, 2) + " × " +
                              millimeters_text(trim.height, 2) + " mm";
    set.pages.proof_labels.push_back(set_plain_line(label, set.styled.mark_style, set.styled, fonts,
                                                    {workspace.shape, workspace.lines},
                                                    diagnostics));
  }
}

std::string make_press(const SetDocument& set, const WrittenPdf& reading, const FontLibrary& fonts,
                       const PdfOptions& options, Workspace& workspace, Document& document,
                       Diagnostics& diagnostics) {
  const StyledDocument& styled = set.styled;
  Sheets sheets = impose(styled, set.pages, diagnostics);
  if (diagnostics.has_errors()) return {};
  if (styled.press->marks.slug) {
    set_slugs(styled, fonts, workspace, sheets, diagnostics);
    if (diagnostics.has_errors()) return {};
  }
  document.paper.sheets = static_cast<std::uint32_t>(sheets.count());
  document.press = styled.press->name;
  document.pdfx = !options.cmyk_profile.empty();
  document.paper.width = micrometers(sheets.media.width);
  document.paper.height = micrometers(sheets.media.height);
  return write_press(styled, set.text, set.pages, set.structure, sheets, reading, fonts, options,
                     workspace.pdf, diagnostics);
}

void count_costs(const SetDocument& set, const FontLibrary& fonts, const PdfOptions& options,
                 Document& document, Diagnostics& diagnostics) {
  PaperUse& paper = document.paper;
  if (!set.styled.press) {
    const PageGeometry& page = set.styled.page;
    Length width = page.trim.width;
    if (!page.panels.empty())
      width = std::accumulate(page.panels.begin(), page.panels.end(), Length());
    paper.sheets = page.panels.empty() ? (document.pages + 1) / 2 : 1;
    paper.width = micrometers(width);
    paper.height = micrometers(page.trim.height);
  }
  // A sheet is at most two meters long, so a square fits; many sheets are counted in millimeters.
  const std::int64_t sheet = mul_div_round(paper.width * paper.height, 1, 1'000'000);
  paper.square_millimeters = sheet * paper.sheets;
  const std::int64_t grams = set.styled.press ? set.styled.press->grams : 0;
  paper.milligrams = mul_div_round(paper.square_millimeters * grams, 1, 1'000);
  std::optional<Inks> inks;
  if (!options.cmyk_profile.empty()) {
    inks.emplace(set.styled, set.text, set.pages, options.icc_profile, options.cmyk_profile,
                 diagnostics);
  }
  document.ink = ink_coverage(set.styled, set.text, set.pages, fonts, inks ? &*inks : nullptr);
}

}  // namespace bifolium
