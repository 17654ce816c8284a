#include "proof/draw_pages.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/decimal.h"
#include "core/diagnostics.h"

namespace bifolium {
namespace {

constexpr std::size_t kMostSaid = 4096;
constexpr int kSignalled = 128;  // As shells add to a signal's number.
constexpr char kPdftoppm[] = "pdftoppm";

/// Descriptors and signals of a program to be started.
class SpawnSettings {
 public:
  SpawnSettings(int standard_error, const HeldSignals& signals) {
    ::posix_spawn_file_actions_init(&files_);
    ::posix_spawn_file_actions_addopen(&files_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&files_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&files_, standard_error, STDERR_FILENO);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawnattr_setsigmask(&attributes_, &signals.before());
    // The program ignores the signal of a file that may not grow; another one need not know how to.
    sigset_t defaults{};
    ::sigemptyset(&defaults);
    ::sigaddset(&defaults, SIGXFSZ);
    ::posix_spawnattr_setsigdefault(&attributes_, &defaults);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnSettings() {
    ::posix_spawn_file_actions_destroy(&files_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  /// 0, or why not, as errno has it.
  int spawn(pid_t& child, const std::vector<std::string>& arguments) const {
    std::vector<char*> words;
    for (const std::string& argument : arguments)
      words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    return ::posix_spawnp(&child, words[0], &files_, &attributes_, words.data(), environ);
  }

 private:
  posix_spawn_file_actions_t files_{};
  posix_spawnattr_t attributes_{};
};

/// Reads until the other side is closed. A signal that comes first is passed on to the child.
std::string read_until_end(int from, pid_t child, const HeldSignals& signals) {
  std::string said;
  bool told = false;
  for (;;) {
    pollfd watched[] = {{from, POLLIN, 0}, {told ? -1 : signals.descriptor(), POLLIN, 0}};
    if (::poll(watched, 2, -1) < 0 && errno != EINTR) return said;
    if (watched[1].revents != 0) {
      ::kill(child, SIGTERM);
      told = true;
    }
    if (watched[0].revents == 0) continue;
    char buffer[kMostSaid];
    const ssize_t count = ::read(from, buffer, sizeof(buffer));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return said;
    const std::size_t room = kMostSaid - said.size();
    said.append(buffer, std::min(room, static_cast<std::size_t>(count)));
  }
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFSIGNALED(status) ? kSignalled + WTERMSIG(status) : WEXITSTATUS(status);
}

/// The lines that were said, with "; " between them.
std::string one_line(std::string_view said) {
  std::string out;
  for (const char c : said) {
    if (c == '\n') {
      out += "; ";
    } else {
      out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
  }
  while (out.ends_with("; ")) out.resize(out.size() - 2);
  return out;
}

Diagnostic failure_of(const std::string& pdf, const ProgramEnd& end) {
  std::string said = one_line(end.said);
  if (said.find("Incorrect password") != std::string::npos) {
    return make_diagnostic(DiagnosticCode::kPdfEncrypted, {}, {pdf});
  }
  if (said.empty()) said = "it ended with status " + integer_text(end.status);
  // pdftoppm.1: 1 is for a PDF that can't be opened, 3 for what the PDF forbids.
  if (end.status == 1 || end.status == 3) {
    return make_diagnostic(DiagnosticCode::kPdfUnreadable, {}, {pdf, said});
  }
  return make_diagnostic(DiagnosticCode::kProgramFailed, {}, {kPdftoppm, said});
}

/// "page-07.png" → 7: pdftoppm writes as many digits as the last page needs.
std::int64_t page_number(const std::filesystem::path& path) {
  const std::string stem = path.stem().string();
  std::int64_t number = 0;
  const bool read = parse_integer(std::string_view(stem).substr(stem.rfind('-') + 1), number);
  return read ? number : 0;
}

}  // namespace

Expected<ProgramEnd, Diagnostic> run_program_quietly(const std::vector<std::string>& arguments,
                                                     const std::string& package,
                                                     const HeldSignals& signals) {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    return Unexpected<Diagnostic>{
        make_diagnostic(DiagnosticCode::kProgramFailed, {}, {arguments[0], std::strerror(errno)})};
  }
  Descriptor ours(ends[0]), theirs(ends[1]);
  pid_t child = -1;
  const int error = SpawnSettings(theirs.get(), signals).spawn(child, arguments);
  static_cast<void>(theirs.close());
  if (error == ENOENT || error == EACCES) {
    return Unexpected<Diagnostic>{
        make_diagnostic(DiagnosticCode::kProgramMissing, {}, {arguments[0], package})};
  }
  if (error != 0) {
    return Unexpected<Diagnostic>{
        make_diagnostic(DiagnosticCode::kProgramFailed, {}, {arguments[0], std::strerror(error)})};
  }
  ProgramEnd end;
  end.said = read_until_end(ours.get(), child, signals);
  end.status = wait_for(child);
  return end;
}

Expected<std::vector<std::string>, Diagnostic> draw_pages(const std::string& pdf, int dpi,
                                                          const std::string& folder,
                                                          const HeldSignals& signals,
                                                          std::vector<Diagnostic>& diagnostics) {
  // A name that begins with a hyphen is a file all the same.
  const std::string file = pdf.starts_with('-') ? "./" + pdf : pdf;
  const auto end =
      run_program_quietly({kPdftoppm, "-r", integer_text(dpi), "-png", file, folder + "/page"},
                          "poppler-utils", signals);
  if (!end) return Unexpected<Diagnostic>{end.error()};
  if (end->status != 0) return Unexpected<Diagnostic>{failure_of(pdf, *end)};
  std::vector<std::filesystem::path> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    found.push_back(entry.path());
  }
  std::ranges::sort(found, {}, page_number);
  std::vector<std::string> paths;
  for (const std::filesystem::path& path : found) {
    if (page_number(path) != static_cast<std::int64_t>(paths.size()) + 1) break;
    paths.push_back(path.string());
  }
  if (paths.empty() || paths.size() != found.size()) {
    const std::string said = end->said.empty() ? "pages are missing" : one_line(end->said);
    return Unexpected<Diagnostic>{make_diagnostic(DiagnosticCode::kPdfUnreadable, {}, {pdf, said})};
  }
  if (!end->said.empty()) {
    diagnostics.push_back(
        make_diagnostic(DiagnosticCode::kPdfDamaged, {}, {pdf, one_line(end->said)}));
  }
  return paths;
}

}  // namespace bifolium
