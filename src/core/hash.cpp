#include "core/hash.h"

// The one-shot functions of OpenSSL 3 first load its providers, which costs more than all digests
// of a leaflet; the plain ones are deprecated for that alone.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

namespace bifolium {

Sha256 sha256(std::string_view bytes) {
  Sha256 digest;
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  SHA256_Final(digest.data(), &context);
  return digest;
}

struct Sha256Stream::State {
  SHA256_CTX context;
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) { SHA256_Init(&state_->context); }

Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::add(std::string_view bytes) {
  SHA256_Update(&state_->context, bytes.data(), bytes.size());
}

Sha256 Sha256Stream::digest() const {
  Sha256 digest;
  SHA256_CTX copy = state_->context;
  SHA256_Final(digest.data(), &copy);
  return digest;
}

std::string hex_text(const Sha256& digest) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : digest) {
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 15]);
  }
  return out;
}

}  // namespace bifolium
