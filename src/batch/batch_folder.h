#pragma once

#include <string>

#include "bifolium/diagnostic.h"
#include "core/descriptor.h"
#include "core/expected.h"

namespace bifolium {

/// The folder of a batch: its PDFs, manifest.jsonl and failures.jsonl, and below .bifolium what the
/// next run needs: the lock and the journal.
class BatchFolder {
 public:
  enum class Resume : bool { kNo, kYes };

  /// Makes the folder where it is missing (mode 0700), locks it, and refuses one that another run
  /// is at work in, that has other files, or that has a journal while none is to be gone on with.
  /// Takes away what a run that was killed left, and the reports of the last run.
  [[nodiscard]] static Expected<BatchFolder, Diagnostic> open(const std::string& path,
                                                              Resume resume);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string state_path() const { return path_ + "/.bifolium"; }
  [[nodiscard]] std::string journal_path() const { return state_path() + "/journal"; }

 private:
  explicit BatchFolder(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] bool has_journal() const;
  [[nodiscard]] bool has_other_files() const;
  void remove_leftovers() const;

  std::string path_;
  Descriptor lock_;
};

/// The name of the folder below a batch's own that is none of its outputs.
inline constexpr const char* kStateFolder = ".bifolium";

}  // namespace bifolium
