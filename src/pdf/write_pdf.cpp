#include "pdf/write_pdf.h"

#include <utility>

#include "core/check.h"
#include "core/decimal.h"
#include "core/hash.h"
#include "pages/panels.h"
#include "pdf/draw_page.h"
#include "pdf/draw_proof.h"
#include "pdf/embed_font.h"
#include "pdf/file_frame.h"
#include "pdf/metadata.h"
#include "pdf/navigation.h"
#include "pdf/object_plan.h"
#include "pdf/structure.h"

namespace bifolium {
namespace {

std::string_view bytes_of(const Sha256& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// What the pages depend on beside what is drawn on them.
void add_frame(const StyledDocument& document, const PdfOptions& options, Sha256Stream& layout) {
  std::string box;
  append_box(box, {{}, {}, document.page.trim.width, document.page.trim.height}, Length());
  for (const Length panel : document.page.panels) {
    box.push_back(' ');
    append_points(box, panel, kBoxPlaces);
  }
  layout.add(options.versions + box);
}

/// Pages, their content and their links; the resources are one dictionary for all.
void write_pages(const StyledDocument& document, const SetText& text, const Pages& pages,
                 const StructTree& tree, const ObjectPlan& plan, FontCids& fonts, FileFrame& frame,
                 PdfMemory* memory, Sha256Stream& layout, TimeBudget* budget) {
  std::string kids, body;
  const auto panels = folded_panels(document.page, document.info.right_to_left);
  if (memory != nullptr) memory->pages.resize(pages.pages.size());
  for (std::uint32_t i = 0; i < pages.pages.size(); ++i) {
    spend(budget, kNanosecondsAPage);
    const bool proof = !pages.proof_labels.empty();
    if (memory != nullptr && !proof && !has_value(document, pages.pages[i])) {
      PdfMemory::Page& known = memory->pages[i];
      if (known.deflated.empty()) {
        const std::string content = draw_page(document, text, pages, tree, i, fonts);
        known = {frame.deflater().compress(content, Effort::kOnce), sha256(content)};
      }
      layout.add(bytes_of(known.digest));
      frame.put_deflated(plan.content(i), {}, known.deflated);
    } else {
      std::string content = draw_page(document, text, pages, tree, i, fonts);
      layout.add(bytes_of(sha256(content)));
      if (proof) {
        content += draw_proof(document, text, pages, i, pages.proof_labels[i], fonts, nullptr);
      }
      frame.put_stream(plan.content(i), {}, content);
    }
    write_links(tree, i, document.page.trim.height, plan, frame);

    body = "<</Type/Page/Parent ";
    append_reference(body, plan.page_tree());
    body += "/Resources ";
    append_reference(body, plan.resources());
    body += "/Contents ";
    append_reference(body, plan.content(i));
    if (tree.pages[i].mcid_count > 0) {
      body += "/StructParents " + integer_text(plan.page_key(i));
    }
    body += "/Tabs/S";
    const std::size_t links = tree.pages[i].links.size();
    if (links > 0) {
      body += "/Annots[";
      for (std::uint32_t link = 0; link < links; ++link) {
        append_reference(body, plan.annotation({i, link}));
        body.push_back(' ');
      }
      body.back() = ']';
    }
    if (panels) {
      body += "/MediaBox";
      append_box(body, trim_of(document.page, panels, i), document.page.trim.height);
    }
    frame.put(plan.page(i), body + ">>");
    append_reference(kids, plan.page(i));
    kids.push_back(' ');
  }

  body = "<</Type/Pages/Count " + integer_text(static_cast<std::int64_t>(pages.pages.size()));
  body += "/Kids[" + kids + "]";
  // A reading copy shows the trimmed page; what bleeds over is for the press.
  const Rect trim{{}, {}, document.page.trim.width, document.page.trim.height};
  body += "/MediaBox";
  append_box(body, trim, trim.height);
  frame.put(plan.page_tree(), body + ">>");
}

/// The catalog and what hangs on it alone.
ObjectNumber write_catalog(const StyledDocument& document, const Pages& pages,
                           const StructTree& tree, const PdfOptions& options,
                           const ObjectPlan& plan, ObjectNumber proof_layer, FileFrame& frame,
                           PdfWorkspace& workspace, Diagnostics& diagnostics) {
  const ObjectNumber catalog = frame.reserve(), metadata = frame.reserve();
  frame.put_stream(
      metadata, {{"Type", "/Metadata"}, {"Subtype", "/XML"}},
      xmp_packet(document.info, {options.date, options.producer, {}}, Claim::kReadingCopy),
      StreamFilter::kNone);
  std::string body = "<</Type/Catalog/Pages ";
  append_reference(body, plan.page_tree());
  body += tagged_entries(document.info, {}) + "/Metadata ";
  append_reference(body, metadata);
  body += "/OutputIntents[" +
          write_output_intent(options.icc_profile, frame, workspace, diagnostics) + "]";
  body += "/StructTreeRoot ";
  append_reference(body, plan.structure_root());
  body += "/PageLabels" + page_labels(pages, frame);
  const ObjectNumber outlines = write_outlines(document, pages, plan, frame);
  if (outlines != 0) {
    body += "/Outlines ";
    append_reference(body, outlines);
  }
  if (proof_layer != 0) body += "/OCProperties" + proof_properties(proof_layer);
  const std::string names = destinations(document, pages, tree, plan, frame);
  if (!names.empty()) body += "/Names<</Dests" + names + ">>";
  frame.put(catalog, body + ">>");
  return catalog;
}

}  // namespace

WrittenPdf write_pdf(const StyledDocument& document, const SetText& text, const Pages& pages,
                     const StructTree& structure, const FontLibrary& fonts,
                     const PdfOptions& options, PdfWorkspace& workspace, PdfMemory* memory,
                     Diagnostics& diagnostics) {
  BIFOLIUM_CHECK(!pages.pages.empty(), "a document without pages");
  BIFOLIUM_CHECK(structure.pages.size() == pages.pages.size(), "pages and structure don't match");
  FileFrame frame(workspace.deflater(), memory != nullptr ? &memory->streams : nullptr);
  const ObjectPlan plan(structure, frame);
  const bool known = memory != nullptr && memory->fixed;
  FontCids cids = known ? *memory->fixed
                        : fixed_cids(document, text, pages, structure, fonts, workspace.budget);
  if (memory != nullptr && !known) memory->fixed.emplace(cids);
  // The labels of a proof come last: the glyphs of the pages keep their codes.
  if (!pages.proof_labels.empty()) meet_all(document, text, pages, structure, cids);
  Sha256Stream layout;
  add_frame(document, options, layout);
  write_pages(document, text, pages, structure, plan, cids, frame, memory, layout,
              workspace.budget);
  const ObjectNumber proof_layer = pages.proof_labels.empty() ? 0 : write_proof_layer(frame);
  std::string layout_hash = hex_text(layout.digest());
  write_structure(structure, plan, frame);
  const ObjectNumber catalog = write_catalog(document, pages, structure, options, plan, proof_layer,
                                             frame, workspace, diagnostics);
  std::string resources = "<</Font" + cids.write(frame, workspace, diagnostics);
  if (proof_layer != 0) resources += proof_resources(proof_layer);
  frame.put(plan.resources(), resources + ">>");
  const ObjectNumber info = frame.reserve();
  frame.put(info, info_dictionary(document.info, {options.date, options.producer, layout_hash},
                                  Claim::kReadingCopy));
  if (diagnostics.has_errors()) return {};
  return {frame.finish(catalog, info), std::move(layout_hash)};
}

}  // namespace bifolium
