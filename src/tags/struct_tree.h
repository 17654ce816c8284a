#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/ids.h"
#include "core/length.h"
#include "pages/page.h"
#include "style/style.h"

namespace bifolium {

using StructId = Id<struct StructTag>;

/// Marked content of an element: sequence `mcid` on page `page` (indices from 0).
struct MarkedContentRef {
  std::uint32_t page = 0;
  std::uint32_t mcid = 0;
};
/// An annotation of an element: index in TaggedPage::links.
struct AnnotationRef {
  std::uint32_t page = 0;
  std::uint32_t annotation = 0;
};
using StructKid = std::variant<StructId, MarkedContentRef, AnnotationRef>;

/// A structure element (ISO 32000-1, 14.7.2). Kids are in reading order.
struct StructElement {
  StructType type = StructType::kNone;
  StructId parent;  ///< None for the root's child.
  std::vector<StructKid> kids;
  std::string language;     ///< BCP 47; empty where it is the parent's.
  std::string expansion;    ///< /E
  std::string actual_text;  ///< /ActualText, UTF-8
  std::string id;           ///< /ID; empty for none.
  ListNumbering numbering = ListNumbering::kNone;
};

/// Pieces [piece_begin, piece_end) of a line: `line` indexes Page::lines, or Page::running.
struct TextMark {
  std::uint32_t line = 0;
  std::uint32_t piece_begin = 0, piece_end = 0;
};

/// One marked-content sequence of a page, in painting order.
struct TaggedSequence {
  std::uint32_t mcid = 0;
  StructId element;
  std::vector<TextMark> marks;
  /// Not empty: the marks are the pieces of one hyphenated word inside an inner
  /// /Span <</ActualText>> (ALGORITHMS section 5).
  std::string actual_text;
  bool continues_mcid = false;  ///< Goes on in the MCID of the sequence before it.
};

/// A link annotation: one a page and link, with one quad a line.
struct LinkAnnotation {
  std::vector<Rect> quads;
  std::string href;         ///< Web address, or empty.
  std::string target;       ///< Named destination, or empty.
  std::string description;  ///< /Contents
  StructId element;
};

/// What the writer draws as tagged content; a page's fills, paths and running are artifacts.
struct TaggedPage {
  std::vector<TaggedSequence> sequences;
  std::vector<LinkAnnotation> links;
  std::uint32_t mcid_count = 0;
};

struct StructTree {
  IdVector<StructTag, StructElement> elements;  ///< [0] is the Document.
  std::vector<TaggedPage> pages;                ///< Parallel to Pages::pages.
};

}  // namespace bifolium
