#include "batch/byte_source.h"

#include <sys/poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace bifolium {

DescriptorSource::DescriptorSource(int fd, int stop) : fd_(fd), stop_(stop) {}

ByteSource::Outcome DescriptorSource::read(char* into, std::size_t room, std::size_t& got) {
  for (;;) {
    // A negative descriptor is one that poll passes over.
    std::array<pollfd, 2> waited{pollfd{fd_, POLLIN, 0}, pollfd{stop_, POLLIN, 0}};
    if (::poll(waited.data(), waited.size(), -1) < 0) {
      if (errno == EINTR) continue;
      error_ = errno;
      return Outcome::kFailed;
    }
    if (waited[1].revents != 0) return Outcome::kStopped;
    if (waited[0].revents == 0) continue;
    const ssize_t n = ::read(fd_, into, room);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n < 0) {
      error_ = errno;
      return Outcome::kFailed;
    }
    got = static_cast<std::size_t>(n);
    return n == 0 ? Outcome::kEnd : Outcome::kBytes;
  }
}

std::string DescriptorSource::reason() const { return std::strerror(error_); }

std::uint64_t DescriptorSource::size() const {
  struct stat status {};
  if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  return static_cast<std::uint64_t>(status.st_size);
}

ByteSource::Outcome TextSource::read(char* into, std::size_t room, std::size_t& got) {
  got = std::min(room, text_.size() - at_);
  if (got == 0) return Outcome::kEnd;
  std::memcpy(into, text_.data() + at_, got);
  at_ += got;
  return Outcome::kBytes;
}

bool CharacterReader::fill() {
  if (outcome_ != ByteSource::Outcome::kBytes) return false;
  at_ = filled_ = 0;
  outcome_ = source_.read(buffer_.data(), buffer_.size(), filled_);
  if (outcome_ != ByteSource::Outcome::kBytes) filled_ = 0;
  return filled_ > 0;
}

}  // namespace bifolium
