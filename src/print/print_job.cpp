#include "print/print_job.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string_view>
#include <thread>

#include "core/decimal.h"
#include "core/diagnostics.h"
#include "core/files.h"
#include "core/nearest_name.h"
#include "print/cups_handles.h"
#include "print/print_server.h"

namespace bifolium {
namespace {

constexpr std::size_t kLargestPdf = std::size_t{1} << 30;  // Bytes; as `inspect` reads at most.
constexpr std::size_t kHead = 1024;       // ISO 32000-1, H.3, note 13: where the header may stand.
constexpr std::size_t kMostListed = 400;  // Characters of what a printer can do.
constexpr auto kBetweenLooks = std::chrono::milliseconds(300);

Diagnostic fault(DiagnosticCode code, std::initializer_list<std::string_view> args) {
  return make_diagnostic(code, {}, args);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// One file on its way to a printer.
class PrintJob {
 public:
  PrintJob(const PrintServer& server, const PrintRequest& request, cups_dest_t& dest,
           std::vector<Diagnostic>& diagnostics)
      : http_(server.state().http.get()),
        request_(request),
        settings_(request.settings),
        dest_(dest),
        diagnostics_(diagnostics) {}

  /// Whether the printer takes jobs, and can do what is asked of it; says what it can't.
  bool can_be_printed() {
    if (dest_value(dest_, "printer-is-accepting-jobs") == "false") {
      diagnostics_.push_back(fault(DiagnosticCode::kPrinterRefuses, {dest_.name, why()}));
      return false;
    }
    info_.reset(::cupsCopyDestInfo(http_, &dest_));
    if (!info_) {
      failed(::cupsLastErrorString());
      return false;
    }
    bool can = true;
    if (settings_.copies > 0) can &= can_do("copies", "copies", integer_text(settings_.copies));
    if (!settings_.sides.empty()) can &= can_do("sides", "sides", settings_.sides);
    if (!settings_.media.empty()) can &= can_do("media", "paper", settings_.media);
    if (!settings_.tray.empty()) can &= can_do("media-source", "tray", settings_.tray);
    return can;
  }

  /// Sends the document; the job's number, or 0.
  int send(const std::string& bytes) {
    CupsOptions options;
    add_options(options);
    const std::string title = std::filesystem::path(request_.file).filename().string();
    int job = 0;
    if (::cupsCreateDestJob(http_, &dest_, info_.get(), &job, title.c_str(), options.count(),
                            options.get()) > IPP_STATUS_OK_EVENTS_COMPLETE) {
      failed(::cupsLastErrorString());
      return 0;
    }
    if (!send_document(job, title, bytes)) {
      const std::string why = ::cupsLastErrorString();
      ::cupsCancelDestJob(http_, &dest_, job);
      failed(why);
      return 0;
    }
    if (dest_value(dest_, "printer-state") == "5") {
      diagnostics_.push_back(fault(DiagnosticCode::kPrinterStopped, {dest_.name, why()}));
    }
    return job;
  }

  /// Waits until the job has ended; true where it was printed.
  bool wait_for(int job) {
    for (;;) {
      const Ipp answer = ask(IPP_OP_GET_JOB_ATTRIBUTES,
                             {"job-state", "job-state-reasons", "job-printer-state-message"}, job);
      if (!answer) {
        failed(::cupsLastErrorString());
        return false;
      }
      ipp_attribute_t* state = ::ippFindAttribute(answer.get(), "job-state", IPP_TAG_ENUM);
      const int now = state != nullptr ? ::ippGetInteger(state, 0) : IPP_JSTATE_ABORTED;
      if (now == IPP_JSTATE_COMPLETED) return true;
      if (now == IPP_JSTATE_CANCELED || now == IPP_JSTATE_ABORTED) {
        diagnostics_.push_back(fault(
            DiagnosticCode::kPrintJobEnded,
            {integer_text(job), dest_.name, now == IPP_JSTATE_CANCELED ? "canceled" : "given up",
             text_in(answer.get(), {"job-printer-state-message", "job-state-reasons"})}));
        return false;
      }
      std::this_thread::sleep_for(kBetweenLooks);
    }
  }

 private:
  void failed(const std::string& why) {
    diagnostics_.push_back(fault(DiagnosticCode::kPrintFailed, {dest_.name, why}));
  }

  /// The printer's own words for its state, and its keywords where it has none.
  [[nodiscard]] std::string why() const {
    const Ipp answer =
        ask(IPP_OP_GET_PRINTER_ATTRIBUTES, {"printer-state-message", "printer-state-reasons"});
    return answer ? text_in(answer.get(), {"printer-state-message", "printer-state-reasons"})
                  : "it doesn't say why";
  }

  /// `what` is the option in words.
  bool can_do(const char* option, const char* what, const std::string& value) {
    ipp_attribute_t* known = ::cupsFindDestSupported(http_, &dest_, info_.get(), option);
    if (known == nullptr) {
      diagnostics_.push_back(fault(DiagnosticCode::kPrinterSilent, {dest_.name, what, value}));
      return true;
    }
    if (::cupsCheckDestSupported(http_, &dest_, info_.get(), option, value.c_str()) != 0) {
      return true;
    }
    std::string all(kMostListed, '\0');
    const std::size_t length = ::ippAttributeString(known, all.data(), all.size());
    all.resize(std::min(length, all.size() - 1));
    for (std::size_t at = 0; (at = all.find(',', at)) != std::string::npos; at += 2) {
      all.insert(at + 1, " ");
    }
    if (length >= kMostListed) all += "…";
    diagnostics_.push_back(fault(DiagnosticCode::kPrinterCannot, {dest_.name, what, value, all}));
    return false;
  }

  /// Paper and tray go as one media-col: a tray by itself is passed over by CUPS (PWG
  /// 5100.3, 3.13).
  void add_options(CupsOptions& options) const {
    // A page that is fitted into the printer's margins no longer folds where it should.
    options.add("print-scaling", "none");
    if (settings_.copies > 0) options.add("copies", integer_text(settings_.copies));
    if (!settings_.sides.empty()) options.add("sides", settings_.sides);
    if (settings_.tray.empty()) {
      if (!settings_.media.empty()) options.add("media", settings_.media);
      return;
    }
    std::string collection = "{";
    if (const auto* size = ::pwgMediaForPWG(settings_.media.c_str())) {
      collection += "media-size={x-dimension=" + integer_text(size->width) +
                    " y-dimension=" + integer_text(size->length) + "} ";
    }
    options.add("media-col", collection + "media-source=" + settings_.tray + "}");
  }

  bool send_document(int job, const std::string& title, const std::string& bytes) {
    if (::cupsStartDestDocument(http_, &dest_, info_.get(), job, title.c_str(), "application/pdf",
                                0, nullptr, 1) != HTTP_STATUS_CONTINUE ||
        ::cupsWriteRequestData(http_, bytes.data(), bytes.size()) != HTTP_STATUS_CONTINUE) {
      return false;
    }
    return ::cupsFinishDestDocument(http_, &dest_, info_.get()) <= IPP_STATUS_OK_EVENTS_COMPLETE;
  }

  /// Asks the server of the printer, or of one of its jobs; null where it doesn't answer.
  [[nodiscard]] Ipp ask(ipp_op_t operation, const std::vector<const char*>& wanted,
                        int job = 0) const {
    ipp_t* question = ::ippNewRequest(operation);
    const std::string uri = dest_value(dest_, "printer-uri-supported");
    ::ippAddString(question, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.c_str());
    if (job != 0) ::ippAddInteger(question, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    ::ippAddString(question, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr,
                   ::cupsUser());
    ::ippAddStrings(question, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                    static_cast<int>(wanted.size()), nullptr, wanted.data());
    Ipp answer(::cupsDoRequest(http_, question, "/"));  // It deletes the question.
    if (answer && ::ippGetStatusCode(answer.get()) > IPP_STATUS_OK_EVENTS_COMPLETE) answer.reset();
    return answer;
  }

  /// The first of these attributes that says something.
  static std::string text_in(ipp_t* answer, std::initializer_list<const char*> names) {
    for (const char* name : names) {
      ipp_attribute_t* found = ::ippFindAttribute(answer, name, IPP_TAG_ZERO);
      const char* text = found != nullptr ? ::ippGetString(found, 0, nullptr) : nullptr;
      if (text != nullptr && *text != '\0' && std::string_view(text) != "none") return text;
    }
    return "it doesn't say why";
  }

  http_t* http_;
  const PrintRequest& request_;
  const PrintSettings& settings_;
  cups_dest_t& dest_;
  std::vector<Diagnostic>& diagnostics_;
  DestInfo info_;
};

/// The printer asked for, or the default one; else a diagnostic that says which there are.
cups_dest_t* find_printer(const PrintServer& server, const std::string& name,
                          std::vector<Diagnostic>& diagnostics) {
  cups_dest_t* dest = server.state().dests->find(name);
  // libcups takes the first printer where none is the default.
  if (dest != nullptr && (!name.empty() || dest->is_default != 0)) return dest;
  std::vector<std::string> names;
  for (const PrinterInfo& printer : server.printers()) names.push_back(printer.name);
  if (name.empty()) {
    diagnostics.push_back(fault(DiagnosticCode::kNoDefaultPrinter, {}));
    return nullptr;
  }
  const std::string nearest = nearest_name(name, names);
  std::string help = "the server has no printers";
  if (!nearest.empty()) {
    help = "did you mean " + nearest + "?";
  } else if (!names.empty()) {
    help = "known are " + joined(names);
  }
  diagnostics.push_back(fault(DiagnosticCode::kUnknownPrinter, {name, help}));
  return nullptr;
}

}  // namespace

PrintReport print_file(const PrintRequest& request, std::vector<Diagnostic>& diagnostics) {
  const auto bytes = read_file(request.file, kLargestPdf);
  if (!bytes) {
    diagnostics.push_back(bytes.error());
    return {};
  }
  if (std::string_view(*bytes).substr(0, kHead).find("%PDF-") == std::string_view::npos) {
    diagnostics.push_back(
        fault(DiagnosticCode::kPdfUnreadable, {request.file, "it has no PDF header"}));
    return {};
  }
  const auto server = PrintServer::connect(request.server);
  if (!server) {
    diagnostics.push_back(server.error());
    return {};
  }
  cups_dest_t* dest = find_printer(*server, request.printer, diagnostics);
  if (dest == nullptr) return {};
  PrintReport report{dest->name, 0, false};
  PrintJob job(*server, request, *dest, diagnostics);
  if (!job.can_be_printed()) return report;
  report.job = job.send(*bytes);
  if (report.job != 0 && request.wait == PrintWait::kUntilTheEnd) {
    report.ended = job.wait_for(report.job);
  }
  return report;
}

}  // namespace bifolium
