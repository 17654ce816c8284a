#include <cstddef>
#include <cstdint>
#include <string>

#include "batch/byte_source.h"
#include "batch/job_reader.h"
#include "batch/output_name.h"
#include "choices.h"
#include "engine.h"

// The bytes of a jobs file, JSON lines or CSV, and the output names of its jobs.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  TextSource bytes(fuzz::as_text(data, size));
  JobReader reader(bytes, "jobs", "folder");
  Job job;
  std::uint64_t jobs = 0;
  NextJob got = reader.next(job);
  for (; got == NextJob::kJob; got = reader.next(job)) {
    fuzz::require(job.number == ++jobs, "jobs are numbered one after another");
    fuzz::require(job.end_offset <= size, "a job ends inside its file");
    if (job.fault) continue;
    fuzz::require(!job.content.empty(), "a job without a fault has a content");
    const auto name = output_name(job, "{content}-{number}");
    if (!name) continue;
    fuzz::require(name->size() <= kMaxName, "an output name is not too long");
    fuzz::require(find_non_text(*name) == std::string::npos, "an output name is text");
    const std::string fenced = '/' + *name + '/';
    for (const char* refused : {"//", "/../", "/./", "/.", "\\", "\n"}) {
      fuzz::require(fenced.find(refused) == std::string::npos, "an output name is safe");
    }
    fuzz::require(!folded_name(*name).empty(), "a name can be folded");
  }
  fuzz::require(got != NextJob::kStopped, "nobody stopped the reader");
  return 0;
}
