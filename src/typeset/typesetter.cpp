#include "bifolium/typesetter.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <new>
#include <optional>
#include <set>

#include "core/check.h"
#include "core/decimal.h"
#include "core/files.h"
#include "pdf/write_pdf.h"
#include "style/resolve_styles.h"
#include "typeset/dump.h"
#include "typeset/fit_pages.h"
#include "typeset/make_press.h"
#include "typeset/own_data.h"
#include "typeset/prepared.h"
#include "typeset/source_reader.h"
#include "typeset/typeset.h"
#include "typeset/version.h"

namespace bifolium {

struct Typesetter::State {
  explicit State(Setup given)
      : setup(std::move(given)), sources(setup.caches), leaflets(setup.caches) {}

  Setup setup;
  std::string versions = version_text();     ///< What the same bytes depend on.
  std::unique_ptr<const FontLibrary> fonts;  ///< Null where the catalogue can't be used.
  std::vector<Diagnostic> diagnostics;
  /// What threads have done for each other, each behind a lock of its own.
  mutable SharedSources sources;
  mutable SharedLeaflets leaflets;
};

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMicrosecondsAMillisecond = 1000;

std::unique_ptr<const FontLibrary> open_fonts(const Setup& setup, Diagnostics& diagnostics) {
  for (const std::string& folder : setup.data_folders) {
    const std::string path = (fs::path(folder) / "fonts" / "catalogue.xml").string();
    std::error_code error;
    if (!fs::is_regular_file(path, error)) continue;
    auto bytes = read_file(path, kMaxDataBytes);
    if (!bytes) {
      diagnostics.add(bytes.error());
      return nullptr;
    }
    auto catalogue = read_font_catalogue(path, *bytes, diagnostics);
    if (!catalogue || diagnostics.has_errors()) return nullptr;
    return std::make_unique<FontLibrary>(std::move(*catalogue), setup.font_folders);
  }
  std::string searched;
  for (const std::string& folder : setup.data_folders) {
    searched += (searched.empty() ? "" : ", ") + folder;
  }
  diagnostics.report(DiagnosticCode::kNoCatalogue, {}, {searched.empty() ? "none" : searched});
  return nullptr;
}

Workspace workspace_for(const Setup& setup) {
  return {StyleWorkspace(setup.caches.languages),
          ShapeWorkspace(setup.caches.word_bytes),
          LineWorkspace(setup.hyphen_folder),
          PdfWorkspace(setup.caches.subset_bytes),
          {}};
}

Status status_of(const std::vector<Diagnostic>& diagnostics) {
  Status status = Status::kDone;
  for (const Diagnostic& d : diagnostics) {
    if (d.severity != Severity::kError) continue;
    // The first digit of a code is its stage: 9 is the system.
    if (d.code / 1000 == 9 && status == Status::kDone) status = Status::kSystemFailed;
    if (d.code / 1000 != 9) status = Status::kInputWrong;
  }
  return status;
}

/// Runs `work`, turning what it may throw into diagnostics: one bad document must not stop others.
template <class Work>
void guarded(Document& document, const Request& request, Diagnostics& diagnostics,
             const Work& work) {
  bool fault = false, out_of_time = false;
  try {
    work();
  } catch (const OutOfTime&) {
    // What was found by then depends on the machine's speed.
    diagnostics = {};
    diagnostics.report(DiagnosticCode::kJobTooSlow, {},
                       {integer_text(request.most_microseconds / kMicrosecondsAMillisecond)});
    out_of_time = true;
  } catch (const std::bad_alloc&) {
    diagnostics.report(DiagnosticCode::kOutOfMemory, {});
  } catch (const std::exception& e) {
    diagnostics.report(DiagnosticCode::kInternalFault, {}, {e.what()});
    fault = true;
  }
  diagnostics.sort();
  document.diagnostics = diagnostics.all();
  document.status = fault ? Status::kInternalFault : status_of(document.diagnostics);
  if (out_of_time) document.status = Status::kSystemFailed;
  if (document.status != Status::kDone) {
    document.pdf.clear();
    document.press_pdf.clear();
  }
}

PdfOptions pdf_options(const Setup& setup, const std::string& versions,
                       const StyledDocument& document) {
  PdfOptions options;
  options.date = setup.source_date;
  if (options.date.empty() && document.info.issued.size() == 10) {
    options.date = document.info.issued + "T00:00:00Z";
  }
  options.icc_profile = setup.icc_profile;
  if (document.press) options.cmyk_profile = find_profile(*document.press, setup.icc_profile);
  options.producer = producer_text();
  options.versions = versions;
  return options;
}

}  // namespace

