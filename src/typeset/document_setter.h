#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pages/measures.h"
#include "pages/paginate.h"
#include "typeset/typeset.h"

namespace bifolium {

/// How many pages to fill, if page breaking can do it (LayOutOptions).
struct PageGoal {
  std::size_t pages = 0;  ///< 0 for as many as come by themselves.
  CountCost cost = CountCost::kLittle;
};

/// A document on its way through shape, lines, pages and tags. It is kept between the jobs of a
/// batch: another job's values are put in, and only what they reach is set again, with the result
/// that setting the whole document with these values has.
class DocumentSetter {
 public:
  DocumentSetter(StyledDocument styled, const FontLibrary& fonts, bool explain,
                 const PageGoal& goal = {});

  /// Shapes all paragraphs, which is the first that `set` does, and all that is done where styles
  /// have errors: what is wrong with the characters is told with them. False where an error was
  /// reported.
  bool shape_all(Workspace& workspace, Diagnostics& diagnostics);

  /// Sets the whole document, whose styles have no errors. False where an error was reported.
  [[nodiscard]] bool set(Workspace& workspace, Diagnostics& diagnostics);

  /// Sets the document with other values, after `set`. `texts`, by StyledDocument::values, are not
  /// empty where a ValueField leads, and differ from those before only there. False where an
  /// error was reported: the document is then good for nothing more.
  [[nodiscard]] bool set_again(const std::vector<std::u16string>& texts, Workspace& workspace,
                               Diagnostics& diagnostics);

  [[nodiscard]] const SetDocument& document() const { return out_; }
  [[nodiscard]] SetDocument take() { return std::move(out_); }
  /// The document before any page number was put into its text, with the values that it has.
  [[nodiscard]] StyledDocument as_styled() const;

  /// Whether every line, box and running text stands where it stood after `set`, with the same
  /// text but for the lines of paragraphs that hold values.
  [[nodiscard]] bool pages_stand() const { return pages_stand_; }

 private:
  enum class PageInput : bool { kSame, kChanged };

  /// How a paragraph was last set.
  struct Broken {
    bool stale = true;
    Length measure;
    std::vector<Diagnostic> of_shape, of_lines;
  };
  /// One of the two ways in which a paragraph without values, but with page numbers, comes: as it
  /// is set first, before any page is known, and as it was set last. The one that is not in the
  /// document is parked here, so that the next job finds both.
  struct Parked {
    bool is_first = false;  ///< What is parked; else the document has the first.
    bool is_filled = false;
    Paragraph paragraph;
    ShapedParagraph shaped;
    ParagraphLines lines;
    Broken broken;
  };
  /// What `set` came to, for set_again to hold its own pages against.
  struct Base {
    std::vector<ParagraphLines> first_lines;  ///< Of varying_, before any page number was known.
    Pages first_pages;                        ///< What these gave.
    std::vector<Diagnostic> first_diagnostics;
    Pages bare_pages;  ///< The last ones, without running texts.
    Pages pages;       ///< With them.
    std::vector<Diagnostic> of_furniture;
  };

  void find_varying();
  void swap_parked(ParagraphId id, Parked& parked);
  [[nodiscard]] bool take_parked(ParagraphId id,
                                 const std::map<std::string, std::uint32_t, std::less<>>& pages);
  void shape(ParagraphId id, Workspace& workspace);
  [[nodiscard]] bool report_shaping(Diagnostics& diagnostics) const;
  [[nodiscard]] bool page_has_room(Diagnostics& diagnostics) const;

  void settle_pages(Workspace& workspace, Diagnostics& diagnostics);
  PageInput break_changed(const BlockBoxes& boxes, Workspace& workspace);
  [[nodiscard]] bool lines_are_first() const;
  bool renumber(int pass, Workspace& workspace, Diagnostics& diagnostics);
  [[nodiscard]] std::map<std::string, std::uint32_t, std::less<>> destination_pages() const;
  bool refill(Paragraph& paragraph, const std::map<std::string, std::uint32_t, std::less<>>& pages,
              int pass, Diagnostics& diagnostics) const;
  void explain_lines(Diagnostics& diagnostics) const;

  [[nodiscard]] bool finish(Workspace& workspace, Diagnostics& diagnostics);

  const FontLibrary& fonts_;
  bool explain_;
  PageGoal goal_;
  SetDocument out_;
  HeightsOfStyles heights_;
  std::vector<Broken> broken_;  ///< By ParagraphId.
  /// Paragraphs that may change with the values: those that hold one, or a page number.
  std::vector<ParagraphId> varying_;
  std::map<ParagraphId, Parked> parked_;
  PageInput swapped_ =
      PageInput::kSame;       ///< What came of parked paragraphs since lines were broken.
  bool titles_vary_ = false;  ///< A value stands in a title that running heads repeat.
  std::optional<Base> base_;  ///< None where nothing varies.
  bool pages_stand_ = false;
};

}  // namespace bifolium
