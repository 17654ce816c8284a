#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bifolium/typesetter.h"
#include "cli/options.h"

namespace bifolium {

/// "YYYY-MM-DDThh:mm:ssZ" of a number of seconds since 1970, as SOURCE_DATE_EPOCH gives it; empty
/// where `seconds` is not one, or the year is not of four digits.
[[nodiscard]] std::string date_of_epoch(std::string_view seconds);

/// Today's date in the user's time zone. The one place where the clock is read.
[[nodiscard]] std::string today();

/// Folders where layouts, words and the font catalogue are looked for: beside the content's folder
/// (only where `layouts/` is there; `content` may be empty), $BIFOLIUM_DATA, then the program's
/// own.
[[nodiscard]] std::vector<std::string> data_folders(const std::string& content);

/// One Typesetter for all contents that share their data folders, and a Compositor on it.
class Session {
 public:
  explicit Session(const CommonOptions& options) : options_(options) {}

  /// Checks the environment; false after printing a diagnostic.
  [[nodiscard]] bool prepare();

  /// What a content is set with; from any thread.
  [[nodiscard]] Setup setup(const std::string& content) const;

  [[nodiscard]] const Typesetter& typesetter_for(const std::string& content);
  [[nodiscard]] Compositor& compositor_for(const std::string& content);

  [[nodiscard]] Request request(const std::string& content, const DocumentOptions& options) const;

  /// The request; or one for each edition of the layout, the default first, where the options ask
  /// for all. Where content or layout can't be read there is one, whose making says why.
  [[nodiscard]] std::vector<Request> requests(const std::string& content,
                                              const DocumentOptions& options);

 private:
  struct Entry {
    std::vector<std::string> folders;
    std::unique_ptr<Typesetter> typesetter;
    std::unique_ptr<Compositor> compositor;
  };
  [[nodiscard]] Entry& entry_for(const std::string& content);

  const CommonOptions& options_;
  std::string source_date_;
  std::vector<Entry> entries_;
};

}  // namespace bifolium
