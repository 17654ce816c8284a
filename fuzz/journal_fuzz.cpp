#include <cstddef>
#include <cstdint>

#include "batch/journal.h"
#include "choices.h"
#include "engine.h"

// A line of a journal: one that is taken is one that was written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  const std::string_view text = fuzz::as_text(data, size);
  (void)parse_journal_line(text);
  const JournalRecord record{"job", "out.pdf", "hash", size, std::string(text)};
  std::string line = journal_line(record);
  fuzz::require(line.find('\n') == line.size() - 1, "a record is one line");
  line.pop_back();
  const auto back = parse_journal_line(line);
  fuzz::require(back.has_value(), "what was written can be read");
  fuzz::require(back->output == record.output, "and says the same");
  return 0;
}
