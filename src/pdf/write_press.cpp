#include "pdf/write_press.h"

#include <optional>

#include "core/check.h"
#include "core/decimal.h"
#include "pages/panels.h"
#include "pdf/draw_page.h"
#include "pdf/draw_proof.h"
#include "pdf/draw_side.h"
#include "pdf/embed_font.h"
#include "pdf/file_frame.h"
#include "pdf/inks.h"
#include "pdf/metadata.h"
#include "pdf/object_plan.h"
#include "pdf/structure.h"

namespace bifolium {
namespace {

/// Writes one press copy: what its parts are made of is the same for all.
class PressWriter {
 public:
  PressWriter(const StyledDocument& document, const SetText& text, const Pages& pages,
              const StructTree& tree, const Sheets& sheets, const FontLibrary& fonts,
              const Inks* inks, PdfWorkspace& workspace)
      : document_(document),
        text_(text),
        pages_(pages),
        tree_(tree),
        sheets_(sheets),
        inks_(inks),
        workspace_(workspace),
        frame_(workspace.deflater()),
        plan_(tree, sheets, frame_),
        cids_(fixed_cids(document, text, pages, tree, fonts, workspace.budget)) {}

  std::string run(const WrittenPdf& reading, const PdfOptions& options, Diagnostics& diagnostics) {
    write_forms();
    write_sides();
    write_structure(tree_, plan_, frame_);
    const FileFacts facts{options.date, options.producer, reading.layout_hash};
    const ObjectNumber catalog = write_catalog(facts);
    std::string resources = "<</Font ";
    append_reference(resources, font_names_);
    if (inks_ != nullptr) resources += inks_->resources();
    if (proof_layer_ != 0) resources += proof_resources(proof_layer_);
    frame_.put(plan_.resources(), resources + ">>");
    frame_.put(font_names_, cids_.write(frame_, workspace_, diagnostics));
    const ObjectNumber info = frame_.reserve();
    frame_.put(info, info_dictionary(document_.info, facts, claim()));
    if (diagnostics.has_errors()) return {};
    return frame_.finish(catalog, info, inks_ != nullptr ? PdfVersion::k16 : PdfVersion::k17);
  }

 private:
  /// The pages, each a form with its bleed (ISO 32000-1, 8.10). What the forms draw is drawn in the
  /// order of the reading copy, so that the glyphs of both have the same codes.
  void write_forms() {
    if (proof_layer_ != 0) meet_all(document_, text_, pages_, tree_, cids_);
    for (std::uint32_t i = 0; i < pages_.pages.size(); ++i) {
      spend(workspace_.budget, kNanosecondsAPage);
      std::string content = draw_page(document_, text_, pages_, tree_, i, cids_,
                                      {TextReach::kAll, Tagging::kElements, inks_});
      if (proof_layer_ != 0) {
        content += draw_proof(document_, text_, pages_, i, pages_.proof_labels[i], cids_, inks_);
      }
      std::string key;
      if (tree_.pages[i].mcid_count > 0) key = integer_text(plan_.page_key(i));
      put_form(plan_.content(i), content, key);
    }
    for (const std::uint32_t i : plan_.repeated_pages()) {
      put_form(plan_.repeated(i),
               draw_page(document_, text_, pages_, tree_, i, cids_,
                         {TextReach::kAll, Tagging::kArtifact, inks_}),
               "");
    }
  }

  void put_form(ObjectNumber number, const std::string& content, const std::string& parents_key) {
    const Length bleed = document_.page.bleed;
    const Size& trim = document_.page.trim;
    std::string box, resources;
    append_box(box, {-bleed, -bleed, trim.width + bleed * 2, trim.height + bleed * 2}, trim.height);
    append_reference(resources, plan_.resources());
    frame_.put_stream(number,
                      {{"Type", "/XObject"},
                       {"Subtype", "/Form"},
                       {"BBox", box},
                       {"Resources", resources},
                       {"StructParents", parents_key}},
                      content);
  }

  void write_sides() {
    std::string kids;
    for (std::uint32_t i = 0; i < sheets_.sides.size(); ++i) {
      const SheetSide& side = sheets_.sides[i];
      frame_.put_stream(plan_.side_content(i), {},
                        draw_side(document_, sheets_, side, cids_, inks_));
      frame_.put(plan_.side(i), side_dictionary(i));
      append_reference(kids, plan_.side(i));
      kids.push_back(' ');
    }
    std::string body = "<</Type/Pages/Count " +
                       integer_text(static_cast<std::int64_t>(sheets_.sides.size())) + "/Kids[" +
                       kids + "]/MediaBox";
    append_box(body, {{}, {}, sheets_.media.width, sheets_.media.height}, sheets_.media.height);
    frame_.put(plan_.page_tree(), body + ">>");
  }

