#pragma once
#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/matrix/matrix.hpp"
#include "adapters/net/http_client.hpp"

namespace matrix {

/// Who the bot is at its homeserver. Kept as a sealed note.
struct Session {
  std::string user, device, access_token, refresh_token;
};
inline constexpr std::string_view session_note = "matrix/session";

std::string to_note(const Session& session);
/// Nothing for what is no such note, and for another user's.
std::optional<Session> from_note(std::string_view note, std::string_view user);

/// Logs in with what Options hold: a new device, or the one that the token belongs to. Tries again for as long as the
/// homeserver can't be reached. Throws ChannelError where it says no.
boost::asio::awaitable<Session> log_in(net::HttpClient& http, const Options& options);

/// A new access token for the same device: by the refresh token, or else by the password. Throws ChannelError where
/// neither works.
boost::asio::awaitable<Session> renew(net::HttpClient& http, const Options& options, Session session);

}  // namespace matrix
