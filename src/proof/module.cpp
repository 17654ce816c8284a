#include "proof/module.h"

#include <exception>
#include <new>
#include <type_traits>

#include "core/diagnostics.h"
#include "proof/contact_sheet.h"

extern "C" [[gnu::visibility("default")]] void bifolium_write_proof(
    const bifolium::ProofOptions& options, std::vector<bifolium::ProofPicture>& pictures,
    std::vector<bifolium::Diagnostic>& diagnostics) {
  using bifolium::DiagnosticCode;
  try {
    pictures = bifolium::write_contact_sheets(options, diagnostics);
  } catch (const std::bad_alloc&) {
    diagnostics.push_back(make_diagnostic(DiagnosticCode::kOutOfMemory, {}));
  } catch (const std::exception& fault) {
    diagnostics.push_back(make_diagnostic(DiagnosticCode::kInternalFault, {}, {fault.what()}));
  }
}

static_assert(std::is_same_v<decltype(bifolium_write_proof), bifolium::WriteProof>,
              "the entry is what the program expects");
