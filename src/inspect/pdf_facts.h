#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "bifolium/diagnostic.h"

namespace bifolium {

/// A page of a PDF. Numbers are kept as the file writes them.
struct PdfPage {
  std::string label;                                       ///< "iv"; what viewers show.
  std::vector<std::pair<std::string, std::string>> boxes;  ///< "MediaBox", "0 0 420 595".
  std::string artifact_text;                               ///< Text that is marked as artifact.
  std::string untagged_text;                               ///< Text that is not marked at all.
};

/// A font that some page names in its resources.
struct PdfFont {
  std::string name;     ///< "ABCDEF+NotoSans-Regular"
  std::string subtype;  ///< Of the descendant for composite fonts: "CIDFontType2".
  bool embedded = false, subset = false, to_unicode = false;
};

struct PdfLink {
  std::uint32_t page = 0;  ///< From 1.
  std::string address;     ///< Web, mail or phone address; or empty.
  std::string target;      ///< Named destination, or "page N"; or empty.
  std::string description;
  std::uint32_t quads = 0;
  bool in_structure = false;  ///< It has a /StructParent.
};

struct PdfOutline {
  int level = 1;
  std::string title;
  std::uint32_t page = 0;  ///< From 1; 0 where it leads to none.
};

struct PdfDestination {
  std::string name;
  std::uint32_t page = 0;
};

enum class PdfNodeKind : std::uint8_t { kElement, kText, kObject };

/// A node of the logical structure in reading order, parents before their kids.
struct PdfNode {
  PdfNodeKind kind = PdfNodeKind::kElement;
  int depth = 0;
  std::uint32_t page = 0;  ///< From 1; 0 where it has none of its own.
  std::string type;        ///< As written: "Callout".
  std::string standard;    ///< After the role map: "Div".
  std::string language, alternate, expansion, id;
  bool has_actual_text = false;
  std::string actual_text;
  std::string text;  ///< kText: what its marked content says.
};

/// What a PDF holds.
struct PdfFacts {
  std::string version, title, language, author, producer, created;
  bool tagged = false;  ///< MarkInfo says so, and a structure tree is there.
  bool displays_title = false;
  std::vector<std::string> claims;  ///< "PDF/UA-1", from its XMP; nothing is verified.
  std::vector<PdfPage> pages;
  std::vector<PdfFont> fonts;
  std::vector<PdfLink> links;
  std::vector<PdfOutline> outlines;
  std::vector<PdfDestination> destinations;
  std::vector<PdfNode> structure;
  std::vector<Diagnostic> diagnostics;  ///< Warnings: it is damaged, or not tagged.
};

}  // namespace bifolium
