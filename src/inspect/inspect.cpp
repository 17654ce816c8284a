#include "inspect/inspect.h"

#include <algorithm>
#include <exception>
#include <map>
#include <set>
#include <string_view>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFNameTreeObjectHelper.hh>
#include <qpdf/QPDFOutlineDocumentHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageLabelDocumentHelper.hh>

#include "core/diagnostics.h"
#include "core/files.h"
#include "inspect/marked_text.h"
#include "inspect/page_label.h"
#include "inspect/structure.h"
#include "inspect/xmp_claims.h"

namespace bifolium {
namespace {

constexpr std::size_t kLargestPdf = std::size_t{1} << 30;  // Bytes; a stated limit.
constexpr int kDeepestOutline = 64;

QPDFObjectHandle entry(QPDFObjectHandle dictionary, const std::string& key) {
  return dictionary.isDictionary() ? dictionary.getKey(key) : QPDFObjectHandle::newNull();
}

std::string text_of(QPDFObjectHandle dictionary, const std::string& key) {
  QPDFObjectHandle value = entry(dictionary, key);
  return value.isString() ? value.getUTF8Value() : std::string();
}

std::string name_of(QPDFObjectHandle dictionary, const std::string& key) {
  QPDFObjectHandle value = entry(dictionary, key);
  return value.isName() ? value.getName().substr(1) : std::string();
}

bool is_true(QPDFObjectHandle value) { return value.isBool() && value.getBoolValue(); }

/// Fills the facts of one document, a member a kind of fact.
class Inspector {
 public:
  explicit Inspector(QPDF& pdf) : pdf_(pdf), root_(pdf.getRoot()) {}

  PdfFacts facts() {
    pages_ = QPDFPageDocumentHelper(pdf_).getAllPages();
    for (const QPDFPageObjectHelper& page : pages_) {
      numbers_[page.getObjectHandle().getObjGen()] =
          static_cast<std::uint32_t>(numbers_.size()) + 1;
    }
    read_document();
    QPDFPageLabelDocumentHelper labels(pdf_);
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      read_page(pages_[i], labels.getLabelForPage(static_cast<long long>(i)),
                static_cast<std::uint32_t>(i) + 1);
    }
    read_destinations();
    read_outlines(entry(root_, "/Outlines"), 1);
    facts_.structure = read_structure(pdf_, text_, numbers_);
    facts_.tagged =
        is_true(entry(entry(root_, "/MarkInfo"), "/Marked")) && !facts_.structure.empty();
    return std::move(facts_);
  }

 private:
  void read_document() {
    facts_.version = pdf_.getPDFVersion();
    facts_.language = text_of(root_, "/Lang");
    facts_.displays_title = is_true(entry(entry(root_, "/ViewerPreferences"), "/DisplayDocTitle"));
    QPDFObjectHandle info = entry(pdf_.getTrailer(), "/Info");
    facts_.title = text_of(info, "/Title");
    facts_.author = text_of(info, "/Author");
    facts_.producer = text_of(info, "/Producer");
    facts_.created = text_of(info, "/CreationDate");
    QPDFObjectHandle metadata = entry(root_, "/Metadata");
    if (!metadata.isStream()) return;
    const auto bytes = metadata.getStreamData(qpdf_dl_generalized);
    facts_.claims =
        xmp_claims({reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()});
  }

  void read_page(QPDFPageObjectHelper page, QPDFObjectHandle label, std::uint32_t number) {
    PdfPage& facts = facts_.pages.emplace_back();
    facts.label = page_label(label, number);
    for (const char* box : {"/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"}) {
      QPDFObjectHandle value = page.getAttribute(box, false);
      if (!value.isArray()) continue;
      std::string rect;
      for (const QPDFObjectHandle& side : value.aitems()) {
        if (!rect.empty()) rect += ' ';
        rect += QPDFObjectHandle(side).unparseResolved();
      }
      facts.boxes.emplace_back(box + 1, rect);
    }
    read_fonts(page.getAttribute("/Resources", false), 0);
    for (const QPDFAnnotationObjectHelper& annotation : page.getAnnotations("/Link")) {
      read_link(annotation.getObjectHandle(), number);
    }
    UnstructuredText rest = read_marked_text(page.getObjectHandle(), text_);
    facts.artifact_text = std::move(rest.artifact);
    facts.untagged_text = std::move(rest.untagged);
  }

  void read_fonts(QPDFObjectHandle resources, int depth) {
    QPDFObjectHandle fonts = entry(resources, "/Font");
    if (fonts.isDictionary()) {
      for (const auto& [key, font] : fonts.ditems()) {
        if (font.isIndirect() && !seen_.insert(font.getObjGen()).second) continue;
        if (QPDFObjectHandle(font).isDictionary()) read_font(font);
      }
    }
    QPDFObjectHandle forms = entry(resources, "/XObject");
    if (!forms.isDictionary() || depth >= kDeepestOutline) return;
    for (auto [key, form] : forms.ditems()) {
      if (!form.isStream() || !seen_.insert(form.getObjGen()).second) continue;
      read_fonts(form.getDict().getKey("/Resources"), depth + 1);
    }
  }

