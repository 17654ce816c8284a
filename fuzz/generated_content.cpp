#include "generated_leaflet.h"

#include <string>
#include <string_view>

namespace bifolium::fuzz {
namespace {

constexpr const char* kWordsOf[] = {
    "a",
    "of",
    "leiomyosarcoma",
    "5",
    "mg",
    "co-operate",
    "and/or",
    "3.5",
    "Zelle",
    "fi",
    "ffl",
    "السلام",
    "עברית",
    "हिन्दी",
    "ไทยแลนด์",
    "é",
    "e\xCC\x81",
    "ÅΩ",
    "→",
    "€",
    "§",
    "“quoted”",
    "(brackets)",
    "https://example.org/a/b?c=d",
    "x\xC2\xA0y",
    "so&#xAD;ft",
    "zero\xE2\x80\x8Bwidth",
    "\xE2\x80\x8Fmark",
    "100\xE2\x80\x89%",
    "1–2",
    "—",
    "…",
    "&amp;",
    "&lt;p&gt;",
    "<![CDATA[<x>&]]>",
    "<!-- c -->",
    "&#x2028;",
    "ß",
    "İ",
    "ﬁ",
    "½",
    "Донаудампфшиффарт",
    "ქართული",
    "አማርኛ",
    "&#x200D;",
    "&#x301;",
    "&#x202E;",
};
constexpr const char* kLanguages[] = {"en", "de", "ar", "he", "hi", "th", "zh-Hant", "tr", "uk"};
constexpr const char* kMeta[] = {
    "subtitle",         "short-title", "title-en",  "author",     "department", "publisher",
    "reference-number", "version",     "audience",  "reviewer",   "evidence",   "feedback",
    "other-formats",    "keywords",    "copyright", "disclaimer", "translator"};

class ContentWriter {
 public:
  explicit ContentWriter(Choices& choices) : choices_(choices) {}

  std::string write() {
    references_ = choices_.one_in(2) ? choices_.below(6) : 0;
    out_ = "<leaflet xmlns=\"urn:bifolium:content:1\" xml:lang=\"en\" xml:id=\"top\"";
    if (choices_.one_in(4)) attribute(out_, "dir", "rtl");
    out_ += "><meta>";
    wrap("title", [&] { words(6); });
    for (const char* name : kMeta) {
      if (choices_.one_in(4)) plain(name);
    }
    if (choices_.one_in(3)) out_ += "<issued>2026-03-01</issued><review>2028-03-01</review>";
    out_ += "</meta>\n";
    do {
      block(kInSection, 0);
    } while (!choices_.empty() && out_.size() < kMostBytes);
    if (references_ > 0) references();
    return out_ + "</leaflet>\n";
  }

 private:
  static constexpr std::size_t kMostBytes = 20'000;
  static constexpr int kDeepest = 9;
  // What may stand where (content.rng): each takes in those above it.
  enum Kind { kInQuote, kInBox, kInItem, kInSection };

  template <class Inner>
  void wrap(std::string_view name, const Inner& inner, std::string_view attributes = "") {
    out_.append("<").append(name).append(attributes);
    if (choices_.one_in(12)) attribute(out_, "xml:lang", choices_.of(kLanguages));
    out_ += ">";
    inner();
    out_.append("</").append(name).append(">");
  }

  void plain(std::string_view name) {
    out_.append("<").append(name).append(">");
    words(8);
    out_.append("</").append(name).append(">");
  }

  void words(std::uint32_t most) {
    out_ += "w";
    for (std::uint32_t n = choices_.below(most + 1); n > 0; --n) {
      if (!choices_.one_in(5)) out_ += ' ';
      out_ += choices_.of(kWordsOf);
    }
  }

  [[nodiscard]] std::string target() { return "s" + std::to_string(choices_.below(sections_)); }

  void inline_text(int depth, bool phrase) {
    words(10);
    while (choices_.one_in(3) && depth < kDeepest) {
      inline_element(depth, phrase);
      if (choices_.one_in(2)) words(4);
    }
    if (choices_.one_in(40)) {
      for (std::uint32_t n = choices_.unit() / 16; n > 0; --n) out_ += "longword"[n % 8];
    }
  }

  void inline_element(int depth, bool phrase) {
    const auto inner = [&] { inline_text(depth + 1, phrase); };
    const auto phrase_inner = [&] { inline_text(depth + 1, true); };
    switch (choices_.below(phrase ? 10 : 14)) {
      case 0:
        return wrap("em", inner);
      case 1:
        return wrap("strong", inner);
      case 2:
        return wrap("q", inner);
      case 3:
        return void(out_ += "<foreign xml:lang=\"de\">Gemüse und Obst</foreign>");
      case 4:
        return void(out_ += "<abbr title=\"magnetic\">MRI<sub>2</sub></abbr>");
      case 5:
        return void(out_ += "<sub>2</sub>");
      case 6:
        return void(out_ += "x<sup>-3</sup>");
      case 7:
        return void(out_ += "<phone>+44 (0)20 7946 0000</phone>");
      case 8:
        return void(out_ += "<email>long.name@example.org</email>");
      case 9:
        return void(out_ += "<measure>5 mg</measure>");
      case 10:
        return wrap("link", phrase_inner, " href=\"https://example.org/x?y=%20z\"");
      case 11:
        if (sections_ == 0) return;
        if (choices_.one_in(2)) return void(out_ += "<xref to=\"" + target() + "\"/>");
        return wrap("xref", phrase_inner, " to=\"" + target() + "\"");
      case 12:
        return void(out_ += "<br/>w");
      default:
        if (references_ == 0) return;
        out_ += "<cite to=\"r" + std::to_string(choices_.below(references_)) + "\"/>";
    }
  }

