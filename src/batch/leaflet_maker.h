#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "bifolium/typesetter.h"

namespace bifolium {

/// What makes the leaflets of one thread; tests give one that fails as they like.
class LeafletMaker {
 public:
  virtual ~LeafletMaker() = default;
  [[nodiscard]] virtual Document make(const Request& request) = 0;
  /// A digest of all that the bytes of make() depend on, in hexadecimal.
  [[nodiscard]] virtual std::string input_digest(const Request& request) = 0;
};

/// The Typesetters of a batch, one for each list of data folders, shared by its threads. At most
/// kMaxKept are kept for jobs to come.
class Typesetters {
 public:
  /// What a content is set with.
  using SetupFor = std::function<Setup(const std::string& content)>;

  explicit Typesetters(SetupFor setup_for) : setup_for_(std::move(setup_for)) {}

  [[nodiscard]] Setup setup_for(const std::string& content) const { return setup_for_(content); }
  [[nodiscard]] std::shared_ptr<const Typesetter> with(const Setup& setup);

 private:
  static constexpr std::size_t kMaxKept = 8;
  struct Entry {
    std::vector<std::string> data_folders;
    std::shared_ptr<const Typesetter> typesetter;
  };
  SetupFor setup_for_;
  std::mutex mutex_;
  std::list<Entry> entries_;  ///< The last used first.
};

/// Makes leaflets with a Compositor for each list of data folders; at most kMaxKept are kept.
class CompositorMaker final : public LeafletMaker {
 public:
  explicit CompositorMaker(Typesetters& typesetters) : typesetters_(typesetters) {}
  [[nodiscard]] Document make(const Request& request) override;
  [[nodiscard]] std::string input_digest(const Request& request) override;

 private:
  static constexpr std::size_t kMaxKept = 4;
  struct Entry {
    std::vector<std::string> data_folders;
    std::shared_ptr<const Typesetter> typesetter;  // Outlives the compositor on it.
    std::unique_ptr<Compositor> compositor;
  };
  [[nodiscard]] Compositor& compositor_for(const std::string& content);

  Typesetters& typesetters_;
  std::list<Entry> entries_;  ///< The last used first.
  std::string last_folder_;   ///< Of the last content, whose entry is in front.
};

}  // namespace bifolium