  void read_font(QPDFObjectHandle font) {
    PdfFont& facts = facts_.fonts.emplace_back();
    facts.name = name_of(font, "/BaseFont");
    facts.to_unicode = entry(font, "/ToUnicode").isStream();
    QPDFObjectHandle descendants = entry(font, "/DescendantFonts");
    QPDFObjectHandle face = font;
    if (descendants.isArray() && descendants.getArrayNItems() > 0) {
      face = descendants.getArrayItem(0);
    }
    facts.subtype = name_of(face, "/Subtype");
    QPDFObjectHandle descriptor = entry(face, "/FontDescriptor");
    for (const char* file : {"/FontFile", "/FontFile2", "/FontFile3"}) {
      if (entry(descriptor, file).isStream()) facts.embedded = true;
    }
    if (facts.subtype == "Type3") facts.embedded = true;
    // Six letters and a plus sign (ISO 32000-1, 9.6.4).
    facts.subset = facts.name.size() > 7 && facts.name[6] == '+';
  }

  void read_link(QPDFObjectHandle link, std::uint32_t page) {
    PdfLink& facts = facts_.links.emplace_back();
    facts.page = page;
    facts.description = text_of(link, "/Contents");
    facts.in_structure = entry(link, "/StructParent").isInteger();
    QPDFObjectHandle quads = entry(link, "/QuadPoints");
    facts.quads = quads.isArray() ? static_cast<std::uint32_t>(quads.getArrayNItems()) / 8 : 1;
    QPDFObjectHandle action = entry(link, "/A");
    if (name_of(action, "/S") == "URI") {
      facts.address = text_of(action, "/URI");
      return;
    }
    QPDFObjectHandle target = entry(link, "/Dest");
    if (target.isNull()) target = entry(action, "/D");
    if (target.isString()) {
      facts.target = target.getUTF8Value();
    } else if (target.isName()) {
      facts.target = target.getName().substr(1);
    } else if (const std::uint32_t leads_to = page_of(target); leads_to > 0) {
      facts.target = "page " + std::to_string(leads_to);
    }
  }

  /// The page that a destination leads to, from 1; 0 for none.
  std::uint32_t page_of(QPDFObjectHandle destination) {
    if (destination.isDictionary()) destination = destination.getKey("/D");
    if (!destination.isArray() || destination.getArrayNItems() == 0) return 0;
    const auto found = numbers_.find(destination.getArrayItem(0).getObjGen());
    return found != numbers_.end() ? found->second : 0;
  }

  void read_destinations() {
    QPDFObjectHandle old_style = entry(root_, "/Dests");
    if (old_style.isDictionary()) {
      for (const auto& [name, value] : old_style.ditems()) {
        facts_.destinations.push_back({name.substr(1), page_of(value)});
      }
    }
    QPDFObjectHandle names = entry(entry(root_, "/Names"), "/Dests");
    if (!names.isDictionary()) return;
    for (auto& [name, value] : QPDFNameTreeObjectHelper(names, pdf_, false)) {
      facts_.destinations.push_back({name, page_of(value)});
    }
  }

  std::uint32_t named_page(QPDFObjectHandle destination) {
    std::string name;
    if (destination.isString()) name = destination.getUTF8Value();
    if (destination.isName()) name = destination.getName().substr(1);
    if (name.empty()) return page_of(destination);
    for (const PdfDestination& known : facts_.destinations) {
      if (known.name == name) return known.page;
    }
    return 0;
  }

  void read_outlines(QPDFObjectHandle parent, int level) {
    if (level > kDeepestOutline) return;
    QPDFObjectHandle item = entry(parent, "/First");
    while (item.isDictionary()) {
      if (item.isIndirect() && !seen_.insert(item.getObjGen()).second) return;
      QPDFObjectHandle target = item.getKey("/Dest");
      if (target.isNull()) target = entry(item.getKey("/A"), "/D");
      facts_.outlines.push_back({level, text_of(item, "/Title"), named_page(target)});
      read_outlines(item, level + 1);
      item = item.getKey("/Next");
    }
  }

  QPDF& pdf_;
  QPDFObjectHandle root_;
  std::vector<QPDFPageObjectHelper> pages_;
  std::map<QPDFObjGen, std::uint32_t> numbers_;
  std::set<QPDFObjGen> seen_;
  MarkedText text_;
  PdfFacts facts_;
};

}  // namespace

Expected<PdfFacts, Diagnostic> inspect_pdf(const std::string& path) {
  const Expected<std::string, Diagnostic> bytes = read_file(path, kLargestPdf);
  if (!bytes) return Unexpected<Diagnostic>{bytes.error()};
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile(path.c_str(), bytes->data(), bytes->size());
    PdfFacts facts = Inspector(pdf).facts();
    const std::vector<QPDFExc> warnings = pdf.getWarnings();
    if (!warnings.empty()) {
      facts.diagnostics.push_back(make_diagnostic(DiagnosticCode::kPdfDamaged, {},
                                                  {path, warnings.front().getMessageDetail()}));
    }
    if (!facts.tagged) {
      facts.diagnostics.push_back(make_diagnostic(DiagnosticCode::kPdfUntagged, {}, {path}));
    }
    return facts;
  } catch (const QPDFExc& fault) {
    if (fault.getErrorCode() == qpdf_e_password) {
      return Unexpected<Diagnostic>{make_diagnostic(DiagnosticCode::kPdfEncrypted, {}, {path})};
    }
    const std::string why = fault.getMessageDetail();
    return Unexpected<Diagnostic>{make_diagnostic(DiagnosticCode::kPdfUnreadable, {}, {path, why})};
  } catch (const std::exception& fault) {
    return Unexpected<Diagnostic>{
        make_diagnostic(DiagnosticCode::kPdfUnreadable, {}, {path, fault.what()})};
  }
}

}  // namespace bifolium
