#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bifolium/diagnostic.h"
#include "print/print_settings.h"

namespace bifolium {

/// Whether to wait until the printer has done with the job.
enum class PrintWait : std::uint8_t { kNo, kUntilTheEnd };

/// A file for a printer.
struct PrintRequest {
  std::string server;   ///< HOST[:PORT], or the path of a socket.
  std::string printer;  ///< Empty: the default one.
  std::string file;     ///< The PDF.
  PrintSettings settings;
  PrintWait wait = PrintWait::kNo;
};

/// What became of it.
struct PrintReport {
  std::string printer;
  int job = 0;         ///< 0 where none was made.
  bool ended = false;  ///< It was waited for, and is printed.
};

/// A printer of the server.
struct PrinterInfo {
  std::string name;
  std::string description;
  std::string state;  ///< "idle", "printing", "stopped"; with "takes no jobs" where that is so.
  bool is_default = false;
};

/// What the module bifolium_print.so exports, for the program to load on demand: no other command
/// needs libcups.
inline constexpr char kPrintModule[] = "bifolium_print.so";
inline constexpr char kPrintEntry[] = "bifolium_print_file";
inline constexpr char kPrintersEntry[] = "bifolium_list_printers";

/// Sends the file to the printer. What went wrong goes into `diagnostics`. Both sides are built
/// together, so types of C++ may cross. Never throws.
using PrintFile = void(const PrintRequest& request, PrintReport& report,
                       std::vector<Diagnostic>& diagnostics);

/// Lists the server's printers, by name.
using ListPrinters = void(const std::string& server, std::vector<PrinterInfo>& printers,
                          std::vector<Diagnostic>& diagnostics);

}  // namespace bifolium
