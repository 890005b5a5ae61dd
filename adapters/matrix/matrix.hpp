#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/matrix/crypto/crypto_machine.hpp"
#include "adapters/net/http_client.hpp"
#include "runtime/adapter.hpp"

namespace matrix {

inline constexpr std::string_view channel_name = "matrix";

/// How the bot proves who it is the first time; afterwards a sealed note holds the session. One of them is set.
struct Login {
  std::string password, access_token, refresh_token;
};

struct Options {
  net::Url homeserver;
  std::string user;                    // "@mooring:example.org"
  Login login;
  std::vector<std::string> bridges;    // protocol ids of bridges that the host trusts: "signal"
  bool polls = false;
  std::function<std::unique_ptr<CryptoMachine>(const std::string& user, const std::string& device)> open_machine;
  std::string recovery_key;            // of an identity that was made elsewhere; empty where there is none
  std::function<void(std::string_view recovery_key)> show_recovery_key;  // once, when the bot's identity is made
};

/// A bot account in encrypted direct chats.
std::unique_ptr<runtime::Adapter> open(boost::asio::any_io_executor executor, Options options);

}  // namespace matrix
