#include "adapters/signal/people.hpp"

#include "adapters/signal/signal.hpp"

namespace signal_channel {

using boost::asio::awaitable;

awaitable<People::Ptr> People::find(Uuid who) {
  if (Ptr person = known(who)) co_return person;
  const std::optional<std::string> note = co_await inbox_.kept(std::string(channel_name), who.text());
  if (Ptr person = known(who)) co_return person;  // somebody else has asked meanwhile
  const Ptr person = std::make_shared<Person>(executor_, who);
  if (!note) co_return person;
  person->recalled = true;
  person->known = !note->empty();
  person->contact = contact_from_note(*note);
  drop_idle();
  people_.emplace(std::move(who), person);
  co_return person;
}

People::Ptr People::known(const Uuid& who) const {
  const auto found = people_.find(who);
  return found == people_.end() ? nullptr : found->second;
}

awaitable<bool> People::save(Ptr person) {
  if (!person->recalled) co_return false;
  std::string note = to_note(person->contact);
  co_return co_await inbox_.keep(std::string(channel_name), person->who.text(), std::move(note));
}

void People::drop_idle() {
  if (people_.size() < most_idle) return;
  std::erase_if(people_, [](const auto& each) { return each.second.use_count() == 1; });
}

void People::wake() {
  for (const auto& [who, person] : people_) person->told.cancel();
}

}  // namespace signal_channel