Typesetter::Typesetter(Setup setup) {
  auto state = std::make_unique<State>(std::move(setup));
  if (state->setup.data_folders.empty()) {
    if (std::string own = library_data(); !own.empty()) {
      state->setup.data_folders.push_back(std::move(own));
    }
  }
  Diagnostics diagnostics;
  state->fonts = open_fonts(state->setup, diagnostics);
  state->diagnostics = diagnostics.all();
  state_ = std::move(state);
}

Typesetter::~Typesetter() = default;

const std::vector<Diagnostic>& Typesetter::diagnostics() const { return state_->diagnostics; }

std::vector<LayoutReport> Typesetter::layouts(std::vector<Diagnostic>& out) const {
  const DataFiles files("", state_->setup.data_folders);
  Diagnostics diagnostics;
  std::vector<LayoutReport> reports;
  std::set<std::string> seen;
  for (const std::string& folder : files.layout_folders()) {
    std::vector<std::string> paths;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      if (entry.path().extension() == ".xml") paths.push_back(entry.path().string());
    }
    std::ranges::sort(paths);
    for (const std::string& path : paths) {
      if (!seen.insert(fs::path(path).stem().string()).second) continue;
      auto source = read_layout_source(path);
      if (!source) {
        diagnostics.add(source.error());
        continue;
      }
      const auto parent = [&](const std::string& name) -> Expected<LayoutSource, Diagnostic> {
        auto found = files.parent_path(name, path);
        if (!found) return Unexpected<Diagnostic>{found.error()};
        return read_layout_source(*found);
      };
      const auto info = read_layout_info(*source, parent, diagnostics);
      if (!info) continue;
      const auto presses = [&](const std::string& edition) {
        std::vector<LayoutReport::Press> list;
        for (const PressInfo& press : info->presses.at(edition)) {
          list.push_back({press.name, press.title});
        }
        return list;
      };
      LayoutReport report{info->name, info->title, path, {}, presses("")};
      for (const EditionInfo& edition : info->editions) {
        report.editions.push_back({edition.name, edition.title, presses(edition.name)});
      }
      reports.push_back(std::move(report));
    }
  }
  diagnostics.sort();
  out = diagnostics.all();
  return reports;
}

std::optional<PressPaper> Typesetter::press_paper(const Request& request,
                                                  std::vector<Diagnostic>& out) const {
  std::optional<PressPaper> paper;
  Diagnostics diagnostics;
  Document document;
  guarded(document, request, diagnostics, [&] {
    SourceReader sources(state_->setup, state_->sources);
    const std::optional<PressSpec> press = sources.press(request, diagnostics);
    if (!press) return;
    constexpr std::string_view kDuplex[] = {"long-edge", "short-edge", "off"};
    paper.emplace();
    paper->duplex = kDuplex[static_cast<std::size_t>(press->duplex)];
    paper->tray = press->tray;
    if (press->sheets.size() == 1) {
      const Size& sheet = press->sheets.front();
      const std::int64_t unit = Length::micrometers(1).units();
      paper->width = mul_div_round(sheet.width.units(), 1, unit);
      paper->height = mul_div_round(sheet.height.units(), 1, unit);
    }
  });
  out = document.diagnostics;
  return paper;
}

struct Compositor::State {
  explicit State(const Typesetter::State& shared_state)
      : shared(shared_state),
        sources(shared_state.setup, shared_state.sources),
        workspace(workspace_for(shared_state.setup)),
        prepared(shared_state.leaflets, shared_state.setup.caches) {}

