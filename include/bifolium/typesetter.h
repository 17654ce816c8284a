#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bifolium/cache_bounds.h"
#include "bifolium/document.h"

namespace bifolium {

/// Where a Typesetter finds what it needs. Folders are searched in order.
struct Setup {
  /// Folders that hold layouts/ (with layouts/words/) and fonts/catalogue.xml. None: the one that
  /// was installed with the library.
  std::vector<std::string> data_folders;
  std::vector<std::string> font_folders;            ///< `--fonts`, before the catalogue's own.
  std::string hyphen_folder = "/usr/share/hyphen";  ///< hyph_LL_CC.dic files.
  std::string icc_profile = "/usr/share/color/icc/sRGB.icc";
  std::string source_date;  ///< SOURCE_DATE_EPOCH as "YYYY-MM-DDThh:mm:ssZ"; empty where not set.
  CacheBounds caches;       ///< How much is kept from document to document.
};

/// One leaflet to make.
struct Request {
  std::string content;  ///< Path of the content file.
  std::string layout;   ///< A path, or a name; empty: the content's own, else "leaflet-a5".
  std::string edition;  ///< Empty: the layout's first.
  std::string press;    ///< A <press> of the layout, for a press copy too; empty: none.
  /// How many pages to fill: "8", "even", "multiple-of-4" (2 to 32), or "any"; empty: what the
  /// layout says.
  std::string pages;
  std::string as_of;  ///< ISO date that `review` is held against; empty: no check.
  bool allow_expired = false;
  bool costs = false;     ///< Say what paper and ink it takes.
  bool proof = false;     ///< Lay baselines, boxes and margins over the pages, as a layer.
  bool explain = false;   ///< Add notes that say why lines and pages end where they do.
  bool write_pdf = true;  ///< False for `check`: every diagnostic, no bytes.
  /// What fills the content's <value> elements, by name: text in the form that the declared type
  /// asks for (ISO dates and times, decimal numbers with a point).
  std::vector<std::pair<std::string, std::string>> values;
  /// Names in `values` that the content need not declare: they serve elsewhere, as in the name of
  /// the file.
  std::vector<std::string> spare_values;
  /// A JSON file of more values; those in `values` win over it. Empty for none.
  std::string values_file;
  /// Microseconds of a clock, for Document::stages and most_microseconds; empty for none. Never
  /// called otherwise, and no byte depends on it.
  std::function<std::int64_t()> clock;
  /// Once this much of `clock` has gone, the leaflet is given up with an error; 0 for no bound. The
  /// clock is looked at between stages, and some thousand times a second in the long ones. Throw
  /// the Compositor of a leaflet that was given up away.
  std::int64_t most_microseconds = 0;
};

/// What commands say for each edition of a layout in turn; no edition may be called so.
inline constexpr std::string_view kAllEditions = "all";

/// The stages whose output Compositor::dump shows as text.
enum class Stage : std::uint8_t { kContent, kLayout, kStyle, kShape, kLines, kPages, kTags };

/// A family of the catalogue, as `bifolium fonts` lists it.
struct FontReport {
  std::string family;
  std::vector<std::string> scripts;        ///< ISO 15924.
  std::vector<std::string> files_found;    ///< Paths.
  std::vector<std::string> files_missing;  ///< Names.
  std::string package;                     ///< The Debian package that has them.
};

/// A layout, as `bifolium layouts` lists it.
struct LayoutReport {
  std::string name, title, path;
  struct Press {
    std::string name, title;
  };
  struct Edition {
    std::string name, title;
    std::vector<Press> presses;
  };
  std::vector<Edition> editions;  ///< The first is the default.
  std::vector<Press> presses;     ///< Of the layout without an edition.
};

/// What a press says of printing its sheets.
struct PressPaper {
  std::int64_t width = 0, height = 0;  ///< Of the sheet, in micrometers; 0 where it names not one.
  std::string duplex;                  ///< "long-edge", "short-edge" or "off".
  std::string tray;                    ///< The printer's name of it; empty where it names none.
};

/// Holds the font catalogue and the fonts: one a process, shared by all threads, constant after
/// construction.
class Typesetter {
 public:
  explicit Typesetter(Setup setup);
  ~Typesetter();
  Typesetter(const Typesetter&) = delete;
  Typesetter& operator=(const Typesetter&) = delete;

  /// What went wrong in setting up (no catalogue, a faulty one); a Compositor then refuses every
  /// request with the same diagnostics.
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const;

  /// All layouts in the data folders, by name.
  [[nodiscard]] std::vector<LayoutReport> layouts(std::vector<Diagnostic>& diagnostics) const;

  /// How the sheets of a press are printed: that of the request's layout (by default the house's),
  /// edition and press; its content is not looked at. None after a diagnostic.
  [[nodiscard]] std::optional<PressPaper> press_paper(const Request& request,
                                                      std::vector<Diagnostic>& diagnostics) const;

  /// All families of the catalogue; with `content`, only those that it uses.
  [[nodiscard]] std::vector<FontReport> fonts(const std::string& content,
                                              std::vector<Diagnostic>& diagnostics) const;

  struct State;
  [[nodiscard]] const State& state() const { return *state_; }

 private:
  std::unique_ptr<const State> state_;
};

/// Sets documents, one after another: one a thread, on a shared Typesetter that outlives it. Holds
/// the thread's scratch space and small caches, which may change time, never bytes.
class Compositor {
 public:
  explicit Compositor(const Typesetter& typesetter);
  ~Compositor();
  Compositor(const Compositor&) = delete;
  Compositor& operator=(const Compositor&) = delete;

  /// Takes a document through every stage. Never throws; writes no file.
  [[nodiscard]] Document make(const Request& request);

  /// The names of the editions that the request's layout has, the default first; what is asked for
  /// as the edition is not looked at. Empty where content or layout can't be read: `make` says why.
  [[nodiscard]] std::vector<std::string> editions(const Request& request);

  /// What a stage made of the document, as stable text for golden tests and the curious.
  /// Diagnostics go to `document`.
  [[nodiscard]] std::string dump(const Request& request, Stage stage, Document& document);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// "Bifolium 0.1.0" and the libraries it runs on, a line each: what equal bytes depend on.
[[nodiscard]] std::string version_text();

}  // namespace bifolium
