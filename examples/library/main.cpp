// many_leaflets FOLDER CONTENT…: makes a PDF of each content file, on four threads.
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <bifolium/typesetter.h>

namespace {

void print(const bifolium::Diagnostic& diagnostic) {
  const bool is_error = diagnostic.severity == bifolium::Severity::kError;
  std::fprintf(stderr, "%s:%u:%u: %s[BF%d]: %s\n", diagnostic.file.c_str(), diagnostic.line,
               diagnostic.column, is_error ? "error" : "warning", diagnostic.code,
               diagnostic.message.c_str());
  if (!diagnostic.help.empty()) std::fprintf(stderr, "  help: %s\n", diagnostic.help.c_str());
}

bool write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return !file.fail();
}

/// What all threads share.
struct Work {
  const bifolium::Typesetter& typesetter;
  std::filesystem::path folder;
  std::vector<std::string> contents;
  std::atomic<std::size_t> next = 0;
  std::atomic<int> failed = 0;
  std::mutex output{};
};

/// One thread: takes the next content as long as there is one.
void make_leaflets(Work& work) {
  bifolium::Compositor compositor(work.typesetter);
  for (std::size_t i = work.next++; i < work.contents.size(); i = work.next++) {
    bifolium::Request request;
    request.content = work.contents[i];
    const bifolium::Document document = compositor.make(request);

    const std::lock_guard lock(work.output);
    for (const bifolium::Diagnostic& diagnostic : document.diagnostics) print(diagnostic);
    const std::string name = std::filesystem::path(request.content).stem().string() + ".pdf";
    if (document.status != bifolium::Status::kDone || !write(work.folder / name, document.pdf)) {
      ++work.failed;
      continue;
    }
    std::printf("%s: %u pages\n", name.c_str(), document.pages);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "many_leaflets FOLDER CONTENT…\n");
    return 2;
  }
  const bifolium::Typesetter typesetter{bifolium::Setup{}};
  for (const bifolium::Diagnostic& diagnostic : typesetter.diagnostics()) print(diagnostic);

  Work work{typesetter, argv[1], {argv + 2, argv + argc}};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(make_leaflets, std::ref(work));
  threads.clear();  // Waits for each.
  return work.failed == 0 ? 0 : 1;
}
