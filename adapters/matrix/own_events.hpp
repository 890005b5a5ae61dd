#pragma once
#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "adapters/matrix/client.hpp"

namespace matrix {

/// The ids of what the bot wrote in a room before that event and did not take back yet, the newest first. Looks back for
/// thousands of events, but not for ever. Nothing where the homeserver does not answer.
boost::asio::awaitable<std::optional<std::vector<std::string>>> own_events(Client& client, std::string room,
                                                                           std::string self, std::string before);

}  // namespace matrix
