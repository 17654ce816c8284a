#pragma once

#include <cups/cups.h>

#include <memory>
#include <string>

#include "print/print_server.h"

namespace bifolium {

struct HttpCloser {
  void operator()(http_t* http) const { ::httpClose(http); }
};
struct DestInfoCloser {
  void operator()(cups_dinfo_t* info) const { ::cupsFreeDestInfo(info); }
};
struct IppCloser {
  void operator()(ipp_t* ipp) const { ::ippDelete(ipp); }
};
using Http = std::unique_ptr<http_t, HttpCloser>;
using DestInfo = std::unique_ptr<cups_dinfo_t, DestInfoCloser>;
using Ipp = std::unique_ptr<ipp_t, IppCloser>;

/// The server's printers, as libcups lists them.
class Dests {
 public:
  Dests() = default;
  explicit Dests(http_t* http) : count_(::cupsGetDests2(http, &dests_)) {}
  ~Dests() { ::cupsFreeDests(count_, dests_); }
  Dests(const Dests&) = delete;
  Dests& operator=(const Dests&) = delete;

  /// The one of this name, or the default one for an empty name; null where there is none.
  [[nodiscard]] cups_dest_t* find(const std::string& name) const {
    return ::cupsGetDest(name.empty() ? nullptr : name.c_str(), nullptr, count_, dests_);
  }
  [[nodiscard]] const cups_dest_t* begin() const { return dests_; }
  [[nodiscard]] const cups_dest_t* end() const { return dests_ + count_; }

 private:
  cups_dest_t* dests_ = nullptr;
  int count_ = 0;
};

/// Options of a request, as libcups keeps them.
class CupsOptions {
 public:
  CupsOptions() = default;
  ~CupsOptions() { ::cupsFreeOptions(count_, options_); }
  CupsOptions(const CupsOptions&) = delete;
  CupsOptions& operator=(const CupsOptions&) = delete;
  void add(const char* name, const std::string& value) {
    count_ = ::cupsAddOption(name, value.c_str(), count_, &options_);
  }
  [[nodiscard]] int count() const { return count_; }
  [[nodiscard]] cups_option_t* get() const { return options_; }

 private:
  int count_ = 0;
  cups_option_t* options_ = nullptr;
};

struct PrintServer::State {
  std::string address;
  Http http;
  std::unique_ptr<Dests> dests;
};

/// What the server says of a printer; empty where it says nothing.
[[nodiscard]] inline std::string dest_value(const cups_dest_t& dest, const char* name) {
  const char* value = ::cupsGetOption(name, dest.num_options, dest.options);
  return value != nullptr ? value : "";
}

}  // namespace bifolium
