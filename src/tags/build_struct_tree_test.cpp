#include "tags/build_struct_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "pages/test_sample.h"

namespace bifolium {
namespace {

using test::LaidOutSample;
using test::SampleOptions;
using test::sentences;

/// A sample with its structure.
class Tagged : public LaidOutSample {
 public:
  explicit Tagged(std::string_view blocks, const SampleOptions& options = {})
      : LaidOutSample(blocks, options), tree_of_all(build_struct_tree(document, text, pages)) {}

  /// The elements of a type, in the order in which they were made.
  [[nodiscard]] std::vector<StructId> all(StructType type) const {
    std::vector<StructId> out;
    for (std::size_t i = 0; i < tree_of_all.elements.size(); ++i) {
      if (tree_of_all.elements[StructId{i}].type == type) out.emplace_back(i);
    }
    return out;
  }
  [[nodiscard]] const StructElement& element(StructType type, std::size_t index = 0) const {
    return tree_of_all.elements[all(type).at(index)];
  }

  /// The text of one sequence; a hyphen that a line break added is not in it.
  [[nodiscard]] std::string text_of(std::uint32_t page, const TaggedSequence& sequence) const {
    std::string out;
    for (const TextMark& mark : sequence.marks) {
      const LineView v = view(pages.pages[page].lines.at(mark.line), document, text, pages);
      for (std::uint32_t i = mark.piece_begin; i < mark.piece_end; ++i) {
        const LinePiece& piece = v.line.pieces[i];
        std::uint32_t end =
            i + 1 < v.line.pieces.size() ? begin_of(v, v.line.pieces[i + 1]) : v.line.text_end;
        out += to_utf8(std::u16string_view(v.paragraph.text)
                           .substr(begin_of(v, piece), end - begin_of(v, piece)));
      }
    }
    return out;
  }

  /// What a screen reader says of an element: ActualText in the place of what stands below it.
  [[nodiscard]] std::string said(StructId id) const {
    const StructElement& e = tree_of_all.elements[id];
    if (!e.actual_text.empty()) return e.actual_text;
    std::string out;
    for (const StructKid& kid : e.kids) {
      if (const auto* child = std::get_if<StructId>(&kid)) out += said(*child);
      if (const auto* marked_here = std::get_if<MarkedContentRef>(&kid)) {
        for (const TaggedSequence& s : tree_of_all.pages[marked_here->page].sequences) {
          if (s.mcid == marked_here->mcid) out += text_of(marked_here->page, s);
        }
      }
    }
    return out;
  }

  /// Type names below an element, in order, with "*" for content and "@" for an annotation.
  [[nodiscard]] std::string kids(StructId id) const {
    std::string out;
    for (const StructKid& kid : tree_of_all.elements[id].kids) {
      if (!out.empty()) out += ' ';
      if (const auto* child = std::get_if<StructId>(&kid)) {
        out += struct_type_name(tree_of_all.elements[*child].type);
      } else {
        out += std::holds_alternative<MarkedContentRef>(kid) ? "*" : "@";
      }
    }
    return out;
  }

  StructTree tree_of_all;

