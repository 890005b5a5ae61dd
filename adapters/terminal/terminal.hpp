#pragma once
#include <memory>
#include <string>

#include "adapters/terminal/line_source.hpp"
#include "runtime/adapter.hpp"

namespace terminal {

/// The only person of this channel.
inline constexpr std::string_view channel_name = "terminal", person = "local";

/// A conversation with whoever sits at the terminal. Opening it is already asking for it, so it greets first; "exit"
/// clears the screen, where there is one.
class Terminal final : public runtime::Adapter {
 public:
  /// `run` makes message ids of this run unlike those of any other.
  Terminal(std::unique_ptr<LineSource> lines, int output, std::string run);

  std::string_view channel() const override { return channel_name; }
  boost::asio::awaitable<void> run(runtime::Inbox& inbox) override;
  boost::asio::awaitable<runtime::Sent> send(const runtime::Delivery& delivery) override;

  void stop() override;
  /// Whether the output could not be written; errno's value then, else 0.
  int output_error() const { return output_error_; }

 private:
  boost::asio::awaitable<void> hand_on(runtime::Inbox& inbox, core::MessageKind kind, std::string_view text);

  std::unique_ptr<LineSource> lines_;
  int output_;
  std::string run_;
  bool screen_;
  std::uint64_t count_ = 0;
  bool left_ = false;
  int output_error_ = 0;
};

}  // namespace terminal