  void item(std::string_view name, int depth) {
    wrap(name, [&] {
      if (choices_.one_in(4) && depth < kDeepest) {
        blocks(kInItem, depth + 1);
      } else {
        if (choices_.one_in(6)) wrap("lead", [&] { words(3); });
        inline_text(0, false);
      }
    });
  }

  void items(std::string_view name, int depth) {
    do {
      item(name, depth);
    } while (choices_.one_in(2) && out_.size() < kMostBytes);
  }

  void blocks(Kind kind, int depth) {
    do {
      block(kind, depth);
    } while (choices_.one_in(3));
  }

  void block(Kind kind, int depth) {
    static constexpr std::uint32_t kCounts[] = {4, 8, 9, 12};
    if (depth >= kDeepest) return paragraph();
    switch (choices_.below(kCounts[kind])) {
      case 0:
      case 1:
        return paragraph();
      case 2:
      case 3:
        return list(depth);
      case 4:
        return wrap("steps", [&] { items("step", depth); });
      case 5:
        return pairs("definitions", "term", "definition", depth);
      case 6:
        return wrap("quote", [&] { blocks(kInQuote, depth + 1); });
      case 7:
        return contacts();
      case 8:
        return callout(depth);
      case 9:
        return pairs("faq", "question", "answer", depth);
      case 10:
        return titled("key-points", [&] { items("item", depth); });
      default:
        section(depth);
    }
  }

  void paragraph() {
    wrap("p", [&] {
      if (choices_.one_in(8)) wrap("lead", [&] { words(3); });
      inline_text(0, false);
    });
  }

  void list(int depth) {
    static constexpr const char* kKinds[] = {"",
                                             " kind=\"check\"",
                                             " kind=\"none\"",
                                             " kind=\"number\" start=\"9998\"",
                                             " kind=\"letter\" start=\"700\"",
                                             " kind=\"roman\" start=\"3888\""};
    const char* kind = choices_.of(kKinds);
    wrap(
        "list", [&] { items("item", depth); }, kind);
  }

  void pairs(std::string_view name, std::string_view first, std::string_view second, int depth) {
    wrap(name, [&] {
      do {
        wrap(first, [&] { inline_text(4, true); });
        item(second, depth);
      } while (choices_.one_in(2));
    });
  }

  template <class Inner>
  void titled(std::string_view name, const Inner& inner, std::string_view attributes = "") {
    wrap(
        name,
        [&] {
          if (choices_.one_in(2)) wrap("title", [&] { inline_text(4, true); });
          inner();
        },
        attributes);
  }

  void callout(int depth) {
    static constexpr const char* kKinds[] = {" kind=\"information\"", " kind=\"important\"",
                                             " kind=\"warning\"", " kind=\"emergency\""};
    const char* kind = choices_.of(kKinds);
    titled(
        "callout", [&] { blocks(kInBox, depth + 1); }, kind);
  }

  void contacts() {
    wrap("contacts", [&] {
      do {
        wrap("contact", [&] {
          if (choices_.one_in(2)) wrap("name", [&] { words(4); });
          out_ += "<phone>01234 567 890</phone>";
          if (choices_.one_in(2)) wrap("address", [&] { inline_text(0, false); });
          if (choices_.one_in(2)) wrap("hours", [&] { inline_text(0, false); });
        });
      } while (choices_.one_in(2));
    });
  }

  void section(int depth) {
    if (section_depth_ == 5) return paragraph();
    ++section_depth_;
    const std::string id = " xml:id=\"s" + std::to_string(sections_++) + "\"";
    wrap(
        "section",
        [&] {
          wrap("title", [&] { inline_text(4, true); });
          blocks(kInSection, depth + 1);
        },
        id);
    --section_depth_;
  }

  void references() {
    static constexpr const char* kPrints[] = {"", " print=\"full\"", " print=\"link\"",
                                              " print=\"none\""};
    const char* print = choices_.of(kPrints);
    wrap(
        "references",
        [&] {
          for (std::uint32_t i = 0; i < references_; ++i) {
            std::string attributes = " xml:id=\"r" + std::to_string(i) + "\"";
            if (choices_.one_in(2))
              attributes += " href=\"https://example.org/very/long/path_name\"";
            wrap(
                "reference",
                [&] {
                  wrap("title", [&] { inline_text(6, true); });
                  if (choices_.one_in(2)) wrap("source", [&] { words(5); });
                },
                attributes);
          }
        },
        print);
  }

  Choices& choices_;
  std::string out_;
  std::uint32_t references_ = 0;
  std::uint32_t sections_ = 0;
  int section_depth_ = 0;
};

}  // namespace

std::string generated_content(Choices& choices) { return ContentWriter(choices).write(); }

}  // namespace bifolium::fuzz
