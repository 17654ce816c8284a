#pragma once

#include <cstdint>
#include <string>

#include <qpdf/QPDFObjectHandle.hh>

namespace bifolium {

/// What viewers show for a page: `label` is its page label dictionary with /St as its own number,
/// or null; then it is `number`. Source: ISO 32000-1, 12.4.2.
[[nodiscard]] std::string page_label(QPDFObjectHandle label, std::uint32_t number);

}  // namespace bifolium
