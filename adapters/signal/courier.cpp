#include "adapters/signal/courier.hpp"

#include <algorithm>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "adapters/signal/clock.hpp"

namespace signal_channel {

namespace asio = boost::asio;
using asio::awaitable;
using Kind = Outcome::Kind;

namespace {

constexpr std::size_t most_arrived = 100;  // receipts of what nobody sent; the latest count

/// The tries of a part, kept with the person. What is urgent goes out all the same where that can't be.
class KeptTries final : public Tries {
 public:
  KeptTries(People& people, People::Ptr person, Haste haste)
      : people_(people), person_(std::move(person)), haste_(haste), before_(attempt().tries) {}

  /// Of what is tried again, when it was first tried counts: a receipt may be for any of the tries.
  awaitable<bool> make() override {
    if (before_ == 0) attempt().since = milliseconds_now();
    attempt().tries = before_ + 1;
    const bool kept = co_await keep();
    co_return kept || haste_ == Haste::urgent;
  }
  awaitable<void> unmake() override {
    attempt().tries = before_;
    co_await keep();
  }

 private:
  Attempt& attempt() { return *person_->contact.attempt; }
  awaitable<bool> keep() {
    if (attempt().delivery == 0) co_return true;  // stands in no outbox either
    co_return co_await people_.save(person_);
  }

  People& people_;
  const People::Ptr person_;
  const Haste haste_;
  const unsigned before_;
};

std::chrono::milliseconds patience_after(unsigned tries, Haste haste) {
  if (haste != Haste::urgent) return Courier::until_settled;
  return std::min(Courier::until_settled_urgently * (1 << std::min(tries - 1, 6U)), Courier::longest_until_settled);
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

}  // namespace

awaitable<Fate> Courier::bring(People::Ptr person, std::uint64_t delivery, std::vector<Request> parts,
                               std::size_t needed, Haste haste) {
  Contact& contact = person->contact;
  const bool goes_on = delivery != 0 && contact.attempt && contact.attempt->delivery == delivery;
  if (!goes_on && has_sent(contact, delivery)) co_return Fate::arrived;
  if (!goes_on) contact.attempt = Attempt{delivery};
  while (contact.attempt->part < parts.size()) {
    const std::size_t part = contact.attempt->part;
    const std::optional<Fate> fate = co_await try_part(person, parts[part], haste);
    if (fate == Fate::refused && part >= needed) break;
    if (fate) co_return *fate;
  }
  contact.attempt.reset();
  if (delivery != 0) co_await people_.save(person);
  co_return Fate::arrived;
}

/// Nothing when that part is through, or is to be tried again.
awaitable<std::optional<Fate>> Courier::try_part(People::Ptr person, Request part, Haste haste) {
  Attempt& attempt = *person->contact.attempt;
  if (attempt.tries > 0) {
    const std::optional<std::uint64_t> timestamp = co_await settle(person, patience_after(attempt.tries, haste));
    if (timestamp) co_return accept(*person, timestamp), std::nullopt;
    if (sender_.abandoned()) co_return Fate::later;
    if (haste != Haste::urgent && attempt.tries >= most_tries) co_return Fate::in_doubt;
  }
  KeptTries tries(people_, person, haste);
  Way way{person->who, haste != Haste::ordinary, &tries};
  const Outcome outcome = co_await sender_.send(std::move(part), std::move(way));
  switch (outcome.kind) {
    case Kind::accepted:
      accept(*person, outcome.timestamp ? std::optional(outcome.timestamp->milliseconds()) : std::nullopt);
      co_return std::nullopt;
    case Kind::unknown: if (outcome.no_network) co_return Fate::later; else co_return std::nullopt;
    case Kind::wait: co_return Fate::later;
    case Kind::untrusted: co_return Fate::untrusted;
    case Kind::gone:
    case Kind::refused: co_return Fate::refused;
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
