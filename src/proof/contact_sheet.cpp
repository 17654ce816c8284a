#include "proof/contact_sheet.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "core/decimal.h"
#include "core/descriptor.h"
#include "core/diagnostics.h"
#include "core/files.h"
#include "proof/draw_pages.h"
#include "proof/grid.h"
#include "proof/held_signals.h"
#include "proof/png_picture.h"
#include "proof/temporary_folder.h"

namespace bifolium {
namespace {

constexpr std::uint8_t kGround = 0xA0;  // Gray: white paper stands out from it, and so does black.

std::string text_of(std::int64_t number) { return integer_text(number); }

/// The drawn pages, and their sizes; nothing where a diagnostic says why.
struct Drawn {
  std::vector<std::string> paths;
  std::vector<PixelSize> sizes;
};

/// Why the file can't be read; empty where it can.
std::string file_fault(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat facts {};
  if (!file || ::fstat(file.get(), &facts) != 0) return std::strerror(errno);
  return S_ISDIR(facts.st_mode) ? std::strerror(EISDIR) : "";
}

Diagnostic broken_picture(const std::string& why) {
  return make_diagnostic(DiagnosticCode::kProgramFailed, {},
                         {"pdftoppm", "a picture that it wrote can't be read: " + why});
}

Expected<Drawn, Diagnostic> draw(const ProofOptions& options, const TemporaryFolder& folder,
                                 const HeldSignals& signals, std::vector<Diagnostic>& diagnostics) {
  auto paths = draw_pages(options.file, options.dpi, folder.path(), signals, diagnostics);
  if (!paths) return Unexpected<Diagnostic>{paths.error()};
  Drawn drawn{std::move(*paths), {}};
  for (const std::string& path : drawn.paths) {
    const auto size = PngPicture::size_of(path);
    if (!size) return Unexpected<Diagnostic>{broken_picture(size.error())};
    drawn.sizes.push_back(*size);
  }
  return drawn;
}

Expected<PngPicture, Diagnostic> assemble(const GridPicture& plan, const Drawn& drawn) {
  PngPicture picture(plan.size, kGround);
  for (const GridPlace& place : plan.places) {
    const auto page = PngPicture::read(drawn.paths[place.page]);
    if (!page) return Unexpected<Diagnostic>{broken_picture(page.error())};
    picture.put(*page, place.x, place.y);
  }
  return picture;
}

Expected<bool, Diagnostic> write(const PngPicture& picture, const std::string& path) {
  const auto bytes = picture.encode();
  if (!bytes) {
    return Unexpected<Diagnostic>{
        make_diagnostic(DiagnosticCode::kCannotWrite, {}, {path, bytes.error()})};
  }
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) {
    return Unexpected<Diagnostic>{
        make_diagnostic(DiagnosticCode::kCannotMakeFolder, {}, {folder.string(), error.message()})};
  }
  return SystemFileWriter().write(path, *bytes, Durability::kNone);
}

/// Puts all pictures together and writes them; the first failure.
Expected<bool, Diagnostic> write_all_pictures(const ProofOptions& options, const Drawn& drawn,
                                              const HeldSignals& signals,
                                              std::vector<ProofPicture>& written) {
  const auto plans = arrange_pages(drawn.sizes, static_cast<std::size_t>(options.columns),
                                   grid_gap(options.dpi), kMostPicturePixels);
  if (!plans) {
    return Unexpected<Diagnostic>{
        make_diagnostic(DiagnosticCode::kContactSheetTooLarge, {},
                        {text_of(options.dpi), text_of(kMostPicturePixels)})};
  }
  for (std::size_t i = 0; i < plans->size() && !signals.arrived(); ++i) {
    const GridPicture& plan = (*plans)[i];
    const auto picture = assemble(plan, drawn);
    if (!picture) return Unexpected<Diagnostic>{picture.error()};
    const std::string path = numbered_path(options.output, i + 1, plans->size());
    auto done = write(*picture, path);
    if (!done) return done;
    written.push_back({path, plan.places.front().page + 1, plan.places.back().page + 1});
  }
  return true;
}

}  // namespace

std::string numbered_path(const std::string& path, std::size_t number, std::size_t count) {
  if (count < 2) return path;
  std::string digits = text_of(static_cast<std::int64_t>(number));
  const std::string most = text_of(static_cast<std::int64_t>(count));
  digits.insert(0, most.size() - digits.size(), '0');
  const std::filesystem::path whole(path);
  std::filesystem::path named = whole.parent_path();
  named /= whole.stem().string() + "-" + digits + whole.extension().string();
  return named.string();
}

std::vector<ProofPicture> write_contact_sheets(const ProofOptions& options,
                                               std::vector<Diagnostic>& diagnostics) {
  std::vector<ProofPicture> written;
  if (const std::string fault = file_fault(options.file); !fault.empty()) {
    diagnostics.push_back(make_diagnostic(DiagnosticCode::kCannotRead, {}, {options.file, fault}));
    return written;
  }
  const HeldSignals signals;
  const auto folder = TemporaryFolder::make();
  if (!folder) {
    diagnostics.push_back(folder.error());
    return written;
  }
  const auto drawn = draw(options, *folder, signals, diagnostics);
  if (!drawn) {
    diagnostics.push_back(drawn.error());
    return written;
  }
  const auto done = write_all_pictures(options, *drawn, signals, written);
  if (!done) diagnostics.push_back(done.error());
  return written;
}

}  // namespace bifolium