  /// Takes a document through every stage.
  void make(const Request& request, Document& document, Diagnostics& diagnostics) {
    workspace.begin(request);
    if (!ready(diagnostics)) return;
    const std::optional<Sources> read = sources.read(request, diagnostics);
    if (!read) return;
    name_layout(*read->layout, document);
    name_content(*read->content, document);
    workspace.lap("read");
    const ResolvedValues values =
        resolve_values(*read->content, read->values, workspace.style, diagnostics);

    // While it is worked on, a leaflet is in nobody's keeping: what an error leaves is not kept.
    std::list<Prepared> leaflet;
    if (!diagnostics.has_errors()) leaflet = prepared.take(*read, request.explain, values);
    const bool again = !leaflet.empty();
    if (!again) leaflet.push_back(style(*read, request.explain, values));
    Prepared& in_hand = leaflet.front();
    for (const Diagnostic& d : in_hand.of_style) diagnostics.add(d);
    workspace.lap("style");
    if (diagnostics.has_errors()) {
      in_hand.setter.shape_all(workspace, diagnostics);
      return;
    }
    Diagnostics of_setting;
    const bool set = again ? in_hand.setter.set_again(values.texts, workspace, of_setting)
                           : in_hand.setter.set(workspace, of_setting);
    if (!set && !may_be_fitted(of_setting.all(), *read)) {
      for (const Diagnostic& d : of_setting.all()) diagnostics.add(d);
      return;
    }
    std::optional<SetDocument> own =
        fit_pages({in_hand.setter, of_setting.all(), *read, request.explain}, *shared.fonts,
                  workspace, diagnostics);
    if (diagnostics.has_errors()) return;
    const bool kept = !own && shared.setup.caches.streams > 0 && in_hand.setter.pages_stand();
    if (request.proof) {
      if (!own) own = in_hand.setter.document();
      label_pages(*own, *shared.fonts, workspace, diagnostics);
    }
    write(request, own ? *own : in_hand.setter.document(), kept ? &in_hand.pdf : nullptr, document,
          diagnostics);
    if (set && !diagnostics.has_errors()) prepared.keep(std::move(leaflet), !again);
  }

  /// A leaflet with its styles, ready to be set.
  [[nodiscard]] Prepared style(const Sources& read, bool explain, const ResolvedValues& values) {
    Diagnostics own;
    StyledDocument styled = resolve_styles(*read.content, *read.layout, *read.words, *shared.fonts,
                                           values, workspace.style, own);
    if (read.press != nullptr) ask_for_press(*read.press, styled);
    if (read.proof && !styled.mark_style) add_mark_style(styled);
    return {read,
            explain,
            values.conditions,
            own.all(),
            DocumentSetter(std::move(styled), *shared.fonts, explain),
            {{}, {}, StreamMemory(shared.setup.caches.streams)}};
  }

  /// Writes the reading copy and what else the request asks for into `document`.
  void write(const Request& request, const SetDocument& set, PdfMemory* memory, Document& document,
             Diagnostics& diagnostics) {
    document.pages = static_cast<std::uint32_t>(set.pages.pages.size());
    const PdfOptions options = pdf_options(shared.setup, shared.versions, set.styled);
    WrittenPdf written = write_pdf(set.styled, set.text, set.pages, set.structure, *shared.fonts,
                                   options, workspace.pdf, memory, diagnostics);
    workspace.lap("pdf");
    if (diagnostics.has_errors()) return;
    if (set.styled.press) {
      std::string bytes =
          make_press(set, written, *shared.fonts, options, workspace, document, diagnostics);
      workspace.lap("press");
      if (diagnostics.has_errors()) return;
      if (request.write_pdf) document.press_pdf = std::move(bytes);
    }
    if (request.costs) {
      count_costs(set, *shared.fonts, options, document, diagnostics);
      workspace.lap("costs");
    }
    document.layout_hash = std::move(written.layout_hash);
    if (request.write_pdf) document.pdf = std::move(written.bytes);
  }

