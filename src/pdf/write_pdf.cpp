#include "pdf/write_pdf.h"

#include <algorithm>

#include "core/check.h"
#include "core/decimal.h"
#include "pdf/draw_page.h"
#include "pdf/embed_font.h"
#include "pdf/file_frame.h"
#include "pdf/metadata.h"
#include "pdf/navigation.h"
#include "pdf/object_plan.h"
#include "pdf/structure.h"

namespace bifolium {
namespace {

constexpr std::int64_t kNanosecondsAPage = 30'000;  ///< To draw and deflate, for TimeBudget.

/// The CIDs of all text that no value reaches, in the order of drawing; none where the document
/// holds no value: its CIDs come as they are met.
FontCids fixed_cids(const StyledDocument& document, const SetText& text, const Pages& pages,
                    const StructTree& tree, const FontLibrary& fonts, TimeBudget* budget) {
  FontCids cids(fonts);
  const bool any = std::ranges::any_of(
      document.paragraphs, [](const Paragraph& paragraph) { return !paragraph.values.empty(); });
  for (std::uint32_t i = 0; any && i < pages.pages.size(); ++i) {
    spend(budget, kNanosecondsAPage);
    static_cast<void>(draw_page(document, text, pages, tree, i, cids, TextReach::kFixed));
  }
  return cids;
}

/// Pages, their content and their links; the resources are one dictionary for all.
void write_pages(const StyledDocument& document, const SetText& text, const Pages& pages,
                 const StructTree& tree, const ObjectPlan& plan, FontCids& fonts, FileFrame& frame,
                 PdfMemory* memory, TimeBudget* budget) {
  std::string kids, body;
  if (memory != nullptr) memory->pages.resize(pages.pages.size());
  for (std::uint32_t i = 0; i < pages.pages.size(); ++i) {
    spend(budget, kNanosecondsAPage);
    if (memory != nullptr && !has_value(document, pages.pages[i])) {
      std::string& deflated = memory->pages[i];
      if (deflated.empty()) {
        deflated = frame.deflater().compress(draw_page(document, text, pages, tree, i, fonts),
                                             Effort::kOnce);
      }
      frame.put_deflated(plan.content(i), {}, deflated);
    } else {
      frame.put_stream(plan.content(i), {}, draw_page(document, text, pages, tree, i, fonts));
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
                           const ObjectPlan& plan, FileFrame& frame, PdfWorkspace& workspace,
                           Diagnostics& diagnostics) {
  const ObjectNumber catalog = frame.reserve(), metadata = frame.reserve();
  frame.put_stream(metadata, {{"Type", "/Metadata"}, {"Subtype", "/XML"}},
                   xmp_packet(document.info, {options.date, options.producer}),
                   StreamFilter::kNone);
  std::string body = "<</Type/Catalog/Pages ";
  append_reference(body, plan.page_tree());
  body += "/MarkInfo<</Marked true>>/Lang";
  append_text_string(body, document.info.language);
  body += "/ViewerPreferences<</DisplayDocTitle true";
  if (document.info.right_to_left) body += "/Direction/R2L";
  body += ">>/Metadata ";
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
  const std::string names = destinations(document, pages, tree, plan, frame);
  if (!names.empty()) body += "/Names<</Dests" + names + ">>";
  frame.put(catalog, body + ">>");
  return catalog;
}

}  // namespace

std::string write_pdf(const StyledDocument& document, const SetText& text, const Pages& pages,
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
  write_pages(document, text, pages, structure, plan, cids, frame, memory, workspace.budget);
  write_structure(structure, plan, frame);
  const ObjectNumber catalog =
      write_catalog(document, pages, structure, options, plan, frame, workspace, diagnostics);
  frame.put(plan.resources(), "<</Font" + cids.write(frame, workspace, diagnostics) + ">>");
  const ObjectNumber info = frame.reserve();
  frame.put(info, info_dictionary(document.info, {options.date, options.producer}));
  if (diagnostics.has_errors()) return {};
  return frame.finish(catalog, info);
}

}  // namespace bifolium
