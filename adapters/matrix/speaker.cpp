#include "adapters/matrix/speaker.hpp"

#include <fmt/format.h>

#include "adapters/matrix/own_events.hpp"
#include "adapters/matrix/protocol/outgoing.hpp"
#include "adapters/matrix/protocol/requests.hpp"
#include "adapters/matrix/random_token.hpp"
#include "adapters/net/json.hpp"
#include "runtime/log.hpp"

namespace matrix {

using boost::asio::awaitable;
using net::dump;
using net::text_of;
using runtime::Sent;
using Kind = Verdict::Kind;

namespace {

constexpr std::string_view message_type = "m.room.message", sealed_type = "m.room.encrypted";
constexpr unsigned tries_for_a_name = 2;
constexpr std::size_t most_taken_back = 20;  // at once
constexpr std::chrono::minutes between_crises{1};

/// What can be helped by writing again may be said again; what a person has decided to leave is not repeated soon.
std::chrono::hours once_in(core::Line line) {
  return line == core::Line::unsigned_device ? std::chrono::hours(24 * 30) : std::chrono::hours(1);
}

/// How a reply fares in a room that has changed since its person wrote. A crisis is answered wherever there is somebody, but
/// never in plain text where it was encrypted before.
Sent fate(Standing standing, bool urgent) {
  switch (standing) {
    case Standing::direct:
    case Standing::bridged: return Sent::accepted;
    case Standing::switched_off:
    case Standing::alone: return Sent::refused;
    case Standing::unencrypted:
    case Standing::other_bridge: return urgent ? Sent::accepted : Sent::refused;
    case Standing::group:
    case Standing::waiting:
    case Standing::moved: return urgent ? Sent::accepted : Sent::unknown;  // it may become theirs alone again
  }
  return Sent::unknown;
}

Sent sent_of(const Verdict& verdict) {
  if (verdict.kind == Kind::done) return Sent::accepted;
  if (verdict.kind != Kind::refused) return Sent::unknown;
  runtime::log(runtime::Event::reply_refused, {{"status", verdict.status}});
  return Sent::refused;
}

}  // namespace

Speaker::Speaker(Client& client, Encryption& encryption, Rooms& rooms, runtime::Inbox& inbox, const Options& options,
                 std::string salt)
    : client_(client), encryption_(encryption), rooms_(rooms), inbox_(inbox), options_(options), salt_(std::move(salt)) {}

awaitable<Verdict> Speaker::say(Rooms::Ptr room, Saying saying) {
  std::string content = dump(saying.content);
  if (room->encryption_seen) {
    Plain plain{room->id, readers(*room, options_.user), room->rotation, saying.type, content, saying.whose,
                saying.urgent};
    std::optional<std::string> sealed = co_await encryption_.encrypt(std::move(plain));
    if (!sealed) co_return Verdict{};
    content = std::move(*sealed);
    saying.type = sealed_type;
  }
  net::Request request = send_request(room->id, saying.type, saying.txn, std::move(content));
  co_return co_await client_.send(std::move(request), saying.urgent);
}

/// Over a bridge nothing but text arrives.
Speaker::Saying Speaker::saying_of(const Room& room, const runtime::Delivery& delivery) const {
  const core::Reply& reply = delivery.reply;
  const std::string once = delivery.id == 0 ? random_token() : std::to_string(delivery.id);
  const std::string txn = transaction_id(salt_, "reply " + once);
  const bool as_poll = options_.polls && !reply.choices.empty() && !reply.urgent && delivery.id != 0;
  if (as_poll && rooms_.standing(room) == Standing::direct)
    return {std::string(poll_type), poll(reply, delivery.id), txn, false};
  return {std::string(message_type), notice(core::show(reply)), txn, reply.urgent};
}

awaitable<Sent> Speaker::reply(const runtime::Delivery& delivery) {
  const Rooms::Ptr room = co_await rooms_.find_for(delivery.conversation);
  if (!room || room->id.empty()) co_return Sent::unknown;  // the next thing they write says where they are
  const bool urgent = delivery.reply.urgent;
  if (!urgent) co_await say_aside(room, delivery.quiet);
  const Sent fared = fate(rooms_.standing(*room), urgent);
  if (fared == Sent::refused) runtime::log(runtime::Event::reply_refused);
  if (fared != Sent::accepted) co_return fared;
  const Verdict verdict = co_await say_reply(room, delivery);
  const Sent sent = sent_of(verdict);
  if (urgent) co_await say_aside(room, delivery.quiet);
  if (sent != Sent::accepted || delivery.then != core::Then::leave) co_return sent;
  std::string way_out = text_of(verdict.body, "event_id");
  co_return co_await take_back(room->id, std::move(way_out));
}

awaitable<Verdict> Speaker::say_reply(Rooms::Ptr room, const runtime::Delivery& delivery) {
  Saying saying = saying_of(*room, delivery);
  co_return co_await say(room, std::move(saying));
}

/// What stands beside the words, and comes before them where they can wait.
awaitable<void> Speaker::say_aside(Rooms::Ptr room, bool quiet) {
  if (!rooms_.may_converse(*room)) co_return;
  co_await show_name(room, quiet);
  Remark remark{room, core::Line::bridged, room->id};
  if (untold_.erase(room->id) > 0 && rooms_.standing(*room) == Standing::bridged) co_await this->remark(std::move(remark));
}

awaitable<void> Speaker::show_name(Rooms::Ptr room, bool quiet) {
  const std::string neutral = inbox_.line(core::Line::quiet_name);
  if ((room->names[options_.user] == neutral) == quiet) co_return;
  std::string name = neutral, avatar;
  if (!quiet) {
    net::Request request = profile_request(options_.user);
    const Verdict profile = co_await client_.call(std::move(request), tries_for_a_name);
    name = text_of(profile.body, "displayname");
    avatar = text_of(profile.body, "avatar_url");
  }
  net::Request request = set_state_request(room->id, "m.room.member", options_.user, dump(named(name, avatar)));
  const Verdict answer = co_await client_.call(std::move(request), tries_for_a_name);
  if (answer.kind == Kind::done) room->names[options_.user] = name;
}

awaitable<Sent> Speaker::take_back(std::string room, std::string before) {
  const std::optional<std::vector<std::string>> own = co_await own_events(client_, room, options_.user, std::move(before));
  if (!own) co_return Sent::unfinished;
  std::size_t count = 0;
  for (const std::string& event : *own) {
    if (++count > most_taken_back) co_return Sent::unfinished;  // what they write now comes first
    net::Request request = redact_request(room, event, transaction_id(salt_, "redaction " + event));
    const Verdict answer = co_await client_.send(std::move(request), false);
    if (answer.kind == Kind::again) co_return Sent::unfinished;
  }
  co_return Sent::accepted;
}

awaitable<void> Speaker::remark(Remark remark) {
  if (has_remarked(remark.room->id, remark.line)) co_return;
  remarked_[{remark.room->id, remark.line}] = std::chrono::steady_clock::now();
  const std::string what = fmt::format("remark {} {} {}", remark.room->id, core::name(remark.line), remark.cause);
  Saying saying{std::string(message_type), notice(inbox_.line(remark.line)), transaction_id(salt_, what), false, remark.whose};
  const Verdict verdict = co_await say(remark.room, std::move(saying));
  if (verdict.kind != Kind::done) may_remark_again(remark.room->id, remark.line);
}

void Speaker::forget(const std::string& room) {
  std::erase_if(remarked_, [&](const auto& each) { return each.first.first == room; });
  crises_.erase(room);
  untold_.erase(room);
}

bool Speaker::has_remarked(const std::string& room, core::Line line) const {
  const auto found = remarked_.find({room, line});
  return found != remarked_.end() && std::chrono::steady_clock::now() < found->second + once_in(line);
}

awaitable<void> Speaker::say_crisis_lines(Rooms::Ptr room, std::vector<core::Reply> lines, std::string cause) {
  const auto now = std::chrono::steady_clock::now();
  if (const auto said = crises_.find(room->id); said != crises_.end() && now < said->second + between_crises) co_return;
  crises_[room->id] = now;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string what = fmt::format("crisis {} {} {}", room->id, cause, i);
    Saying saying{std::string(message_type), notice(core::show(lines[i])), transaction_id(salt_, what), true};
    co_await say(room, std::move(saying));
  }
}

}  // namespace matrix
