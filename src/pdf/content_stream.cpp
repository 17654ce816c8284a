#include "pdf/content_stream.h"

#include <array>
#include <utility>

#include "core/check.h"
#include "core/decimal.h"
#include "pdf/inks.h"
#include "pdf/pdf_text.h"

namespace bifolium {
namespace {

/// A pen this near to the wanted position stays: 1/10000 em is a thousandth of a point at 12 pt.
/// Errors don't add up, since each is measured from the start of the line.
constexpr std::int64_t kTolerance = kEmParts / 10'000;

/// Pages that creep or that stand n-up are scaled; a millionth is a ten-thousandth of a millimeter.
constexpr int kScalePlaces = 6;
constexpr std::int64_t kScaleOne = 1'000'000;

constexpr std::string_view artifact_entries(ArtifactKind kind) {
  switch (kind) {
    case ArtifactKind::kBackground:
      return "/Type/Background";
    case ArtifactKind::kLayout:
      return "/Type/Layout";
    case ArtifactKind::kHeader:
      return "/Type/Pagination/Subtype/Header/Attached[/Top]";
    case ArtifactKind::kFooter:
      return "/Type/Pagination/Subtype/Footer/Attached[/Bottom]";
    case ArtifactKind::kPage:
      return "/Type/Page";
  }
  return "";
}

void append_channel(std::string& out, std::uint8_t channel) {
  append_decimal(out, mul_div_round(channel, 1000, 255), 3);
  out.push_back(' ');
}

}  // namespace

Length written_size(Length size) { return Length::millipoints(to_decimal_points(size, 3)); }

MarkedContent ContentStream::tagged(std::string_view tag, std::uint32_t mcid) {
  append_name(out_, tag);
  out_ += "<</MCID ";
  append_integer(out_, mcid);
  out_ += ">>BDC\n";
  return MarkedContent(*this);
}

MarkedContent ContentStream::artifact(ArtifactKind kind, const std::optional<Rect>& box) {
  out_ += "/Artifact<<";
  out_ += artifact_entries(kind);
  if (box) {
    out_ += "/BBox";
    append_box(out_, *box, page_height_);
  }
  out_ += ">>BDC\n";
  return MarkedContent(*this);
}

void ContentStream::paint_form(std::string_view name, const Rect& size, Length form_height,
                               const Rect& box, const Rect& clip, bool turned) {
  BIFOLIUM_CHECK(!content_open_, "a form inside marked content");
  const Ratio across{box.width.units(), size.width.units()};
  const Ratio down{box.height.units(), size.height.units()};
  out_ += "q\n";
  append_points(out_, clip.x, kBoxPlaces);
  out_.push_back(' ');
  append_points(out_, page_height_ - clip.bottom(), kBoxPlaces);
  out_.push_back(' ');
  append_points(out_, clip.width, kBoxPlaces);
  out_.push_back(' ');
  append_points(out_, clip.height, kBoxPlaces);
  out_ += " re W n\n";
  // The form's origin is the lower left corner of the page that it was drawn for.
  const Length left = size.x.scaled(across);
  const Length below = (form_height - size.bottom()).scaled(down);
  const std::int64_t sign = turned ? -1 : 1;
  const auto factor = [&](Ratio ratio) {
    append_decimal(out_, sign * mul_div_round(kScaleOne, ratio.num, ratio.den), kScalePlaces);
  };
  factor(across);
  out_ += " 0 0 ";
  factor(down);
  out_.push_back(' ');
  append_points(out_, turned ? box.right() + left : box.x - left, kBoxPlaces);
  out_.push_back(' ');
  const Length y = page_height_ - box.bottom();
  append_points(out_, turned ? y + box.height + below : y - below, kBoxPlaces);
  out_ += " cm\n";
  append_name(out_, name);
  out_ += " Do\nQ\n";
}

void ContentStream::begin_layer(std::string_view name) {
  BIFOLIUM_CHECK(!content_open_, "a layer inside marked content");
  out_ += "/OC";
  append_name(out_, name);
  out_ += " BDC\n";
}

void ContentStream::end_layer() { out_ += "EMC\n"; }

void ContentStream::append_color(Color color, Paint paint) {
  const bool fill = paint == Paint::kFill;
  if (inks_ != nullptr) {
    const Inks::Mix& mix = inks_->mix(color);
    out_ += fill ? mix.fill : mix.stroke;
    return;
  }
  append_channel(out_, color.red);
  if (color.red == color.green && color.green == color.blue) {
    out_ += fill ? "g\n" : "G\n";
    return;
  }
  append_channel(out_, color.green);
  append_channel(out_, color.blue);
  out_ += fill ? "rg\n" : "RG\n";
}

void ContentStream::set_color(Color color, InkUse use) {
  const bool overprints = inks_ != nullptr && inks_->overprints(color, use);
  if (overprints != overprints_) {
    overprints_ = overprints;
    out_ += overprints ? "/Over gs\n" : "/Out gs\n";
  }
  if (color_ == color) return;
  color_ = color;
  append_color(color, Paint::kFill);
}

void ContentStream::open_text() {
  if (text_open_) return;
  text_open_ = true;
  line_started_ = false;
  line_x_ = line_y_ = 0;  // BT resets the text line matrix.
  out_ += "BT\n";
}

void ContentStream::close_array() {
  if (!array_open_) return;
  out_ += string_open_ ? ")]TJ\n" : "]TJ\n";
  array_open_ = string_open_ = false;
}

void ContentStream::close_text() {
  if (!text_open_) return;
  close_array();
  out_ += "ET\n";
  text_open_ = false;
}

void ContentStream::append_point(Point p) {
  append_points(out_, p.x, kBoxPlaces);
  out_.push_back(' ');
  append_points(out_, page_height_ - p.y, kBoxPlaces);
  out_.push_back(' ');
}

MarkedContent::MarkedContent(ContentStream& stream) : stream_(stream) {
  BIFOLIUM_CHECK(!stream.content_open_, "marked content inside marked content");
  stream.content_open_ = true;
}

MarkedContent::~MarkedContent() {
  end_actual_text();
  stream_.close_text();
  stream_.out_ += "EMC\n";
  stream_.content_open_ = false;
}

void MarkedContent::append_rectangle(const Rect& box) {
  // Edges are rounded, not sides: neighbours that share an edge in layout space share it here.
  const std::int64_t left = to_decimal_points(box.x, kBoxPlaces);
  const std::int64_t right = to_decimal_points(box.right(), kBoxPlaces);
  const std::int64_t bottom = to_decimal_points(stream_.page_height_ - box.bottom(), kBoxPlaces);
  const std::int64_t top = to_decimal_points(stream_.page_height_ - box.y, kBoxPlaces);
  std::string& out = stream_.out_;
  for (const std::int64_t value : {left, bottom, right - left, top - bottom}) {
    append_decimal(out, value, kBoxPlaces);
    out.push_back(' ');
  }
  out += "re f\n";
}

void MarkedContent::fill_rectangle(const Rect& box, Color color) {
  stream_.close_text();
  stream_.set_color(color, InkUse::kArea);
  append_rectangle(box);
}

void MarkedContent::fill_patch(const Rect& box, int index, Color color) {
  if (stream_.inks_ == nullptr) {
    fill_rectangle(box, color);
    return;
  }
  stream_.close_text();
  stream_.color_.reset();
  stream_.out_ += Inks::patch(index);
  append_rectangle(box);
}

void ContentStream::append_steps(std::span<const PathStep> steps) {
  for (const PathStep& step : steps) {
    switch (step.kind) {
      case PathStep::Kind::kMove:
        append_point(step.points[0]);
        out_ += "m\n";
        break;
      case PathStep::Kind::kLine:
        append_point(step.points[0]);
        out_ += "l\n";
        break;
      case PathStep::Kind::kCurve:
        for (const Point& point : step.points) append_point(point);
        out_ += "c\n";
        break;
      case PathStep::Kind::kClose:
        out_ += "h\n";
        break;
    }
  }
}

void MarkedContent::fill_path(std::span<const PathStep> steps, Color color) {
  if (steps.empty()) return;
  stream_.close_text();
  stream_.set_color(color, InkUse::kArea);
  stream_.append_steps(steps);
  stream_.out_ += "f\n";
}

void MarkedContent::stroke_mark(std::span<const PathStep> steps, Length width, Length dash) {
  stroke_guide(steps, width, dash, {});
}

void MarkedContent::stroke_guide(std::span<const PathStep> steps, Length width, Length dash,
                                 Color color) {
  if (steps.empty()) return;
  stream_.close_text();
  std::string& out = stream_.out_;
  // Few lines are drawn, so each brings its own state and leaves none behind.
  out += "q\n";
  if (stream_.inks_ != nullptr) {
    out += Inks::registration_stroke();
  } else {
    stream_.append_color(color, ContentStream::Paint::kStroke);
  }
  append_points(out, width, kBoxPlaces);
  out += " w\n";
  if (dash > Length()) {
    out.push_back('[');
    append_points(out, dash, kBoxPlaces);
    out += "]0 d\n";
  }
  stream_.append_steps(steps);
  out += "S\nQ\n";
}

void MarkedContent::begin_actual_text(std::string_view text) {
  BIFOLIUM_CHECK(!actual_text_open_, "an ActualText inside an ActualText");
  actual_text_open_ = true;
  stream_.open_text();
  stream_.close_array();
  stream_.out_ += "/Span<</ActualText";
  append_text_string(stream_.out_, text);
  stream_.out_ += ">>BDC\n";
}

void MarkedContent::end_actual_text() {
  if (!actual_text_open_) return;
  actual_text_open_ = false;
  stream_.close_array();
  stream_.out_ += "EMC\n";
}

void MarkedContent::set_text(std::uint32_t font, Length size, Color color) {
  stream_.open_text();
  const std::int64_t written = to_decimal_points(size, kTextPlaces);
  BIFOLIUM_CHECK(written > 0, "type without a size");
  if (stream_.color_ != color || stream_.inks_ != nullptr) {
    stream_.close_array();
    stream_.set_color(color, InkUse::kText);
  }
  if (stream_.font_ == font && stream_.size_ == written) return;
  stream_.close_array();
  stream_.font_ = font;
  stream_.size_ = written;
  stream_.line_started_ = false;  // reached_ counted in the other size's em.
  stream_.out_ += "/F";
  append_integer(stream_.out_, font);
  stream_.out_.push_back(' ');
  append_decimal(stream_.out_, written, kTextPlaces);
  stream_.out_ += " Tf\n";
}

void MarkedContent::start_piece(Length x, Length baseline) {
  BIFOLIUM_CHECK(stream_.text_open_ && stream_.font_, "text without a font");
  const std::int64_t y = to_decimal_points(stream_.page_height_ - baseline, kTextPlaces);
  if (!stream_.line_started_ || y != stream_.line_y_) {
    const std::int64_t written_x = to_decimal_points(x, kTextPlaces);
    stream_.close_array();
    append_decimal(stream_.out_, written_x - stream_.line_x_, kTextPlaces);
    stream_.out_.push_back(' ');
    append_decimal(stream_.out_, y - stream_.line_y_, kTextPlaces);
    stream_.out_ += " Td\n";
    stream_.line_x_ = written_x;
    stream_.line_y_ = y;
    stream_.reached_ = 0;
    stream_.line_started_ = true;
  }
  stream_.piece_ = mul_div_round((x - Length::millipoints(stream_.line_x_)).units(), kEmParts,
                                 Length::millipoints(stream_.size_).units());
}

void MarkedContent::set_rise(Length rise) {
  const std::int64_t written = to_decimal_points(rise, kTextPlaces);
  if (written == stream_.rise_) return;
  stream_.close_array();
  stream_.rise_ = written;
  append_decimal(stream_.out_, written, kTextPlaces);
  stream_.out_ += " Ts\n";
}

void MarkedContent::show(const ShownGlyph& glyph) {
  BIFOLIUM_CHECK(stream_.line_started_, "a glyph without a place");
  BIFOLIUM_CHECK(glyph.cid != 0, "CID 0 is the box for missing glyphs");
  std::string& out = stream_.out_;
  if (!stream_.array_open_) {
    out.push_back('[');
    stream_.array_open_ = true;
  }
  const std::int64_t correction = stream_.reached_ - (stream_.piece_ + glyph.offset);
  if (correction > kTolerance || correction < -kTolerance) {
    if (stream_.string_open_) out.push_back(')');
    stream_.string_open_ = false;
    append_decimal(out, correction, 3);
    stream_.reached_ -= correction;
  }
  if (!stream_.string_open_) out.push_back('(');
  stream_.string_open_ = true;
  const std::array bytes = {static_cast<char>(glyph.cid >> 8), static_cast<char>(glyph.cid & 0xFF)};
  if (needs_escape(bytes[0]) || needs_escape(bytes[1])) {
    for (const char byte : bytes) append_string_byte(out, byte);
  } else {
    out.append(bytes.data(), bytes.size());
  }
  stream_.reached_ += glyph.width;
}

}  // namespace bifolium
