#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/length.h"
#include "pages/page.h"
#include "pdf/path_data.h"

namespace bifolium {

/// Parts of an em of the type size as written. Advances, offsets and TJ numbers are counts of them:
/// a TJ number with three decimals, in thousandths of an em, is then a whole number.
inline constexpr std::int64_t kEmParts = 1'000'000;

/// A glyph as the content stream shows it.
struct ShownGlyph {
  std::uint16_t cid = 0;
  std::int64_t width = 0;   ///< What W says of the CID, em parts.
  std::int64_t offset = 0;  ///< Where its origin is wanted, from the piece's start, em parts.
};

class Inks;
class MarkedContent;
enum class InkUse : bool;

/// The content of one page: operators in our own formatting, in PDF coordinates. Nothing can be
/// drawn but through a MarkedContent, so every mark is a piece of a structure element or an
/// artifact (ISO 14289-1, 7.1). This is the one place that turns y around.
class ContentStream {
 public:
  /// `inks`: of a press copy, which outlive it; null where colours are sRGB.
  explicit ContentStream(Length page_height, const Inks* inks = nullptr)
      : page_height_(page_height), inks_(inks) {}

  /// Opens marked content `mcid` of a structure element whose type is `tag`.
  [[nodiscard]] MarkedContent tagged(std::string_view tag, std::uint32_t mcid);
  /// Opens an artifact; its bounding box where it has one (ISO 32000-1, 14.8.2.2).
  [[nodiscard]] MarkedContent artifact(ArtifactKind kind, const std::optional<Rect>& box);

  /// Paints a form, the resource `name`, inside `clip`: its own square of `size`, which is in
  /// layout space too, comes to lie on `box`, upside down where `turned`. What a form holds is
  /// marked content of its own, so it stands outside of any here (ISO 32000-1, 14.7.4.2).
  void paint_form(std::string_view name, const Rect& size, Length form_height, const Rect& box,
                  const Rect& clip, bool turned);

  /// What is drawn until end_layer belongs to an optional-content layer, the property `name`.
  void begin_layer(std::string_view name);
  void end_layer();

  [[nodiscard]] std::string take() { return std::move(out_); }
  [[nodiscard]] bool empty() const { return out_.empty(); }

 private:
  friend class MarkedContent;
  enum class Paint : bool { kFill, kStroke };

  void set_color(Color color, InkUse use);
  void append_color(Color color, Paint paint);
  void append_steps(std::span<const PathStep> steps);
  void open_text();
  void close_text();
  void close_array();
  void append_point(Point p);

  Length page_height_;
  const Inks* inks_;
  std::string out_;

  // What the reader's graphics state holds by now; none where nothing was set yet.
  std::optional<Color> color_;
  bool overprints_ = false;
  std::optional<std::uint32_t> font_;
  std::int64_t size_ = 0;  ///< 1/1000 pt
  std::int64_t rise_ = 0;  ///< 1/1000 pt

  bool content_open_ = false;             ///< A MarkedContent lives.
  bool text_open_ = false;                ///< Between BT and ET.
  bool array_open_ = false;               ///< Inside the array of TJ.
  bool string_open_ = false;              ///< Inside a string of it.
  bool line_started_ = false;             ///< A Td was written and the pen is known from it.
  std::int64_t line_x_ = 0, line_y_ = 0;  ///< Start of the text line, 1/1000 pt, as written.
  std::int64_t reached_ = 0;              ///< Of the pen, from line_x_, em parts.
  std::int64_t piece_ = 0;                ///< Of the piece's start, from line_x_, em parts.
};

/// An open marked-content sequence: BDC at its birth, EMC at its end. Never two at a time.
class MarkedContent {
 public:
  MarkedContent(const MarkedContent&) = delete;
  MarkedContent& operator=(const MarkedContent&) = delete;
  ~MarkedContent();

  void fill_rectangle(const Rect& box, Color color);
  /// Fills an outline by the nonzero winding rule.
  void fill_path(std::span<const PathStep> steps, Color color);
  /// Fills a patch of a press's colour bar.
  void fill_patch(const Rect& box, int index, Color color);
  /// Draws a line of a layer that is looked at and not printed; on a press copy it stands on every
  /// plate.
  void stroke_guide(std::span<const PathStep> steps, Length width, Length dash, Color color);
  /// Draws a mark along an outline, which stands on every plate; in dashes that long, and as far
  /// apart, where `dash` is not zero.
  void stroke_mark(std::span<const PathStep> steps, Length width, Length dash);

  /// Around the pieces of one hyphenated word: an inner Span with this ActualText (UTF-8).
  void begin_actual_text(std::string_view text);
  void end_actual_text();

  /// The font (index of the resource F0, F1…), size and colour of the glyphs that follow.
  void set_text(std::uint32_t font, Length size, Color color);
  /// Starts a piece of text at a point of the baseline. Text on the same baseline goes on in the
  /// same operator, corrected to the position wanted.
  void start_piece(Length x, Length baseline);
  /// Lifts the glyphs that follow over the baseline.
  void set_rise(Length rise);
  void show(const ShownGlyph& glyph);

 private:
  friend class ContentStream;
  explicit MarkedContent(ContentStream& stream);
  void append_rectangle(const Rect& box);
  ContentStream& stream_;
  bool actual_text_open_ = false;
};

/// The size as it is written, exactly: text positions are relative to it.
[[nodiscard]] Length written_size(Length size);

}  // namespace bifolium
