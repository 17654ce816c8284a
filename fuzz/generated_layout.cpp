#include "generated_leaflet.h"

#include <iterator>
#include <string>

namespace bifolium::fuzz {
namespace {

constexpr const char* kSizes[] = {"A5", "A6", "A4", "DL", "A3"};
constexpr const char* kMatches[] = {"leaflet",
                                    "p",
                                    "section > title",
                                    "item",
                                    "item, step",
                                    "list",
                                    "callout",
                                    "callout[kind=warning]",
                                    "callout > title",
                                    "key-points",
                                    "contact",
                                    "contacts",
                                    "quote",
                                    "question",
                                    "answer",
                                    "term",
                                    "definition",
                                    "em",
                                    "strong",
                                    "link",
                                    "sup",
                                    "section",
                                    "cover",
                                    "cover-banner",
                                    "cover-title",
                                    "cover-facts",
                                    "cover-fact",
                                    "body",
                                    "references",
                                    "references-page",
                                    "reference",
                                    "reference-number",
                                    "trace",
                                    "trace-entry",
                                    "trace-label",
                                    "disclaimer",
                                    "running",
                                    "*",
                                    "heading",
                                    "contact-label",
                                    "steps",
                                    "faq"};
constexpr const char* kLengths[] = {"0pt",  "1pt",   "0.001pt", "3mm",  "17.5pt", "1em",  "40mm",
                                    "50%",  "100%",  "10cm",    "2rem", "300mm",  "90%",  "2000mm",
                                    "12pt", "0.5em", "100em",   "33%",  "5.3mm",  "148mm"};
constexpr const char* kSmallLengths[] = {"0pt", "0.5pt", "1mm", "5mm", "150pt", "0.1em"};
constexpr const char* kTypeSizes[] = {"12pt", "4pt", "200pt", "1.5em", "40pt", "0.5rem", "18pt"};
constexpr const char* kSpacings[] = {"0pt", "1pt", "-1pt", "0.2em", "-0.3em", "20pt"};
constexpr const char* kColors[] = {"ink", "paper", "accent", "#777777", "warning", "#FFFFFF"};
constexpr const char* kYesNo[] = {"yes", "no"};
constexpr const char* kMarkers[] = {"none",         "disc",        "check", "decimal",
                                    "lower-letter", "upper-roman", "'→'",   "'wide label here'",
                                    "'&amp;'"};
constexpr const char* kFields[] = {"page",        "pages",     "page-of", "section-title", "title",
                                   "short-title", "publisher", "issued",  "author"};

enum class Values { kLength, kSmall, kType, kSpacing, kColor, kYesNo, kMarker, kCount, kOther };
struct Property {
  const char* name;
  Values values;
};
constexpr Property kProperties[] = {{"size", Values::kType},
                                    {"leading", Values::kType},
                                    {"letter-spacing", Values::kSpacing},
                                    {"baseline-shift", Values::kSpacing},
                                    {"color", Values::kColor},
                                    {"hyphenate", Values::kYesNo},
                                    {"variants", Values::kYesNo},
                                    {"indent", Values::kLength},
                                    {"indent-start", Values::kLength},
                                    {"indent-end", Values::kLength},
                                    {"space-before", Values::kLength},
                                    {"space-after", Values::kLength},
                                    {"keep-with-next", Values::kYesNo},
                                    {"keep-together", Values::kYesNo},
                                    {"background", Values::kColor},
                                    {"padding-block", Values::kLength},
                                    {"padding-inline", Values::kLength},
                                    {"bar", Values::kSmall},
                                    {"bar-color", Values::kColor},
                                    {"rule-above", Values::kSmall},
                                    {"rule-below", Values::kSmall},
                                    {"rule-color", Values::kColor},
                                    {"border", Values::kSmall},
                                    {"border-color", Values::kColor},
                                    {"min-height", Values::kLength},
                                    {"marker", Values::kMarker},
                                    {"marker-size", Values::kType},
                                    {"hang", Values::kLength},
                                    {"columns", Values::kCount},
                                    {"column-gap", Values::kLength},
                                    {"widows", Values::kCount},
                                    {"orphans", Values::kCount},
                                    {"align", Values::kOther},
                                    {"break-before", Values::kOther},
                                    {"vertical-align", Values::kOther},
                                    {"display", Values::kOther},
                                    {"features", Values::kOther}};

std::string other_value(Choices& choices, std::string_view name) {
  static constexpr const char* kAligns[] = {"start", "end", "center", "justify"};
  static constexpr const char* kBreaks[] = {"no", "page", "recto"};
  static constexpr const char* kPlaces[] = {"start", "center", "end"};
  static constexpr const char* kShown[] = {"block", "block", "block", "none"};
  static constexpr const char* kFeatures[] = {"none", "tnum liga=0", "smcp", "zero frac onum"};
  if (name == "align") return choices.of(kAligns);
  if (name == "break-before") return choices.of(kBreaks);
  if (name == "vertical-align") return choices.of(kPlaces);
  if (name == "display") return choices.of(kShown);
  return choices.of(kFeatures);
}

std::string value(Choices& choices, const Property& property) {
  switch (property.values) {
    case Values::kLength:
      return choices.of(kLengths);
    case Values::kSmall:
      return choices.of(kSmallLengths);
    case Values::kType:
      return choices.of(kTypeSizes);
    case Values::kSpacing:
      return choices.of(kSpacings);
    case Values::kColor:
      return choices.of(kColors);
    case Values::kYesNo:
      return choices.of(kYesNo);
    case Values::kMarker:
      return choices.of(kMarkers);
    case Values::kCount:
      return std::to_string(choices.between(1, 4));
    case Values::kOther:
      break;
  }
  return other_value(choices, property.name);
}

void page(Choices& choices, std::string& out) {
  out += "<page";
  if (choices.one_in(4)) {
    attribute(out, "width", std::to_string(choices.between(20, 300)) + "mm");
    attribute(out, "height", std::to_string(choices.between(20, 300)) + "mm");
  } else {
    attribute(out, "size", choices.of(kSizes));
  }
  for (const char* edge : {"inner", "outer", "top", "bottom", "bleed"}) {
    if (choices.one_in(3)) attribute(out, edge, std::to_string(choices.between(0, 70)) + "mm");
  }
  attribute(out, "facing", choices.of(kYesNo));
  attribute(out, "columns", std::to_string(choices.one_in(2) ? choices.between(1, 4) : 1));
  attribute(out, "column-gap", std::to_string(choices.between(0, 30)) + "pt");
  out += "/>\n";
}

void style(Choices& choices, std::string& out) {
  out += "<style";
  attribute(out, "match", choices.of(kMatches));
  // Each property once: a step through the list for each.
  std::size_t at = choices.below(static_cast<std::uint32_t>(std::size(kProperties)));
  for (std::uint32_t n = 1 + choices.below(4); n > 0 && at < std::size(kProperties); --n) {
    attribute(out, kProperties[at].name, value(choices, kProperties[at]));
    at += 1 + choices.below(12);
  }
  out += "/>\n";
}

}  // namespace

std::string generated_layout(Choices& choices) {
  std::string out = "<layout xmlns=\"urn:bifolium:layout:1\" name=\"made\" title=\"Made\"";
  attribute(out, "extends", choices.one_in(3) ? "handout-a4" : "leaflet-a5");
  out += ">\n";
  if (choices.one_in(2)) page(choices, out);
  for (std::uint32_t n = choices.below(7); n > 0; --n) style(choices, out);
  if (choices.one_in(3)) {
    out +=
        "<running name=\"fuzz\" pages=\"first recto verso\" edge=\"head\" at=\"center\" "
        "baseline=\"5mm\" style=\"folio\"><field name=\"";
    out += choices.of(kFields);
    out += "\"/> of <field name=\"pages\"/></running>\n";
  }
  return out + "</layout>\n";
}

}  // namespace bifolium::fuzz
