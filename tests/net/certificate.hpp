#pragma once
#include <memory>
#include <string>

namespace net_test {

/// A certificate and its key, in PEM.
struct Identity {
  std::string certificate, key;
};

/// An authority that exists for one test.
class Authority {
 public:
  Authority();
  ~Authority();
  const std::string& certificate() const;  // PEM
  /// `names` as OpenSSL writes them: "DNS:localhost,IP:127.0.0.1". Ends `days` from now: a negative number is over.
  Identity sign(const std::string& names, int days = 1) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace net_test
