#include "adapters/matrix/listener.hpp"

#include <algorithm>

#include "adapters/matrix/hearing.hpp"
#include "adapters/matrix/protocol/requests.hpp"
#include "adapters/net/json.hpp"

namespace matrix {

using boost::asio::awaitable;
using net::parse_json;

namespace {

constexpr int page_size = 100, most_pages = 10;
constexpr unsigned tries_for_a_page = 5;
/// Somebody types three in one go; more came while they could not reach us, or we them.
constexpr std::ptrdiff_t most_at_once = 5;

bool begins(const JoinedRoom& room) {
  const auto creates = [](const Event& event) { return event.type == "m.room.create"; };
  return std::ranges::any_of(room.state, creates) || std::ranges::any_of(room.timeline, creates);
}

}  // namespace

Listener::Listener(Client& client, Encryption& encryption, Rooms& rooms, runtime::Inbox& inbox, const Options& options,
                   WaitingEvents waiting)
    : client_(client), encryption_(encryption), rooms_(rooms), inbox_(inbox), options_(options), waiting_(std::move(waiting)) {}

awaitable<News> Listener::take(Sync sync, std::string since, bool late) {
  SyncChanges changes = sync.crypto;
  const std::vector<std::string> rooms_with_keys = co_await encryption_.receive(std::move(changes));
  std::vector<Locked> retried = waiting_.take(rooms_with_keys);
  News news;
  news.waiting_changed = !retried.empty();
  const std::vector<Story> all = co_await stories(std::move(sync), std::move(retried), std::move(since), late);
  const std::vector<Read> read_events = co_await read(all);
  Hearing hearing(rooms_, options_, waiting_, news);
  std::size_t next = 0;
  for (const Story& each : all) {
    if (!each.changed_by.empty()) news.changes[each.room->id] = {each.room, each.changed_by};
    for (const Event& event : each.events) {
      const bool locked = is_locked(event, options_.user);
      std::optional<Tapped> tap = hearing.hear(each.room, event, locked ? &read_events[next++] : nullptr, each.late);
      if (!tap) continue;
      const bool fits = co_await inbox_.is_latest(std::string(channel_name), tap->person, tap->delivery);
      hearing.tapped(std::move(*tap), fits);
    }
  }
  co_return news;
}

awaitable<std::vector<Listener::Story>> Listener::stories(Sync sync, std::vector<Locked> retried, std::string since, bool late) {
  std::vector<Story> all;
  for (const Locked& each : retried) {
    const std::optional<nlohmann::json> json = parse_json(each.event);
    std::optional<Event> event = json ? read_event(*json) : std::nullopt;
    const Rooms::Ptr room = co_await rooms_.find(each.room);
    if (event && room) all.push_back({room, {std::move(*event)}, false});
  }
  for (JoinedRoom& joined : sync.joined) {
    Story one = co_await story(std::move(joined), since, late);
    if (one.room) all.push_back(std::move(one));
  }
  co_return all;
}

awaitable<Listener::Story> Listener::story(JoinedRoom joined, std::string since, bool late) {
  Story story;
  const bool whole = begins(joined);
  if (whole) story.room = rooms_.begin(joined.id);
  else story.room = co_await rooms_.find(joined.id);
  if (!story.room) co_return story;
  for (const Event& event : joined.state)
    if (apply(*story.room, event)) story.changed_by = event.id;
  const bool gap = joined.limited && !whole && !since.empty();
  if (gap) story.events = co_await missed(joined.id, joined.prev_batch, since);
  std::ranges::move(joined.timeline, std::back_inserter(story.events));
  if (since.empty()) std::erase_if(story.events, [](const Event& event) { return !event.state_key; });
  const auto others = std::ranges::count_if(story.events, [&](const Event& event) { return event.sender != options_.user; });
  story.late = late || gap || whole || others > most_at_once;
  co_return story;
}

/// Without states, since those after them are known already.
awaitable<std::vector<Event>> Listener::missed(std::string room, std::string from, std::string to) {
  std::vector<Event> events;
  for (int number = 0; number < most_pages && !from.empty(); ++number) {
    net::Request request = messages_request(room, from, to, page_size);
    const Verdict answer = co_await client_.call(std::move(request), tries_for_a_page);
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
  for (const Story& each : stories)
    for (const Event& event : each.events)
      if (is_locked(event, options_.user)) locked.push_back({each.room->id, event.raw});
  std::vector<Read> none;
  if (locked.empty()) co_return none;
  co_return co_await encryption_.decrypt(std::move(locked));
}

}  // namespace matrix
