#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "batch/input_digest.h"
#include "bifolium/typesetter.h"

namespace bifolium {

/// What makes the leaflets of one thread; tests give one that fails as they like.
class LeafletMaker {
 public:
  virtual ~LeafletMaker() = default;
  [[nodiscard]] virtual Document make(const Request& request) = 0;
  /// Throws away all that was kept from leaflet to leaflet: one was given up halfway.
  virtual void begin_anew() = 0;
  /// A digest of all that the bytes of make() depend on, in hexadecimal.
  [[nodiscard]] virtual std::string input_digest(const Request& request) = 0;
  /// A digest of the layout, in its edition, that `document` was set in.
  [[nodiscard]] virtual std::string layout_digest(const Request& request,
                                                  const Document& document) = 0;
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
  void begin_anew() override;
  [[nodiscard]] std::string input_digest(const Request& request) override;
  [[nodiscard]] std::string layout_digest(const Request& request,
                                          const Document& document) override;

 private:
  static constexpr std::size_t kMaxKept = 4;
  static constexpr std::size_t kMaxLayouts = 64;
  struct Entry {
    std::vector<std::string> data_folders;
    std::shared_ptr<const Typesetter> typesetter;  // Outlives the compositor on it.
    std::unique_ptr<Compositor> compositor;
    InputDigests digests;
    std::map<std::vector<std::string>, std::string> layouts;  ///< Digests, by all that names one.
  };
  [[nodiscard]] Entry& entry_for(const std::string& content);

  Typesetters& typesetters_;
  std::list<Entry> entries_;  ///< The last used first.
  std::string last_folder_;   ///< Of the last content, whose entry is in front.
};

}  // namespace bifolium