  [[nodiscard]] bool ready(Diagnostics& diagnostics) const {
    for (const Diagnostic& d : shared.diagnostics) diagnostics.add(d);
    return shared.fonts != nullptr;
  }

  static void name_content(const ContentTree& content, Document& document) {
    if (const NodeId version = content.meta(Element::kVersion)) {
      document.content_version = content.text_of(version);
    }
    if (const NodeId review = content.meta(Element::kReview)) {
      document.review = content.text_of(review);
    }
  }

  static void name_layout(const LayoutSpec& layout, Document& document) {
    document.layout = layout.name;
    document.edition = layout.edition;
    document.default_edition =
        layout.editions.empty() || layout.editions.front().name == layout.edition;
  }

  const Typesetter::State& shared;
  SourceReader sources;
  Workspace workspace;
  PreparedLeaflets prepared;
};

Compositor::Compositor(const Typesetter& typesetter)
    : state_(std::make_unique<State>(typesetter.state())) {}

Compositor::~Compositor() = default;

Document Compositor::make(const Request& request) {
  Document document;
  Diagnostics diagnostics;
  guarded(document, request, diagnostics, [&] { state_->make(request, document, diagnostics); });
  state_->workspace.end();
  document.stages = state_->workspace.times.times();
  return document;
}

std::vector<std::string> Compositor::editions(const Request& request) {
  std::vector<std::string> names;
  Request any = request;
  any.edition.clear();
  Document document;
  Diagnostics diagnostics;
  guarded(document, any, diagnostics, [&] {
    if (!state_->ready(diagnostics)) return;
    const std::optional<Sources> read = state_->sources.read(any, diagnostics);
    if (!read) return;
    for (const EditionInfo& edition : read->layout->editions) names.push_back(edition.name);
  });
  return names;
}

std::string Compositor::dump(const Request& request, Stage stage, Document& document) {
  std::string text;
  Diagnostics diagnostics;
  guarded(document, request, diagnostics, [&] {
    if (!state_->ready(diagnostics)) return;
    const std::optional<Sources> read = state_->sources.read(request, diagnostics);
    if (!read) return;
    State::name_layout(*read->layout, document);
    if (stage == Stage::kContent) {
      text = dump_content(*read->content);
    } else if (stage == Stage::kLayout) {
      text = dump_layout(*read->layout);
    } else if (const auto set = set_document(*read, *state_->shared.fonts, request.explain,
                                             state_->workspace, diagnostics)) {
      document.pages = static_cast<std::uint32_t>(set->pages.pages.size());
      text = dump_stage(*set, *state_->shared.fonts, stage);
    }
  });
  return text;
}

std::vector<FontReport> Typesetter::fonts(const std::string& content,
                                          std::vector<Diagnostic>& out) const {
  std::vector<FontReport> reports;
  Diagnostics diagnostics;
  for (const Diagnostic& d : state_->diagnostics) diagnostics.add(d);
  std::optional<std::set<std::string>> used;
  if (state_->fonts != nullptr && !content.empty()) {
    used.emplace();
    Request request;
    request.content = content;
    Document document;
    guarded(document, request, diagnostics, [&] {
      SourceReader sources(state_->setup, state_->sources);
      Workspace workspace = workspace_for(state_->setup);
      const std::optional<Sources> read = sources.read(request, diagnostics);
      if (read) *used = families_used(*read, *state_->fonts, workspace, diagnostics);
    });
  }
  if (state_->fonts != nullptr) {
    for (const CatalogueFamily& family : state_->fonts->catalogue().families) {
      if (used && !used->contains(family.name)) continue;
      FontReport report{family.name, family.scripts, {}, {}, family.package};
      for (const CatalogueFace& face : family.faces) {
        const FaceId id = state_->fonts->find(family.name, face.weight, face.slope);
        const std::string file = state_->fonts->file_of(id);
        (file.empty() ? report.files_missing : report.files_found)
            .push_back(file.empty() ? face.file : file);
      }
      reports.push_back(std::move(report));
    }
  }
  diagnostics.sort();
  out = diagnostics.all();
  return reports;
}

}  // namespace bifolium
