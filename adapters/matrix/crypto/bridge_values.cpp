#include "adapters/matrix/crypto/bridge_values.hpp"

namespace matrix {

void refuse(std::string_view kind) {
  using Kind = CryptoError::Kind;
  if (kind == "store")
    throw CryptoError(Kind::store, "The store of Matrix keys can't be read or written, or its passphrase is another.");
  if (kind == "other_device") throw CryptoError(Kind::other_device, "The store of Matrix keys belongs to another device.");
  throw CryptoError(Kind::fault, "Matrix's encryption failed.");
}

rust::Vec<rust::String> strings(std::span<const std::string> texts) {
  rust::Vec<rust::String> copied;
  for (const std::string& text : texts) copied.push_back(text);
  return copied;
}

namespace {

CryptoRequest to_request(const bridge::Request& request) {
  return {std::string(request.id), std::string(request.kind), std::string(request.method), std::string(request.path),
          std::string(request.body)};
}

}  // namespace

std::vector<CryptoRequest> to_requests(const rust::Vec<bridge::Request>& requests) {
  std::vector<CryptoRequest> copied;
  for (const bridge::Request& request : requests) copied.push_back(to_request(request));
  return copied;
}

std::optional<CryptoRequest> first(const rust::Vec<bridge::Request>& requests) {
  if (requests.empty()) return std::nullopt;
  return to_request(requests.front());
}

Unreadable to_unreadable(bridge::Reading reading) {
  switch (reading) {
    case bridge::Reading::NoKey: return Unreadable::no_key;
    case bridge::Reading::Withheld: return Unreadable::withheld;
    case bridge::Reading::Unverified: return Unreadable::unverified;
    case bridge::Reading::Untrusted: return Unreadable::untrusted;
    default: return Unreadable::malformed;
  }
}

}  // namespace matrix
