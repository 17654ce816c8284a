#pragma once

#include <string>

#include "core/expected.h"
#include "inspect/pdf_facts.h"

namespace bifolium {

/// Reads any PDF with libqpdf. Fails where the file can't be read, is no PDF, or needs a password;
/// what is merely damaged is read as well as it can be, with a warning.
[[nodiscard]] Expected<PdfFacts, Diagnostic> inspect_pdf(const std::string& path);

}  // namespace bifolium
