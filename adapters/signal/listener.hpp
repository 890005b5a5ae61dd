#pragma once
#include <vector>

#include "adapters/signal/protocol/backlog.hpp"
#include "adapters/signal/protocol/envelope.hpp"
#include "adapters/signal/speaker.hpp"

namespace signal_channel {

/// What came in one piece: committed first, and then everything else that it means. On the io_context's thread.
class Listener {
 public:
  /// All references must outlive it.
  Listener(Sender& sender, People& people, Speaker& speaker, runtime::Inbox& inbox, const Options& options, net::Tasks& tasks)
      : sender_(sender), people_(people), speaker_(speaker), inbox_(inbox), options_(options), tasks_(tasks) {}

  /// What an earlier run had read, and not answered.
  boost::asio::awaitable<void> resume();
  /// Comes back when it is committed. `since`: what Signal had before that, in milliseconds since 1970, was written while
  /// nobody was listening. Nothing came: it is quiet.
  boost::asio::awaitable<void> take(std::vector<Heard> news, std::uint64_t since);
  /// Whether take() is to be called again soon, even with nothing.
  bool has_backlog() const { return !backlog_.empty(); }

 private:
  using Messages = std::vector<core::Message>;
  boost::asio::awaitable<Messages> messages_in(const std::vector<Heard>& news, std::uint64_t since);
  boost::asio::awaitable<Messages> votes_in(const std::vector<Heard>& news);
  boost::asio::awaitable<bool> is_turned_away(Heard heard);
  boost::asio::awaitable<std::optional<std::string>> choice(Uuid who, PollVote vote);
  boost::asio::awaitable<void> commit(Messages messages, bool quiet);
  void go_on(const Heard& heard);
  boost::asio::awaitable<void> show_read(Uuid who, Timestamp message);
  boost::asio::awaitable<void> settle(Uuid who, Receipt receipt);
  boost::asio::awaitable<void> note_timer(Uuid who);
  boost::asio::awaitable<void> refuse_group(Uuid who, std::string text);
  boost::asio::awaitable<bool> answer_aside(Uuid who, core::Line line, std::string text);
  boost::asio::awaitable<void> turn_away(Uuid who, std::string text);
  boost::asio::awaitable<std::vector<Uuid>> untrusted_people();
  boost::asio::awaitable<void> key_changed(std::optional<Uuid> who);

  Sender& sender_;
  People& people_;
  Speaker& speaker_;
  runtime::Inbox& inbox_;
  const Options& options_;
  net::Tasks& tasks_;
  Backlog backlog_;
  std::string kept_;  // of the backlog
};

}  // namespace signal_channel
