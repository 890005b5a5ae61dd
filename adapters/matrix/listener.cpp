#include "adapters/matrix/listener.hpp"

#include <algorithm>

#include "adapters/matrix/hearing.hpp"
#include "adapters/matrix/protocol/requests.hpp"
#include "adapters/net/json.hpp"

namespace matrix {

using boost::asio::awaitable;

namespace {

constexpr int page_size = 100, most_pages = 10;
constexpr unsigned tries_for_a_page = 3;
/// Somebody types three in one go; more came while they could not reach us, or we them.
constexpr std::ptrdiff_t most_at_once = 5;
/// Above that nobody's name is asked for.
constexpr std::int64_t most_people = 20;

bool begins(const JoinedRoom& room) {
  const auto creates = [](const Event& event) { return event.type == "m.room.create"; };
  return std::ranges::any_of(room.state, creates) || std::ranges::any_of(room.timeline, creates);
}

}  // namespace

Listener::Listener(Client& client, Encryption& encryption, Rooms& rooms, runtime::Inbox& inbox, const Options& options,
                   WaitingEvents waiting)
    : client_(client), encryption_(encryption), rooms_(rooms), inbox_(inbox), options_(options), waiting_(std::move(waiting)) {}

awaitable<std::optional<News>> Listener::take(Sync sync, Round round) {
  SyncChanges changes = sync.crypto;
  const std::vector<std::string> with_keys = co_await encryption_.receive(std::move(changes));
  std::vector<Locked> retried = round.first ? waiting_.all() : waiting_.in(with_keys);
  std::vector<Story> stories;
  bool whole = co_await collect(stories, std::move(retried));
  if (whole) whole = co_await collect(stories, std::move(sync.joined), round);
  if (!whole) co_return std::nullopt;
  std::vector<Read> opened = co_await read(stories);
  co_return co_await hear(std::move(stories), std::move(opened));
}

awaitable<bool> Listener::collect(std::vector<Story>& stories, std::vector<Locked> retried) {
  for (const Locked& each : retried) {
    const std::optional<nlohmann::json> json = net::parse_json(each.event);
    std::optional<Event> event = json ? read_event(*json) : std::nullopt;
    const Rooms::Ptr room = co_await rooms_.find(each.room);
    if (!room) co_return false;
    if (event) stories.push_back({room, {std::move(*event)}, true});
  }
  co_return true;
}

awaitable<bool> Listener::collect(std::vector<Story>& stories, std::vector<JoinedRoom> rooms, const Round& round) {
  if (round.since.empty() && !round.keeps_past) co_return true;
  for (JoinedRoom& joined : rooms) {
    std::optional<Story> one = co_await story(std::move(joined), round);
    if (!one) co_return false;
    stories.push_back(std::move(*one));
  }
  co_return true;
}

awaitable<std::optional<Listener::Story>> Listener::story(JoinedRoom joined, const Round& round) {
  const bool fresh = begins(joined), gap = joined.limited && !fresh && !round.since.empty();
  Story story;
  story.room = co_await room_of(joined, fresh || gap);
  if (!story.room) co_return std::nullopt;
  for (const Event& event : joined.state)
    if (apply(*story.room, event)) story.changed_by = event.id;
  if (gap) {
    std::optional<std::vector<Event>> older = co_await missed(joined, round.since);
    if (!older) co_return std::nullopt;
    story.events = std::move(*older);
  }
  std::ranges::move(joined.timeline, std::back_inserter(story.events));
  const auto others = std::ranges::count_if(story.events, [&](const Event& event) { return event.sender != options_.user; });
  story.late = round.first || gap || fresh || others > most_at_once;
  co_return story;
}

/// `anew`: what is known of it may be out of date, or nothing. Somebody over a bridge may be met in an encrypted room too;
/// that one has to be known then.
awaitable<Rooms::Ptr> Listener::room_of(const JoinedRoom& joined, bool anew) {
  if (joined.people.value_or(0) > most_people) co_return rooms_.crowd(joined.id);
  Rooms::Ptr room;
  if (anew) room = co_await rooms_.ask(joined.id);
  else room = co_await rooms_.find(joined.id);
  if (room && rooms_.standing(*room) == Standing::bridged) co_await rooms_.find_for(rooms_.person_in(*room));
  co_return room;
}

/// Without states, since those after them are known already.
awaitable<std::optional<std::vector<Event>>> Listener::missed(const JoinedRoom& joined, std::string since) {
  std::vector<Event> events;
  std::string from = joined.prev_batch;
  for (int number = 0; number < most_pages && !from.empty(); ++number) {
    net::Request request = messages_request(joined.id, from, since, page_size);
    const Verdict answer = co_await client_.call(std::move(request), tries_for_a_page);
    if (answer.kind == Verdict::Kind::again && !answer.too_large && !rooms_.is_hopeless(joined.id)) co_return std::nullopt;
    Page page = read_page(answer.body);
    for (Event& event : page.events)
      if (!event.state_key) events.push_back(std::move(event));
    from = page.events.empty() ? std::string() : page.end;
  }
  std::ranges::reverse(events);
  co_return events;
}

awaitable<std::vector<Listener::Read>> Listener::read(const std::vector<Story>& stories) {
  std::vector<Locked> locked;
  std::vector<std::string> senders;
  for (const Story& each : stories)
    for (const Event& event : each.events)
      if (is_locked(event, options_.user)) {
        locked.push_back({each.room->id, event.raw});
        senders.push_back(event.sender);
      }
  std::vector<Read> none;
  if (locked.empty()) co_return none;
  co_return co_await encryption_.read(std::move(locked), std::move(senders));
}

awaitable<News> Listener::hear(std::vector<Story> stories, std::vector<Read> read) {
  News news;
  Hearing hearing(rooms_, options_, waiting_, news);
  std::size_t next = 0;
  for (const Story& each : stories) {
    if (!each.changed_by.empty()) news.changes[each.room->id] = {each.room, each.changed_by};
    for (const Event& event : each.events) {
      const bool locked = is_locked(event, options_.user);
      std::optional<Tapped> tap = hearing.hear(each.room, event, locked ? &read[next++] : nullptr, each.late);
      if (!tap) continue;
      const bool fits = co_await inbox_.is_latest(std::string(channel_name), tap->person, tap->delivery);
      hearing.tapped(std::move(*tap), fits);
    }
  }
  co_return news;
}

}  // namespace matrix
