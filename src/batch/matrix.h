#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "batch/job.h"
#include "core/expected.h"

namespace bifolium {

/// Jobs that are every combination of a few lists: 'content=*.xml edition=standard,large-print'.
/// A list is a name, "=" and values with commas between them; lists stand apart by white space. The
/// name is content, layout, edition, or that of a value. Values of content are file patterns, and
/// the files of each are taken in the order of their names. The last list changes fastest.
class MatrixSource final : public JobSource {
 public:
  [[nodiscard]] static Expected<MatrixSource, Diagnostic> parse(std::string_view text);

  [[nodiscard]] NextJob next(Job& job) override;
  [[nodiscard]] const Diagnostic& failure() const override { return failure_; }
  [[nodiscard]] std::uint64_t total_bytes() const override { return total_; }

  /// A template that tells all combinations apart: {content}.{edition}.
  [[nodiscard]] std::string output_template() const;

 private:
  struct List {
    std::string name;
    std::vector<std::string> values;
  };
  MatrixSource() = default;
  [[nodiscard]] std::string add_list(std::string_view text);

  std::vector<List> lists_;  ///< That of content first.
  std::uint64_t number_ = 0, total_ = 1;
  Diagnostic failure_;
};

}  // namespace bifolium
