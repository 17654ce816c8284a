#include "inspect/xmp_claims.h"

namespace bifolium {
namespace {

/// The value of an attribute or element of that name; empty where it has none. Scanned as text:
/// a packet may be damaged or hold anything, and nothing but these few values is taken from it.
std::string_view value_of(std::string_view xmp, const std::string& name) {
  for (std::size_t at = xmp.find(name); at != std::string_view::npos;
       at = xmp.find(name, at + name.size())) {
    std::string_view rest = xmp.substr(at + name.size());
    if (rest.starts_with('>')) return rest.substr(1, rest.find('<') - 1);
    if (!rest.starts_with('=') || rest.size() < 3) continue;
    const char quote = rest[1];
    if (quote != '"' && quote != '\'') continue;
    rest.remove_prefix(2);
    return rest.substr(0, rest.find(quote));
  }
  return {};
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

std::vector<std::string> xmp_claims(std::string_view xmp) {
  std::vector<std::string> claims;
  if (const auto part = value_of(xmp, "pdfuaid:part"); !part.empty()) {
    claims.push_back("PDF/UA-" + std::string(part));
  }
  if (const auto part = value_of(xmp, "pdfaid:part"); !part.empty()) {
    claims.push_back("PDF/A-" + std::string(part) + lower(value_of(xmp, "pdfaid:conformance")));
  }
  if (const auto version = value_of(xmp, "pdfxid:GTS_PDFXVersion"); !version.empty()) {
    claims.push_back(std::string(version));
  }
  return claims;
}

}  // namespace bifolium
