// planted_fault KIND: does what a sanitizer must report. A build whose sanitizer sees nothing, or
// ends with another status than options.cpp says, would prove nothing.
#include <climits>
#include <cstdio>
#include <string_view>
#include <thread>
#include <vector>

namespace {

int shared_count = 0;

int read_past_end(int extra) {
  const std::vector<char> bytes(16, 'a');
  return bytes.data()[bytes.size() + static_cast<unsigned>(extra)];
}

void race() {
  std::thread first([] { ++shared_count; });
  std::thread second([] { ++shared_count; });
  first.join();
  second.join();
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view kind = argc > 1 ? argv[1] : "";
  int result = 0;
  if (kind == "memory") result = read_past_end(argc);
  if (kind == "overflow") result = INT_MAX - 1 + argc;
  if (kind == "race") race();
  std::printf("%d %d: nothing was reported\n", result, shared_count);
  return 0;
}
