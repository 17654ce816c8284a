#include "pdf/metadata.h"

#include <lcms2.h>

#include <memory>

#include "core/check.h"
#include "core/decimal.h"
#include "core/files.h"

namespace bifolium {
namespace {

constexpr std::size_t kProfileLimit = 4'000'000;

struct CloseProfile {
  void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;

/// "D:20261124120000Z" of "2026-11-24T12:00:00Z".
std::string pdf_date(std::string_view iso) {
  BIFOLIUM_CHECK(iso.size() == 20 && iso.back() == 'Z', "a date that is not YYYY-MM-DDThh:mm:ssZ");
  std::string out = "D:";
  for (const char c : iso) {
    if (c >= '0' && c <= '9') out.push_back(c);
  }
  BIFOLIUM_CHECK(out.size() == 16, "a date that is not YYYY-MM-DDThh:mm:ssZ");
  return out + "Z";
}

void append_info(std::string& out, std::string_view key, std::string_view text) {
  if (text.empty()) return;
  out += key;
  append_text_string(out, text);
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out.push_back(c);
    }
  }
}

/// An element with text, or with an array of one item; nothing where there is no text.
void append_element(std::string& out, std::string_view name, std::string_view text,
                    std::string_view open = "", std::string_view close = "") {
  if (text.empty()) return;
  ((out += "<") += name) += ">";
  out += open;
  append_escaped(out, text);
  out += close;
  ((out += "</") += name) += ">\n";
}

constexpr std::string_view kPacketHead =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
    "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"";

constexpr std::string_view kReadingClaim =
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
    "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" "
    "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
    "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
    "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
    "<pdfuaid:part>1</pdfuaid:part>\n";

/// What PDF/X-4 asks of the packet (ISO 15930-7).
constexpr std::string_view kPressClaim =
    " xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\" "
    "xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n"
    "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n"
    "<xmpMM:VersionID>1</xmpMM:VersionID>\n"
    "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
    "<pdf:Trapped>False</pdf:Trapped>\n";

/// "uuid:" and the first 128 bits of a digest, in the form of a UUID that names itself made up
/// (RFC 9562, 5.8).
std::string uuid(std::string_view digest) {
  BIFOLIUM_CHECK(digest.size() >= 32, "a name for a file without a digest");
  std::string hex(digest.substr(0, 32));
  hex[12] = '8';
  hex[16] = 'a';
  for (const std::size_t at : {20U, 16U, 12U, 8U}) hex.insert(at, "-");
  return "uuid:" + hex;
}

/// PDF/A-2 knows no pdfuaid, so the packet describes it (ISO 19005-2, 6.6.2.3.2).
constexpr std::string_view kExtensionSchema =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

constexpr std::string_view kPacketFoot =
    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n";

constexpr std::string_view kDefaultLanguageOpen = "<rdf:Alt><rdf:li xml:lang=\"x-default\">";
constexpr std::string_view kDefaultLanguageClose = "</rdf:li></rdf:Alt>";

/// Why a profile can't be the output intent, or nothing.
std::string_view unsuitable(std::string_view bytes) {
  const Profile profile(
      cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
  if (!profile) return "it is no ICC profile";
  if (cmsGetColorSpace(profile.get()) != cmsSigRgbData) return "its colours are not RGB";
  if (cmsGetDeviceClass(profile.get()) != cmsSigDisplayClass) return "it is not of a display";
  const cmsUInt32Number version = cmsGetEncodedICCversion(profile.get()) >> 24;
  if (version != 2 && version != 4) return "its ICC version is neither 2 nor 4";
  return {};
}

}  // namespace

std::string tagged_entries(const DocumentInfo& info, std::string_view preferences) {
  std::string out = "/MarkInfo<</Marked true>>/Lang";
  append_text_string(out, info.language);
  out += "/ViewerPreferences<</DisplayDocTitle true";
  if (info.right_to_left) out += "/Direction/R2L";
  out += preferences;
  return out + ">>";
}

std::string info_dictionary(const DocumentInfo& info, const FileFacts& file, Claim claim) {
  std::string out = "<<";
  append_info(out, "/Title", info.title);
  append_info(out, "/Author", info.author);
  append_info(out, "/Subject", info.subject);
  append_info(out, "/Keywords", info.keywords);
  append_info(out, "/Producer", file.producer);
  if (!file.date.empty()) {
    const std::string date = pdf_date(file.date);
    append_info(out, "/CreationDate", date);
    append_info(out, "/ModDate", date);
  }
  append_info(out, "/BifoliumLayout", file.layout_hash);
  // Nothing was trapped: colours that meet may show paper between them (ISO 15930-7).
  if (claim == Claim::kPressCopy) out += "/Trapped/False";
  return out + ">>";
}

std::string xmp_packet(const DocumentInfo& info, const FileFacts& file, Claim claim) {
  BIFOLIUM_CHECK(!info.title.empty(), "a document without a title (ISO 14289-1, 7.1)");
  BIFOLIUM_CHECK(!info.language.empty(), "a document without a language (ISO 14289-1, 7.2)");
  std::string out(kPacketHead);
  switch (claim) {
    case Claim::kNone:
      out += ">\n";
      break;
    case Claim::kReadingCopy:
      out += kReadingClaim;
      break;
    case Claim::kPressCopy:
      out += kPressClaim;
      // The file is the only version of what it shows: its name follows from that.
      append_element(out, "xmpMM:DocumentID", uuid(file.layout_hash));
      break;
  }
  append_element(out, "dc:title", info.title, kDefaultLanguageOpen, kDefaultLanguageClose);
  append_element(out, "dc:creator", info.author, "<rdf:Seq><rdf:li>", "</rdf:li></rdf:Seq>");
  append_element(out, "dc:description", info.subject, kDefaultLanguageOpen, kDefaultLanguageClose);
  append_element(out, "dc:language", info.language, "<rdf:Bag><rdf:li>", "</rdf:li></rdf:Bag>");
  append_element(out, "pdf:Keywords", info.keywords);
  append_element(out, "pdf:Producer", file.producer);
  append_element(out, "xmp:CreateDate", file.date);
  append_element(out, "xmp:ModifyDate", file.date);
  append_element(out, "xmp:MetadataDate", file.date);
  if (claim == Claim::kReadingCopy) out += kExtensionSchema;
  out += kPacketFoot;
  return out;
}

std::string write_output_intent(const std::string& profile_path, FileFrame& frame,
                                PdfWorkspace& workspace, Diagnostics& diagnostics) {
  if (workspace.profile.path != profile_path || !workspace.keeps()) {
    const Expected<std::string, Diagnostic> bytes = read_file(profile_path, kProfileLimit);
    if (!bytes) {
      diagnostics.report(DiagnosticCode::kColorProfileUnreadable, {}, {bytes.error().message});
      return "<<>>";
    }
    const std::string_view why = unsuitable(*bytes);
    if (!why.empty()) {
      diagnostics.report(DiagnosticCode::kColorProfileUnsuitable, {}, {profile_path, why});
      return "<<>>";
    }
    workspace.profile = {profile_path, frame.deflater().compress(*bytes, Effort::kKept)};
  }
  const ObjectNumber profile = frame.reserve();
  frame.put_deflated(profile, {{"N", "3"}}, workspace.profile.deflated);
  std::string out =
      "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
      "/Info(sRGB IEC61966-2.1)/DestOutputProfile ";
  append_reference(out, profile);
  return out + ">>";
}

}  // namespace bifolium
