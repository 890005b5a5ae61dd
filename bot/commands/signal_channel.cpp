#include "commands/signal_channel.hpp"

#include "adapters/signal/signal.hpp"
#include "commands/secret_file.hpp"
#include "commands/trouble.hpp"

namespace commands {

std::filesystem::path challenge_file(const std::filesystem::path& store) { return store / "signal-challenge"; }

std::unique_ptr<runtime::Adapter> open_signal(boost::asio::any_io_executor executor, const SignalConfig& config,
                                              const std::filesystem::path& store) {
  signal_channel::Options options{config.socket, *signal_channel::Account::read(config.account), config.new_people, config.polls,
                                  config.timer};
  options.show_challenge = [file = challenge_file(store)](std::string_view challenge) {
    try {
      write_secret(file, challenge);
      return true;
    } catch (const Trouble&) {
      return false;  // then it is waited for as long as Signal says
    }
  };
  options.challenge_waits = [file = challenge_file(store)] {
    std::error_code unknown;
    return std::filesystem::exists(file, unknown);
  };
  options.drop_challenge = [file = challenge_file(store)] {
    std::error_code unknown;
    std::filesystem::remove(file, unknown);
  };
  return signal_channel::open(std::move(executor), std::move(options));
}

}  // namespace commands
