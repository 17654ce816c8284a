#pragma once

#include <string>
#include <string_view>

#include "style/style_context.h"

namespace bifolium {

/// Gathers the text and the inline elements of one paragraph.
class ParagraphBuilder {
 public:
  /// `computed` is the paragraph's own box; its cascade frame is open while this is used.
  ParagraphBuilder(StyleContext& context, const Computed& computed, const std::string& language,
                   const SourceSpan& span);

  /// Appends words of the program, or any text without markup.
  void text(std::string_view utf8);

  /// Opens an inline box; what is unset in `prototype` (parent, range, style, language) is filled
  /// in.
  void open(Inline prototype, const Frame& frame);
  void close();

  /// Opens an inline element that only means something and looks like the text around it.
  void open_plain(Inline prototype);
  void close_plain();

  /// Appends the inline content of a content element: its text and inline children.
  void content(NodeId node);

  /// The finished paragraph. The builder is done for.
  [[nodiscard]] Paragraph finish();

 private:
  void element(NodeId node);
  void link(NodeId node);
  void cross_reference(NodeId node);
  void citation(NodeId node);
  void quote(NodeId node);
  void value(NodeId node);
  /// Appends the text of a heading, values included, without its markup.
  void heading_text(NodeId node);
  void value_text(std::size_t value);
  [[nodiscard]] bool is_printed(NodeId target) const;
  void page_field(const std::string& target);
  void with_fields(std::string_view pattern_name, NodeId target, NodeId text_node);

  StyleContext& context_;
  Paragraph paragraph_;
  std::vector<InlineId> open_;  ///< Inlines now open, outermost first.
  int quote_depth_ = 0;
};

/// The inline properties of a link to a web, mail or phone address, described in the document's
/// language.
[[nodiscard]] Inline link_inline(const StyleContext& context, const std::string& href,
                                 const SourceSpan& span);

}  // namespace bifolium
