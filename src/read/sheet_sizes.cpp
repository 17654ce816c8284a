#include "read/sheet_sizes.h"

#include <array>

namespace bifolium {
namespace {

// ISO 216, and the untrimmed sheets (SRA) of ISO 217; DL is a third of A4; North American sizes in
// inches.
constexpr auto kSheetSizes = std::to_array<SheetSize>({
    {"A1", {594'000, LengthUnit::kMm}, {841'000, LengthUnit::kMm}},
    {"A2", {420'000, LengthUnit::kMm}, {594'000, LengthUnit::kMm}},
    {"A3", {297'000, LengthUnit::kMm}, {420'000, LengthUnit::kMm}},
    {"A4", {210'000, LengthUnit::kMm}, {297'000, LengthUnit::kMm}},
    {"A5", {148'000, LengthUnit::kMm}, {210'000, LengthUnit::kMm}},
    {"A6", {105'000, LengthUnit::kMm}, {148'000, LengthUnit::kMm}},
    {"DL", {99'000, LengthUnit::kMm}, {210'000, LengthUnit::kMm}},
    {"SRA1", {640'000, LengthUnit::kMm}, {900'000, LengthUnit::kMm}},
    {"SRA2", {450'000, LengthUnit::kMm}, {640'000, LengthUnit::kMm}},
    {"SRA3", {320'000, LengthUnit::kMm}, {450'000, LengthUnit::kMm}},
    {"SRA4", {225'000, LengthUnit::kMm}, {320'000, LengthUnit::kMm}},
    {"letter", {8'500, LengthUnit::kIn}, {11'000, LengthUnit::kIn}},
    {"half-letter", {5'500, LengthUnit::kIn}, {8'500, LengthUnit::kIn}},
    {"legal", {8'500, LengthUnit::kIn}, {14'000, LengthUnit::kIn}},
    {"tabloid", {11'000, LengthUnit::kIn}, {17'000, LengthUnit::kIn}},
});

}  // namespace

std::string sheet_size_names() {
  std::string out;
  for (const SheetSize& size : kSheetSizes) out.append(size.name).append(" ");
  return out;
}

std::size_t sheet_size_count() { return kSheetSizes.size(); }

const SheetSize& sheet_size(std::size_t index) { return kSheetSizes.at(index); }

}  // namespace bifolium
