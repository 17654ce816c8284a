#include "print/module.h"

#include <exception>
#include <new>
#include <type_traits>

#include "core/diagnostics.h"
#include "print/print_job.h"
#include "print/print_server.h"

namespace {

/// Runs `work`, turning what it may throw into diagnostics.
template <class Work>
void guarded(std::vector<bifolium::Diagnostic>& diagnostics, const Work& work) {
  using bifolium::DiagnosticCode;
  try {
    work();
  } catch (const std::bad_alloc&) {
    diagnostics.push_back(make_diagnostic(DiagnosticCode::kOutOfMemory, {}));
  } catch (const std::exception& fault) {
    diagnostics.push_back(make_diagnostic(DiagnosticCode::kInternalFault, {}, {fault.what()}));
  }
}

}  // namespace

extern "C" [[gnu::visibility("default")]] void bifolium_print_file(
    const bifolium::PrintRequest& request, bifolium::PrintReport& report,
    std::vector<bifolium::Diagnostic>& diagnostics) {
  guarded(diagnostics, [&] { report = bifolium::print_file(request, diagnostics); });
}

extern "C" [[gnu::visibility("default")]] void bifolium_list_printers(
    const std::string& server, std::vector<bifolium::PrinterInfo>& printers,
    std::vector<bifolium::Diagnostic>& diagnostics) {
  guarded(diagnostics, [&] {
    const auto connected = bifolium::PrintServer::connect(server);
    if (!connected) {
      diagnostics.push_back(connected.error());
      return;
    }
    printers = connected->printers();
  });
}

static_assert(std::is_same_v<decltype(bifolium_print_file), bifolium::PrintFile> &&
                  std::is_same_v<decltype(bifolium_list_printers), bifolium::ListPrinters>,
              "the entries are what the program expects");
