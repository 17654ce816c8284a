#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bifolium {

/// What a PDF's XMP packet claims to conform to: "PDF/UA-1", "PDF/A-2a", "PDF/X-4". Values may
/// stand as attributes or as elements.
[[nodiscard]] std::vector<std::string> xmp_claims(std::string_view xmp);

}  // namespace bifolium
