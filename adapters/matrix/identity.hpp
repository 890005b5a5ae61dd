#pragma once
#include <boost/asio/awaitable.hpp>

#include "adapters/matrix/encryption.hpp"
#include "runtime/adapter.hpp"

namespace matrix {

/// Sees that the bot's device is signed by the account's own identity, since clients leave out devices that aren't
/// (MSC4153). Makes the identity at the first start, with its recovery key shown to the operator and noted as shown;
/// comes back by the recovery key where the keys are missing; never resets one. Throws ChannelError where the account
/// has an identity whose keys can't be had.
boost::asio::awaitable<void> establish_identity(Client& client, Encryption& encryption, runtime::Inbox& inbox,
                                                const Options& options);

}  // namespace matrix
