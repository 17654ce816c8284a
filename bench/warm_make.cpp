// warm_make FONTS: sets a leaflet for each line that comes in on standard input, in one process,
// and answers each with a line: processor time in nanoseconds, bytes. A line is a path, then a tab
// and NAME=VALUE for each value of the leaflet. bench/compare holds these times against those of
// other programs' processes.

#include <ctime>
#include <iostream>
#include <sstream>
#include <string>

#include "bifolium/typesetter.h"

namespace {

std::int64_t processor_time_ns() {
  std::timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

bifolium::Request request_of(const std::string& line) {
  bifolium::Request request;
  std::istringstream fields(line);
  std::getline(fields, request.content, '\t');
  for (std::string field; std::getline(fields, field, '\t');) {
    const std::size_t at = field.find('=');
    request.values.emplace_back(field.substr(0, at), field.substr(at + 1));
  }
  return request;
}

}  // namespace

int main(int argc, char** argv) {
  bifolium::Setup setup;
  if (argc > 1) setup.font_folders = {argv[1]};
  setup.data_folders = {BIFOLIUM_SOURCE_DIR};
  const bifolium::Typesetter typesetter(setup);
  bifolium::Compositor compositor(typesetter);
  std::string line;
  while (std::getline(std::cin, line)) {
    bifolium::Request request = request_of(line);
    request.as_of = "2026-11-01";
    const std::int64_t start = processor_time_ns();
    const bifolium::Document document = compositor.make(request);
    const std::int64_t end = processor_time_ns();
    if (document.status != bifolium::Status::kDone) {
      std::cerr << "warm_make: " << line << " was refused\n";
      return 1;
    }
    std::cout << end - start << ' ' << document.pdf.size() << std::endl;
  }
  return 0;
}