  [[nodiscard]] std::string side_dictionary(std::uint32_t index) const {
    const SheetSide& side = sheets_.sides[index];
    std::string body = "<</Type/Page/Parent ";
    append_reference(body, plan_.page_tree());
    body += "/Contents ";
    append_reference(body, plan_.side_content(index));
    body += "/BleedBox";
    append_box(body, side.bleed, sheets_.media.height);
    body += "/TrimBox";
    append_box(body, side.trim, sheets_.media.height);
    body += "/Resources<<";
    if (inks_ != nullptr) body += inks_->resources();
    if (side.slug_line) {
      // The slug line's fonts are those of the document, which one dictionary names.
      body += "/Font ";
      append_reference(body, font_names_);
    }
    if (!side.slots.empty()) {
      body += "/XObject<<";
      for (const SheetSlot& slot : side.slots) {
        const std::string name = form_name(slot);
        if (body.find("/" + name + " ") != std::string::npos) continue;
        body += "/" + name + " ";
        append_reference(body,
                         slot.repeated ? plan_.repeated(slot.page) : plan_.content(slot.page));
      }
      body += ">>";
    }
    return body + ">>>>";
  }

  [[nodiscard]] Claim claim() const { return inks_ != nullptr ? Claim::kPressCopy : Claim::kNone; }

  /// How an office printer is to print the sheets: one that is fitted to the printable area, or
  /// turned over another edge, is folded wrong. (PDF 1.6 knows no Duplex.)
  [[nodiscard]] std::string_view preferences() const {
    if (sheets_.separate_pages || claim() == Claim::kPressCopy) return {};
    if (!sheets_.two_sided) return "/PrintScaling/None/Duplex/Simplex";
    return sheets_.turned_over_long_edge ? "/PrintScaling/None/Duplex/DuplexFlipLongEdge"
                                         : "/PrintScaling/None/Duplex/DuplexFlipShortEdge";
  }

  ObjectNumber write_catalog(const FileFacts& facts) {
    const ObjectNumber catalog = frame_.reserve(), metadata = frame_.reserve();
    frame_.put_stream(metadata, {{"Type", "/Metadata"}, {"Subtype", "/XML"}},
                      xmp_packet(document_.info, facts, claim()), StreamFilter::kNone);
    std::string body = "<</Type/Catalog/Pages ";
    append_reference(body, plan_.page_tree());
    body += tagged_entries(document_.info, preferences()) + "/Metadata ";
    append_reference(body, metadata);
    if (inks_ != nullptr) body += "/OutputIntents[" + inks_->output_intent(frame_) + "]";
    if (proof_layer_ != 0) body += "/OCProperties" + proof_properties(proof_layer_);
    body += "/StructTreeRoot ";
    append_reference(body, plan_.structure_root());
    frame_.put(catalog, body + ">>");
    return catalog;
  }

  const StyledDocument& document_;
  const SetText& text_;
  const Pages& pages_;
  const StructTree& tree_;
  const Sheets& sheets_;
  const Inks* inks_;  ///< Of PDF/X-4; null for sRGB.
  PdfWorkspace& workspace_;
  FileFrame frame_;
  ObjectPlan plan_;
  ObjectNumber font_names_ = frame_.reserve();
  ObjectNumber proof_layer_ = pages_.proof_labels.empty() ? 0 : write_proof_layer(frame_);
  FontCids cids_;
};

}  // namespace

std::string write_press(const StyledDocument& document, const SetText& text, const Pages& pages,
                        const StructTree& structure, const Sheets& sheets,
                        const WrittenPdf& reading, const FontLibrary& fonts,
                        const PdfOptions& options, PdfWorkspace& workspace,
                        Diagnostics& diagnostics) {
  BIFOLIUM_CHECK(!sheets.sides.empty(), "a press copy without sheets");
  BIFOLIUM_CHECK(!reading.layout_hash.empty(), "a press copy of no reading copy");
  std::optional<Inks> inks;
  if (!options.cmyk_profile.empty()) {
    if (options.date.empty()) {
      diagnostics.report(DiagnosticCode::kPressNoDate, document.press->span);
      return {};
    }
    inks.emplace(document, text, pages, options.icc_profile, options.cmyk_profile, diagnostics);
    if (diagnostics.has_errors()) return {};
  }
  return PressWriter(document, text, pages, structure, sheets, fonts, inks ? &*inks : nullptr,
                     workspace)
      .run(reading, options, diagnostics);
}

}  // namespace bifolium
