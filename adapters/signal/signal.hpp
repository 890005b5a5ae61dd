#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "adapters/signal/protocol/address.hpp"
#include "runtime/adapter.hpp"

namespace signal_channel {

/// What becomes of somebody who writes for the first time. A crisis is answered in any case.
enum class NewPeople : std::uint8_t {
  accept,
  remove,  // one sentence, and their message request is deleted
  block,   // the same, and nothing more of theirs is received
};

struct Options {
  std::filesystem::path socket;                 // of signal-cli's daemon
  Account account;                              // the bot's own
  NewPeople new_people = NewPeople::accept;
  bool polls = false;
  std::optional<std::chrono::seconds> timer = {};  // messages disappear after it, where the person has set nothing
  std::function<bool(std::string_view)> show_challenge = {};  // for which the operator has to solve a captcha; false: can't
  std::function<bool()> challenge_waits = {};   // whether they have not yet
  std::function<void()> drop_challenge = {};    // Signal has no need of it any more
};

/// The account of a signal-cli that runs beside the bot.
std::unique_ptr<runtime::Adapter> open(boost::asio::any_io_executor executor, Options options);

}  // namespace signal_channel
