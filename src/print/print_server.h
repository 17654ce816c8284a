#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/expected.h"
#include "print/module.h"

namespace bifolium {

/// A connection to a CUPS server, and the printers that it knew when it was made. What libcups
/// would do beyond that (look for printers in the network, ask for a password on the terminal) is
/// not done.
class PrintServer {
 public:
  /// `address` is HOST[:PORT], or the path of a socket.
  [[nodiscard]] static Expected<PrintServer, Diagnostic> connect(const std::string& address);
  PrintServer(PrintServer&&) noexcept;
  PrintServer& operator=(PrintServer&&) noexcept;
  ~PrintServer();

  /// All printers, by name.
  [[nodiscard]] std::vector<PrinterInfo> printers() const;

  struct State;
  [[nodiscard]] State& state() const { return *state_; }

 private:
  explicit PrintServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bifolium
