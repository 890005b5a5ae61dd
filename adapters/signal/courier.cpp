#include "adapters/signal/courier.hpp"

#include <algorithm>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "runtime/log.hpp"

namespace signal_channel {

namespace asio = boost::asio;
using asio::awaitable;
using Kind = Outcome::Kind;

namespace {

constexpr std::size_t most_arrived = 100;  // receipts of what nobody sent; the latest count

std::uint64_t milliseconds_now() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count());
}

/// Of what is tried again, when it was first tried: a receipt may be for any of the tries.
void note_try(Attempt& attempt) {
  if (attempt.tries++ == 0) attempt.since = milliseconds_now();
}

/// Signal names a message by when it was sent, and signal-cli runs on this machine.
std::optional<std::uint64_t> arrived_since(const Person& person, std::uint64_t since) {
  const auto found = person.arrived.lower_bound(since);
  return found == person.arrived.end() ? std::nullopt : std::optional(*found);
}

void accept(Person& person, std::optional<std::uint64_t> timestamp) {
  Attempt& attempt = *person.contact.attempt;
  if (timestamp) add_sent(person.contact, {*timestamp, attempt.delivery});
  attempt = {attempt.delivery, attempt.part + 1};
  person.arrived.clear();
}

/// What certainly was not sent is no try.
Fate not_sent(Person& person, Fate fate) {
  --person.contact.attempt->tries;
  return fate;
}

}  // namespace

awaitable<Fate> Courier::bring(People::Ptr person, std::uint64_t delivery, std::vector<Request> parts, bool urgent) {
  Contact& contact = person->contact;
  const bool goes_on = delivery != 0 && contact.attempt && contact.attempt->delivery == delivery;
  if (!goes_on && has_sent(contact, delivery)) co_return Fate::arrived;
  if (!goes_on) contact.attempt = Attempt{delivery};
  while (contact.attempt->part < parts.size()) {
    const std::optional<Fate> fate = co_await try_part(person, parts[contact.attempt->part], urgent);
    if (fate) co_return *fate;
  }
  contact.attempt.reset();
  co_await people_.save(person);
  co_return Fate::arrived;
}

/// Nothing when that part is through, or is to be tried again.
awaitable<std::optional<Fate>> Courier::try_part(People::Ptr person, Request part, bool urgent) {
  Attempt& attempt = *person->contact.attempt;
  if (attempt.tries > 0) {
    const std::optional<std::uint64_t> timestamp = co_await settle(person, urgent ? until_settled_urgently : until_settled);
    if (timestamp) co_return accept(*person, timestamp), std::nullopt;
    if (sender_.abandoned()) co_return Fate::later;
    if (!urgent && attempt.tries >= most_tries) co_return Fate::in_doubt;
  }
  note_try(attempt);
  co_await people_.save(person);
  const Outcome outcome = co_await sender_.send(std::move(part), urgent);
  switch (outcome.kind) {
    case Kind::accepted:
      accept(*person, outcome.timestamp ? std::optional(outcome.timestamp->milliseconds()) : std::nullopt);
      co_return std::nullopt;
    case Kind::unknown: if (outcome.no_network) co_return not_sent(*person, Fate::later); else co_return std::nullopt;
    case Kind::wait: co_return not_sent(*person, Fate::later);
    case Kind::untrusted: co_return not_sent(*person, Fate::untrusted);
    case Kind::gone:
    case Kind::refused: co_return not_sent(*person, Fate::refused);
  }
  co_return Fate::refused;
}

/// The message's name, where a receipt for it comes in time.
awaitable<std::optional<std::uint64_t>> Courier::settle(People::Ptr person, std::chrono::milliseconds patience) {
  const std::uint64_t since = person->contact.attempt->since;
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!arrived_since(*person, since) && std::chrono::steady_clock::now() < until && !sender_.abandoned()) {
    person->told.expires_at(until);
    co_await person->told.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  co_return arrived_since(*person, since);
}

void Courier::arrived(Person& person, const std::vector<std::uint64_t>& timestamps) {
  for (const std::uint64_t timestamp : timestamps)
    if (std::ranges::find(person.contact.sent, timestamp, &SentMessage::timestamp) == person.contact.sent.end())
      person.arrived.insert(timestamp);
  while (person.arrived.size() > most_arrived) person.arrived.erase(person.arrived.begin());
  person.told.cancel();
}

}  // namespace signal_channel
