#include "batch/worker.h"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include "batch/job_memory.h"
#include "batch/manifest.h"
#include "batch/output_name.h"
#include "core/decimal.h"
#include "core/diagnostics.h"
#include "core/hash.h"

namespace bifolium {
namespace {

constexpr std::int64_t kMicrosecondsPerMillisecond = 1000;
constexpr std::int64_t kBytesPerMebibyte = std::int64_t{1} << 20;

JobResult result_for(const PlannedJob& planned) {
  JobResult result;
  result.job = planned.job.number;
  result.line = planned.job.line;
  result.end_offset = planned.job.end_offset;
  result.content = planned.job.content;
  result.name = planned.name;
  return result;
}

}  // namespace

void Worker::run(Conveyor& conveyor) {
  while (std::optional<Chunk> chunk = conveyor.take()) {
    chunk->results.reserve(chunk->jobs.size());
    for (const PlannedJob& planned : chunk->jobs) chunk->results.push_back(settle(planned));
    chunk->jobs.clear();
    conveyor.give_back(std::move(*chunk));
  }
}

void Worker::fail(JobResult& result, const Diagnostic& why, Status status) {
  result.kind = JobResult::Kind::kFailed;
  result.status = status;
  result.diagnostics.push_back(why);
}

JobResult Worker::settle(const PlannedJob& planned) {
  JobResult result = result_for(planned);
  result.thread = thread_;
  if (context_.stop_outside.load() || context_.stop_inside.load()) return result;
  if (planned.job.fault) {
    fail(result, *planned.job.fault, Status::kInputWrong);
    return result;
  }
  result.begin = context_.clock.now();
  make_bounded(planned, result);
  return result;
}

/// Makes a leaflet within the bounds of a job. What one that was broken off has left behind in the
/// maker is thrown away: the next one begins with nothing, as a process does.
void Worker::make_bounded(const PlannedJob& planned, JobResult& result) {
  const JobMemory memory(context_.options.job_bytes);
  try {
    make(planned, result);
  } catch (const std::bad_alloc&) {
    fail(result, make_diagnostic(DiagnosticCode::kOutOfMemory, {}), Status::kSystemFailed);
  } catch (const std::exception& e) {
    fail(result, make_diagnostic(DiagnosticCode::kInternalFault, {}, {e.what()}),
         Status::kInternalFault);
  }
  if (memory.exceeded() && result.kind != JobResult::Kind::kEndsBatch) {
    if (result.kind == JobResult::Kind::kMade && output_ != nullptr) {
      output_->discard(planned.name, planned.job.number);
    }
    // Where the bound was met does not say what the job is about: what it said is left out.
    result.diagnostics.clear();
    fail(result,
         make_diagnostic(DiagnosticCode::kJobTooLarge, {},
                         {integer_text(context_.options.job_bytes / kBytesPerMebibyte)}),
         Status::kSystemFailed);
  }
  const bool broken_off = std::ranges::any_of(result.diagnostics, [](const Diagnostic& d) {
    const auto code = static_cast<DiagnosticCode>(d.code);
    return code == DiagnosticCode::kJobTooSlow || code == DiagnosticCode::kJobTooLarge ||
           code == DiagnosticCode::kOutOfMemory || code == DiagnosticCode::kInternalFault;
  });
  if (broken_off) maker_->begin_anew();
}

Request Worker::request_for(const Job& job) const {
  Request request = context_.options.request;
  request.content = job.content_path;
  if (!job.layout.empty()) request.layout = job.layout;
  if (!job.edition.empty()) request.edition = job.edition;
  if (!job.pages.empty()) request.pages = job.pages;
  if (!job.press.empty()) request.press = job.press;
  request.values = job.values;
  request.spare_values = values_in_name(job, context_.options.output_template);
  request.write_pdf = !context_.options.check;
  request.most_microseconds = context_.options.job_milliseconds * kMicrosecondsPerMillisecond;
  if (context_.options.time_stages || request.most_microseconds > 0)
    request.clock = [this] { return context_.clock.now(); };
  return request;
}

/// True where an earlier run made the job's file, nothing that it depends on has changed since, and
/// the file is still what it was.
bool Worker::keep(const PlannedJob& planned, JobResult& result) {
  if (planned.journal_offset == 0 || context_.journal == nullptr) return false;
  const std::optional<JournalRecord> record = context_.journal->read_at(planned.journal_offset);
  if (!record || record->output != planned.name || record->job_digest != result.job_digest) {
    return false;
  }
  const std::optional<Sha256> digest = output_->digest(planned.name);
  if (!digest || hex_text(*digest) != record->sha256) return false;
  result.kind = JobResult::Kind::kKept;
  result.sha256 = record->sha256;
  result.row = record->row;
  result.pages = record->pages;
  return true;
}

void Worker::make(const PlannedJob& planned, JobResult& result) {
  const Request request = request_for(planned.job);
  if (output_ != nullptr) {
    // Taken before the leaflet is made: where its content changes just then, the journal has the
    // digest of the old one, and the next run makes it anew.
    Sha256Stream digest;
    digest.add(maker_->input_digest(request));
    digest.add("\n" + planned.job.content + "\n" + planned.name);
    result.job_digest = hex_text(digest.digest());
    if (keep(planned, result)) return;
  }
  const Document document = maker_->make(request);
  result.duration = context_.clock.now() - result.begin;
  if (output_ != nullptr && document.status == Status::kDone) {
    result.layout_digest = maker_->layout_digest(request, document);
  }
  if (context_.options.time_stages) result.stages = document.stages;
  take_document(planned, document, result);
}

void Worker::take_document(const PlannedJob& planned, const Document& document, JobResult& result) {
  const BatchOptions& options = context_.options;
  const bool hide = !planned.job.values.empty() && !options.log_values;
  for (const Diagnostic& diagnostic : document.diagnostics) {
    result.diagnostics.push_back(hide ? without_values(diagnostic) : diagnostic);
  }
  result.status = document.status;
  if (document.status != Status::kDone) {
    result.kind = JobResult::Kind::kFailed;
    return;
  }
  const std::int64_t most = options.job_milliseconds;
  if (most > 0 && result.duration > most * kMicrosecondsPerMillisecond) {
    fail(result, make_diagnostic(DiagnosticCode::kJobTooSlow, {}, {integer_text(most)}),
         Status::kSystemFailed);
    return;
  }
  result.kind = JobResult::Kind::kMade;
  result.pages = document.pages;
  if (output_ == nullptr) return;
  // A job has one file: with a press, the press copy.
  const std::string& bytes = document.press_pdf.empty() ? document.pdf : document.press_pdf;
  result.sha256 = hex_text(sha256(bytes));
  result.row = manifest_row(result, document, options.request.as_of);
  const auto sync = options.durability == BatchDurability::kEach ? OutputFolder::Sync::kYes
                                                                 : OutputFolder::Sync::kNo;
  const MaybeFault unwritten = output_->stage(planned.name, planned.job.number, bytes, sync);
  if (!unwritten) return;
  fail(result, unwritten->diagnostic, Status::kSystemFailed);
  if (unwritten->ends_batch) result.kind = JobResult::Kind::kEndsBatch;
}

}  // namespace bifolium
