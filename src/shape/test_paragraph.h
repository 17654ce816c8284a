#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/unicode.h"
#include "fonts/font_library.h"
#include "shape/shape.h"
#include "style/style.h"

namespace bifolium::test {

/// A catalogue of the Noto families that Debian's fonts-noto-core installs, Noto Sans falling back
/// to the others.
inline FontCatalogue noto_catalogue() {
  FontCatalogue catalogue;
  catalogue.folders = {"/usr/share/fonts/truetype/noto", "/usr/share/fonts/truetype/dejavu"};
  const auto add = [&catalogue](std::string name, std::string stem, std::string script) {
    CatalogueFamily family;
    family.name = std::move(name);
    family.package = "fonts-noto-core";
    family.scripts = {std::move(script)};
    CatalogueFace face;
    face.file = stem + "-Regular.ttf";
    if (stem == "DejaVuSans") face.file = "DejaVuSans.ttf";
    family.faces = {face};
    catalogue.families.push_back(std::move(family));
  };
  add("Noto Sans", "NotoSans", "Latn");
  add("Noto Serif", "NotoSerif", "Latn");
  add("Noto Sans Arabic", "NotoSansArabic", "Arab");
  add("Noto Sans Hebrew", "NotoSansHebrew", "Hebr");
  add("Noto Sans Devanagari", "NotoSansDevanagari", "Deva");
  add("Noto Sans Thai", "NotoSansThai", "Thai");
  add("Noto Nastaliq Urdu", "NotoNastaliqUrdu", "Arab");
  add("DejaVu Sans", "DejaVuSans", "Latn");
  add("Noto Sans Math", "NotoSansMath", "Zmth");
  catalogue.families[0].fallback = {"Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari",
                                    "Noto Sans Thai", "Noto Sans Math"};
  return catalogue;
}

/// A paragraph in one style, to which inline elements can be added.
class ParagraphBuilder {
 public:
  explicit ParagraphBuilder(std::u16string_view text, std::string language = "en",
                            std::string family = "Noto Sans") {
    TextStyle style;
    style.family = std::move(family);
    style.size = Length::points(10);
    Inline root;
    root.end = static_cast<std::uint32_t>(text.size());
    root.structure = StructType::kP;
    root.text_style = styles_.add(style);
    root.language = std::move(language);
    paragraph_.text = text;
    paragraph_.inlines.add(root);
  }
  ParagraphBuilder& right_to_left() {
    paragraph_.right_to_left = true;
    return *this;
  }
  /// Adds an inline around the first place of `part`, in the paragraph's style unless changed.
  Inline& add_inline(std::u16string_view part) {
    Inline element = paragraph_.root();
    element.parent = InlineId{0};
    element.structure = StructType::kSpan;
    element.begin = static_cast<std::uint32_t>(paragraph_.text.find(part));
    element.end = element.begin + static_cast<std::uint32_t>(part.size());
    return paragraph_.inlines[paragraph_.inlines.add(element)];
  }
  [[nodiscard]] Paragraph& paragraph() { return paragraph_; }
  [[nodiscard]] TextStyles& styles() { return styles_; }
  [[nodiscard]] TextStyle& style() { return styles_[TextStyleId{0}]; }

 private:
  Paragraph paragraph_;
  TextStyles styles_;
};

}  // namespace bifolium::test
