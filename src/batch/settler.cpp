#include "batch/settler.h"

#include <filesystem>
#include <iterator>
#include <utility>

namespace bifolium {
namespace {

using Kind = JobResult::Kind;

JournalRecord record_of(const JobResult& result) {
  return {result.job_digest, result.name, result.sha256, result.pages, result.row};
}

}  // namespace

std::optional<Diagnostic> Settler::begin(const BatchFolder& folder) {
  auto manifest = LinesFile::open(folder.state_path() + "/manifest.part");
  if (!manifest) return manifest.error();
  manifest_.emplace(std::move(manifest).value());
  auto failures = LinesFile::open(folder.state_path() + "/failures.part");
  if (!failures) return failures.error();
  failures_.emplace(std::move(failures).value());
  return std::nullopt;
}

void Settler::end_batch(const WriteFault& fault) {
  if (!fault_) fault_ = fault.diagnostic;
}

void Settler::take(std::vector<JobResult> results) {
  if (waiting_.empty()) waiting_since_ = ports_.clock.now();
  waiting_.insert(waiting_.end(), std::make_move_iterator(results.begin()),
                  std::make_move_iterator(results.end()));
  const bool grouped = options_.durability == BatchDurability::kGroup && output_ != nullptr;
  if (!grouped || waiting_.size() >= kGroup) settle_waiting();
}

void Settler::tick() {
  if (waiting_.empty()) return;
  if (ports_.clock.now() - waiting_since_ >= kGroupMicroseconds) settle_waiting();
}

/// Settles all that waits. In a group, the disk is waited for three times: for the bytes before
/// they get their names, for the names before the journal has them, and for the journal.
void Settler::settle_waiting() {
  const bool grouped = options_.durability == BatchDurability::kGroup && output_ != nullptr;
  if (grouped && !waiting_.empty()) take(output_->sync_all());
  if (fault_) {  // Nothing of it was named; the next run makes it again.
    for (const JobResult& result : waiting_) {
      if (result.kind == Kind::kMade && output_ != nullptr) {
        output_->discard(result.name, result.job);
      }
    }
    waiting_.clear();
    return;
  }
  for (JobResult& result : waiting_) publish(result);
  if (grouped && !fault_) take(output_->sync_all());
  for (JobResult& result : waiting_) settle(result);
  waiting_.clear();
  if (journal_ != nullptr && !fault_) take(journal_->flush());
  if (grouped && journal_ != nullptr && !fault_) take(journal_->sync());
  if (manifest_ && !fault_) take(manifest_->flush());
  if (failures_ && !fault_) take(failures_->flush());
}

/// Gives a made file its name. Where that fails, the job has failed.
void Settler::publish(JobResult& result) {
  if (result.kind != Kind::kMade || output_ == nullptr) return;
  if (fault_) {
    output_->discard(result.name, result.job);
    result.kind = Kind::kNotBegun;
    return;
  }
  MaybeFault fault = output_->publish(result.name, result.job);
  if (!fault && options_.durability == BatchDurability::kEach) {
    fault = output_->sync_folder(result.name);
  }
  if (!fault) return;
  result.kind = fault->ends_batch ? Kind::kEndsBatch : Kind::kFailed;
  result.status = Status::kSystemFailed;
  result.diagnostics.push_back(fault->diagnostic);
  if (fault->ends_batch) end_batch(*fault);
}

void Settler::settle(JobResult& result) {
  switch (result.kind) {
    case Kind::kNotBegun:
      left_some_ = true;
      return;
    case Kind::kEndsBatch:
      end_batch({result.diagnostics.back(), true});
      return;
    case Kind::kMade:
      ++counts_.made;
      if (journal_ != nullptr && !fault_) {
        journal_->add(record_of(result));
        if (options_.durability == BatchDurability::kEach) {
          take(journal_->flush());
          if (!fault_) take(journal_->sync());
        }
      }
      break;
    case Kind::kKept:
      ++counts_.kept;
      break;
    case Kind::kFailed:
      ++counts_.failed;
      break;
  }
  ++counts_.settled;
  report(result);
}

void Settler::report(const JobResult& result) {
  if (result.kind == Kind::kFailed) {
    if (failures_) failures_->add(failure_line(result));
  } else {
    counts_.pages += result.pages;
    if (manifest_) manifest_->add(manifest_line(result.job, result.row));
  }
  ports_.on_settled(result, counts_);
}

void Settler::finish(const BatchFolder* folder, bool complete) {
  settle_waiting();
  if (folder == nullptr || !manifest_ || fault_) return;
  const auto sync = options_.durability == BatchDurability::kNone ? OutputFolder::Sync::kNo
                                                                  : OutputFolder::Sync::kYes;
  const ManifestEnd end{counts_.settled, counts_.made + counts_.kept, counts_.failed, counts_.pages,
                        complete};
  manifest_->add(manifest_end_line(end, manifest_->digest().digest()));
  const std::filesystem::path path(folder->path());
  take(failures_->finish((path / kFailuresName).string(), sync));
  if (!fault_) take(manifest_->finish((path / kManifestName).string(), sync));
  if (!fault_ && sync == OutputFolder::Sync::kYes) {
    take(output_->sync_folder(std::string(kManifestName)));
  }
}

}  // namespace bifolium
