#include "batch/conveyor.h"

#include <chrono>
#include <utility>

namespace bifolium {

bool Conveyor::put(std::vector<PlannedJob> jobs) {
  std::unique_lock<std::mutex> lock(mutex_);
  room_or_stop_.wait(lock, [&] { return on_the_way_ < room_ || stopped_; });
  if (stopped_) return false;
  waiting_.push({next_in_++, std::move(jobs), {}});
  ++on_the_way_;
  lock.unlock();
  work_or_end_.notify_one();
  return true;
}

void Conveyor::close() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
  }
  work_or_end_.notify_all();
  done_or_end_.notify_all();
}

std::optional<Chunk> Conveyor::take() {
  std::unique_lock<std::mutex> lock(mutex_);
  work_or_end_.wait(lock, [&] { return !waiting_.empty() || closed_; });
  if (waiting_.empty()) return std::nullopt;
  Chunk chunk = std::move(waiting_.front());
  waiting_.pop();
  return chunk;
}

void Conveyor::give_back(Chunk chunk) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const std::uint64_t index = chunk.index;
    finished_.emplace(index, std::move(chunk));
  }
  done_or_end_.notify_one();
}

std::optional<Chunk> Conveyor::next_done(std::int64_t milliseconds) {
  std::unique_lock<std::mutex> lock(mutex_);
  done_or_end_.wait_for(lock, std::chrono::milliseconds(milliseconds),
                        [&] { return finished_.contains(next_out_) || is_done(); });
  const auto found = finished_.find(next_out_);
  if (found == finished_.end()) return std::nullopt;
  Chunk chunk = std::move(found->second);
  finished_.erase(found);
  ++next_out_;
  --on_the_way_;
  lock.unlock();
  room_or_stop_.notify_one();
  return chunk;
}

bool Conveyor::done() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return is_done();
}

void Conveyor::stop() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopped_ = true;
  }
  room_or_stop_.notify_all();
}

}  // namespace bifolium
