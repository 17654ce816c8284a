#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/unicode.h"
#include "lines/break_lines.h"

// What the tests of this folder share: paragraphs of real text, shaped with the Noto faces.
namespace bifolium {

/// The installed Noto Sans, with its companions as fallbacks.
inline const FontLibrary& sample_fonts() {
  static const FontLibrary library = [] {
    FontCatalogue catalogue;
    catalogue.folders = {"/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto"};
    const auto add = [&](const char* name, const char* file, std::vector<std::string> fallback) {
      CatalogueFamily family;
      family.name = name;
      family.fallback = std::move(fallback);
      CatalogueFace face;
      face.file = file;
      family.faces.push_back(face);
      catalogue.families.push_back(family);
    };
    add("Noto Sans", "NotoSans-Regular.ttf",
        {"Noto Sans Hebrew", "Noto Sans Arabic", "Noto Sans Thai"});
    add("Noto Sans Hebrew", "NotoSansHebrew-Regular.ttf", {});
    add("Noto Sans Arabic", "NotoSansArabic-Regular.ttf", {});
    add("Noto Sans Thai", "NotoSansThai-Regular.ttf", {});
    add("Noto Nastaliq Urdu", "NotoNastaliqUrdu-Regular.ttf", {});
    return FontLibrary(std::move(catalogue), {});
  }();
  return library;
}

/// A paragraph to break, at 10 pt with all defaults, and what breaking it gave.
class Sample {
 public:
  explicit Sample(std::string_view text, std::string language = "en") {
    paragraph.text = to_utf16(text);
    TextStyle style;
    style.family = "Noto Sans";
    style.size = Length::points(10);
    const TextStyleId style_id = styles.add(style);
    Inline root;
    root.end = static_cast<std::uint32_t>(paragraph.text.size());
    root.text_style = style_id;
    root.language = std::move(language);
    paragraph.inlines.add(root);
    paragraph.leading = Length::points(14);
  }

  /// An inline element over the first occurrence of `part`.
  Inline& element(std::string_view part) {
    const std::u16string wide = to_utf16(part);
    const std::size_t at = paragraph.text.find(wide);
    EXPECT_NE(at, std::u16string::npos);
    Inline child = paragraph.root();
    child.parent = InlineId{0};
    child.begin = static_cast<std::uint32_t>(at);
    child.end = static_cast<std::uint32_t>(at + wide.size());
    return paragraph.inlines[paragraph.inlines.add(child)];
  }

  const ParagraphLines& break_at(Length width) {
    measure = width;
    shaped = shape_paragraph(paragraph, styles, sample_fonts(), shape_workspace, diagnostics);
    lines = break_lines(paragraph, shaped, styles, sample_fonts(), {measure, Length{}},
                        shape_workspace, workspace, diagnostics);
    return lines;
  }

  /// Each line's text, without the space at its end.
  [[nodiscard]] std::vector<std::string> texts(const LineSetting& setting) const {
    std::vector<std::string> result;
    for (const Line& line : setting.lines) {
      std::string text = to_utf8(std::u16string_view(paragraph.text)
                                     .substr(line.text_begin, line.text_end - line.text_begin));
      while (text.ends_with(' ')) text.pop_back();
      result.push_back(text);
    }
    return result;
  }
  [[nodiscard]] std::vector<std::string> texts() const { return texts(lines.optimum); }

  [[nodiscard]] std::vector<DiagnosticCode> codes() const {
    std::vector<DiagnosticCode> result;
    for (const Diagnostic& diagnostic : diagnostics.all()) {
      result.push_back(static_cast<DiagnosticCode>(diagnostic.code));
    }
    return result;
  }

  Paragraph paragraph;
  TextStyles styles;
  ShapedParagraph shaped;
  ParagraphLines lines;
  Length measure;
  Diagnostics diagnostics;
  ShapeWorkspace shape_workspace;
  LineWorkspace workspace{"/usr/share/hyphen"};
};

inline constexpr std::string_view kLeafletText =
    "Leiomyosarcoma is a rare cancer that starts in smooth muscle. Smooth muscle is found in many "
    "parts of the body, such as the womb, the stomach, the bowel and the walls of blood vessels. "
    "Your team will talk with you about the treatments that may help, about their side effects "
    "(chemotherapy can cause tiredness, nausea and hair loss), and about what matters most to you.";

}  // namespace bifolium
