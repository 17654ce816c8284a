#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <qpdf/QPDFObjectHandle.hh>

#include "inspect/text_decoder.h"

namespace bifolium {

/// The text of a document's marked-content sequences.
struct MarkedText {
  /// By the page or form object that an MCID belongs to, and the MCID.
  std::map<std::pair<QPDFObjGen, long long>, std::string> by_mcid;
  std::map<QPDFObjGen, std::unique_ptr<TextDecoder>> fonts;  ///< Decoders made so far.
};

/// What stands outside the structure on a page.
struct UnstructuredText {
  std::string artifact, untagged;
};

/// Reads a page's content and the forms that it draws. An /ActualText of inner marked content
/// stands for the text inside it (ISO 32000-1, 14.9.4).
[[nodiscard]] UnstructuredText read_marked_text(QPDFObjectHandle page, MarkedText& text);

}  // namespace bifolium