 private:
  [[nodiscard]] static std::uint32_t begin_of(const LineView& v, const LinePiece& piece) {
    const auto& glyphs = piece.patched ? v.lines.patches : v.shaped.glyphs;
    return glyphs.at(piece.glyph_begin).cluster;
  }
};

TEST(StructTree, AParagraphOverTwoPagesIsOneElement) {
  const Tagged sample("<p>" + sentences(10) + "</p>");
  ASSERT_EQ(sample.pages.pages.size(), 2U);
  // The first P is the line of kind above the title.
  const auto paragraphs = sample.all(StructType::kP);
  ASSERT_EQ(paragraphs.size(), 2U);
  std::set<std::uint32_t> on;
  for (const StructKid& kid : sample.tree_of_all.elements[paragraphs[1]].kids) {
    on.insert(std::get<MarkedContentRef>(kid).page);
  }
  EXPECT_EQ(on, (std::set<std::uint32_t>{0, 1}));
  EXPECT_EQ(sample.said(paragraphs[1]), sentences(10));
}

TEST(StructTree, LinesOfAColumnAreOneSequence) {
  const Tagged sample("<p>" + sentences(4) + "</p>");
  EXPECT_EQ(sample.kids(sample.all(StructType::kP)[1]), "*");
}

TEST(StructTree, McidsCountFromZeroOnEachPageAndAreUsedOnce) {
  const Tagged sample("<p>" + sentences(20) + " <em>Ask</em> us.</p><list><item>a</item></list>");
  for (std::size_t page = 0; page < sample.tree_of_all.pages.size(); ++page) {
    const TaggedPage& tagged = sample.tree_of_all.pages[page];
    std::set<std::uint32_t> seen;
    for (const TaggedSequence& s : tagged.sequences) seen.insert(s.mcid);
    EXPECT_EQ(seen.size(), tagged.mcid_count);
    EXPECT_EQ(*seen.begin(), 0U);
    EXPECT_EQ(*seen.rbegin(), tagged.mcid_count - 1);
  }
}

TEST(StructTree, EveryPieceOfEveryLineIsInExactlyOneSequence) {
  const Tagged sample("<section><title>T</title><p>" + sentences(12) +
                      " <strong>Now <em>and</em> here</strong>.</p><list><item>a</item><item>b"
                      "</item></list></section>");
  for (std::size_t page = 0; page < sample.pages.pages.size(); ++page) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (const TaggedSequence& s : sample.tree_of_all.pages[page].sequences) {
      for (const TextMark& mark : s.marks) {
        for (std::uint32_t i = mark.piece_begin; i < mark.piece_end; ++i) {
          EXPECT_TRUE(seen.emplace(mark.line, i).second);
        }
      }
    }
    std::size_t pieces = 0;
    for (const PlacedLine& placed : sample.pages.pages[page].lines) {
      pieces += view(placed, sample.document, sample.text, sample.pages).line.pieces.size();
    }
    EXPECT_EQ(seen.size(), pieces);
  }
}

TEST(StructTree, KidsComeInTheOrderOfReading) {
  const Tagged sample("<p>One <em>two</em> three <strong>four <em>five</em></strong> six.</p>");
  const StructId p = sample.all(StructType::kP)[1];
  EXPECT_EQ(sample.kids(p), "* Em * Strong *");
  EXPECT_EQ(sample.said(p), "One two three four five six.");
  EXPECT_EQ(sample.kids(sample.all(StructType::kStrong)[0]), "* Em");
}

TEST(StructTree, ListsAreLabelsAndBodies) {
  const Tagged sample(
      "<list kind='number'><item>a</item><item><p>b</p><list><item>c</item></list>"
      "</item></list>");
  const auto items = sample.all(StructType::kLI);
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(sample.kids(items[0]), "Lbl LBody");
  EXPECT_EQ(sample.said(items[1]), "2.b•c");
  EXPECT_EQ(sample.kids(sample.all(StructType::kLBody)[1]), "P L");
  EXPECT_EQ(sample.element(StructType::kL).numbering, ListNumbering::kDecimal);
}

TEST(StructTree, LanguagesStandWhereTheyChange) {
  const Tagged sample(
      "<p>Say <foreign xml:lang='fr'>oui</foreign>.</p><p xml:lang='de'>Sag "
      "<foreign xml:lang='en'>yes</foreign> oder <foreign xml:lang='de'>ja</foreign>.</p>");
  const auto paragraphs = sample.all(StructType::kP);
  const auto language = [&](StructId id) { return sample.tree_of_all.elements[id].language; };
  EXPECT_EQ(language(StructId{0}), "en");
  EXPECT_EQ(language(paragraphs[1]), "");
  EXPECT_EQ(language(paragraphs[2]), "de");
  const auto spans = sample.all(StructType::kSpan);
  ASSERT_EQ(spans.size(), 3U);
  EXPECT_EQ(language(spans[0]), "fr");
  EXPECT_EQ(language(spans[1]), "en");
  EXPECT_EQ(language(spans[2]), "");
}

TEST(StructTree, AbbreviationsCarryTheirExpansion) {
  const Tagged sample("<p>See your <abbr title='general practitioner'>GP</abbr>.</p>");
  EXPECT_EQ(sample.element(StructType::kSpan).expansion, "general practitioner");
}

TEST(StructTree, ALinkOverTwoLinesIsOneAnnotationOfTwoQuads) {
  const Tagged sample(
      "<p>Your team will talk with you about <link href='https://a.example'>treatments that may "
      "help, and side effects</link>.</p>");
  const StructId link = sample.all(StructType::kLink).at(0);
  EXPECT_EQ(sample.all(StructType::kLink).size(), 1U);
  ASSERT_EQ(sample.tree_of_all.pages[0].links.size(), 1U);
  const LinkAnnotation& annotation = sample.tree_of_all.pages[0].links[0];
  ASSERT_EQ(annotation.quads.size(), 2U);
  EXPECT_EQ(annotation.element, link);
  EXPECT_EQ(annotation.href, "https://a.example");
  EXPECT_EQ(annotation.description, "Opens https://a.example");
  EXPECT_LT(annotation.quads[0].y, annotation.quads[1].y);
  EXPECT_LT(annotation.quads[1].x, annotation.quads[0].x);
  // Neither quad covers the other line's baseline, nor leaves the measure.
  EXPECT_LE(annotation.quads[0].bottom(), annotation.quads[1].bottom());
  for (const Rect& quad : annotation.quads) {
    EXPECT_GE(quad.x, sample.document.page.inner);
    EXPECT_LE(quad.right(), sample.document.page.trim.width - sample.document.page.outer);
  }
}

TEST(StructTree, ALinkOverTwoPagesHasAnAnnotationOnEach) {
  std::string words;
  for (int i = 0; i < 14; ++i) words += "treatments that may help and side effects ";
  const Tagged sample("<p>" + sentences(4) + " <link href='https://a.example'>" + words +
                      "end</link></p>");
  ASSERT_EQ(sample.pages.pages.size(), 2U);
  EXPECT_EQ(sample.tree_of_all.pages[0].links.size(), 1U);
  EXPECT_EQ(sample.tree_of_all.pages[1].links.size(), 1U);
  const StructId link = sample.all(StructType::kLink).at(0);
  EXPECT_EQ(sample.all(StructType::kLink).size(), 1U);
  int annotations = 0;
  for (const StructKid& kid : sample.tree_of_all.elements[link].kids) {
    annotations += std::holds_alternative<AnnotationRef>(kid) ? 1 : 0;
  }
  EXPECT_EQ(annotations, 2);
}

TEST(StructTree, AStyledWordInALinkStaysInItsAnnotation) {
  const Tagged sample(
      "<p>See <link href='https://a.example'>our <em>own</em> page</link> now.</p>");
  ASSERT_EQ(sample.tree_of_all.pages[0].links.size(), 1U);
  EXPECT_EQ(sample.tree_of_all.pages[0].links[0].quads.size(), 1U);
  EXPECT_EQ(sample.said(sample.all(StructType::kLink)[0]), "our own page");
}

/// Wider than a line, so it is broken.
constexpr std::string_view kLongWord =
    "chemo&#xAD;therapy&#xAD;radio&#xAD;therapy&#xAD;immuno&#xAD;therapy&#xAD;hormone&#xAD;therapy&"
    "#xAD;"
    "photo&#xAD;therapy";
constexpr std::string_view kWholeWord =
    "chemotherapyradiotherapyimmunotherapyhormonetherapyphototherapy";
constexpr std::string_view kSaid =
    "About the new chemotherapyradiotherapyimmunotherapyhormonetherapyphototherapy that may help.";

/// A paragraph whose long word is broken at a soft hyphen.
Tagged hyphenated(const std::string& word) {
  return Tagged("<p>About the new " + word + " that may help.</p>");
}

TEST(StructTree, AHyphenatedWordIsOneSpanWithItsWholeText) {
  const Tagged sample = hyphenated(std::string(kLongWord));
  const auto spans = sample.all(StructType::kSpan);
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(sample.tree_of_all.elements[spans[0]].actual_text, kWholeWord);
  // Both pieces are in one sequence, so that what extracts text joins them too.
  EXPECT_EQ(sample.kids(spans[0]), "*");
  EXPECT_EQ(sample.said(sample.all(StructType::kP)[1]), kSaid);
}

TEST(StructTree, AWordThatIsNotBrokenNeedsNoSpan) {
  const Tagged sample("<p>About chemo&#xAD;therapy.</p>");
  EXPECT_TRUE(sample.all(StructType::kSpan).empty());
}

std::string without_soft_hyphens(std::string text) {
  for (std::size_t at; (at = text.find("\u00AD")) != std::string::npos;) text.erase(at, 2);
  return text;
}

TEST(StructTree, AHyphenatedWordWithinAnElementKeepsToIt) {
  const Tagged sample = hyphenated("<em>" + std::string(kLongWord) + "</em>");
  EXPECT_EQ(sample.kids(sample.all(StructType::kEm)[0]), "Span");
  EXPECT_EQ(sample.said(sample.all(StructType::kP)[1]), kSaid);
}

TEST(StructTree, AHyphenatedWordPartlyInAnElementIsSaidOnceAndInOrder) {
  const Tagged sample = hyphenated(
      "chemo&#xAD;<em>therapy&#xAD;radio&#xAD;therapy&#xAD;immuno&#xAD;therapy&#xAD;"
      "hormone</em>&#xAD;therapy&#xAD;photo&#xAD;therapy");
  EXPECT_EQ(without_soft_hyphens(sample.said(sample.all(StructType::kP)[1])), kSaid);
}

TEST(StructTree, AWordCutWhereAnElementEndsHasNoHyphenInItsText) {
  const std::string half = "chemotherapyradiotherapyphoto";
  const Tagged sample = hyphenated("<em>" + half + "&#xAD;</em>" + half);
  const auto spans = sample.all(StructType::kSpan);
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(sample.tree_of_all.elements[spans[0]].actual_text, half);
}

TEST(StructTree, AForcedBreakEndsAWord) {
  const Tagged sample("<p>Your team will talk with you about<br/>the" + std::string(kLongWord) +
                      "</p>");
  for (const StructId id : sample.all(StructType::kSpan)) {
    EXPECT_TRUE(sample.tree_of_all.elements[id].actual_text.starts_with("thechemo"))
        << sample.tree_of_all.elements[id].actual_text;
  }
  EXPECT_FALSE(sample.all(StructType::kSpan).empty());
}

TEST(StructTree, HeadingsAndSectionsNest) {
  const Tagged sample(
      "<section><title>A</title><section><title>B</title><p>x</p></section></section>");
  const auto sections = sample.all(StructType::kSect);
  ASSERT_EQ(sections.size(), 2U);
  EXPECT_EQ(sample.kids(sections[0]), "H2 Sect");
  EXPECT_EQ(sample.kids(sections[1]), "H3 P");
  EXPECT_EQ(sample.tree_of_all.elements[sections[1]].parent, sections[0]);
}

TEST(StructTree, WhatPrintsNothingHasNoElement) {
  // The trace block of a leaflet without facts.
  const Tagged sample("<p>x</p>");
  EXPECT_TRUE(sample.all(StructType::kL).empty());
}

TEST(StructTree, EveryElementHasContentBelowIt) {
  const Tagged sample(
      "<section><title>A</title><faq><question>b?</question><answer>c</answer></faq>"
      "<callout kind='warning'><p>d</p></callout></section>");
  for (const StructElement& e : sample.tree_of_all.elements) {
    EXPECT_FALSE(e.kids.empty()) << struct_type_name(e.type);
  }
}

TEST(StructTypeName, IsTheNameOfIso32000) {
  for (int i = 1; i <= static_cast<int>(StructType::kCallout); ++i) {
    EXPECT_EQ(struct_type_name(static_cast<StructType>(i)),
              test::type_name(static_cast<StructType>(i)));
  }
}

}  // namespace
}  // namespace bifolium
