#include "print/print_server.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/descriptor.h"
#include "core/diagnostics.h"
#include "print/cups_handles.h"

namespace bifolium {
namespace {

constexpr int kConnectMilliseconds = 30'000;

/// RFC 8011, 5.4.11: 3 idle, 4 processing, 5 stopped.
std::string state_of(const cups_dest_t& dest) {
  const std::string state = dest_value(dest, "printer-state");
  std::string text = state == "3" ? "idle" : state == "4" ? "printing" : "stopped";
  if (dest_value(dest, "printer-is-accepting-jobs") == "false") text += ", takes no jobs";
  return text;
}

/// Why nobody listens on a socket; empty where somebody does. libcups keeps that to itself.
std::string socket_fault(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) return std::strerror(ENAMETOOLONG);
  path.copy(address.sun_path, path.size());
  const Descriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  return ::connect(probe.get(), generic, sizeof(address)) == 0 ? "" : std::strerror(errno);
}

/// No password is asked for: the command may run where nobody is.
const char* no_password(const char*, http_t*, const char*, const char*, void*) { return nullptr; }

}  // namespace

PrintServer::PrintServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
PrintServer::PrintServer(PrintServer&&) noexcept = default;
PrintServer& PrintServer::operator=(PrintServer&&) noexcept = default;
PrintServer::~PrintServer() = default;

Expected<PrintServer, Diagnostic> PrintServer::connect(const std::string& address) {
  ::cupsSetServer(address.c_str());
  ::cupsSetPasswordCB2(no_password, nullptr);
  auto state = std::make_unique<State>();
  std::string why = address.starts_with('/') ? socket_fault(address) : "";
  if (why.empty()) {
    state->http.reset(::httpConnect2(::cupsServer(), ::ippPort(), nullptr, AF_UNSPEC,
                                     ::cupsEncryption(), 1, kConnectMilliseconds, nullptr));
    if (!state->http) why = "it doesn't answer";
  }
  if (why.empty()) {
    state->dests = std::make_unique<Dests>(state->http.get());
    // A server without printers says that it found none.
    const ipp_status_t status = ::cupsLastError();
    if (status > IPP_STATUS_OK_EVENTS_COMPLETE && status != IPP_STATUS_ERROR_NOT_FOUND) {
      why = ::cupsLastErrorString();
    }
  }
  if (!why.empty()) {
    return Unexpected<Diagnostic>{
        make_diagnostic(DiagnosticCode::kNoPrintServer, {}, {address, why})};
  }
  return PrintServer(std::move(state));
}

std::vector<PrinterInfo> PrintServer::printers() const {
  std::vector<PrinterInfo> printers;
  for (const cups_dest_t& dest : *state_->dests) {
    if (dest.instance != nullptr) continue;  // A user's own options of a printer.
    std::string description = dest_value(dest, "printer-info");
    const std::string model = dest_value(dest, "printer-make-and-model");
    if (description.empty() || description == dest.name) description = model;
    printers.push_back({dest.name, description, state_of(dest), dest.is_default != 0});
  }
  std::ranges::sort(printers, {}, &PrinterInfo::name);
  return printers;
}

}  // namespace bifolium
