#include "adapters/signal/people.hpp"

#include "adapters/signal/signal.hpp"

namespace signal_channel {

using boost::asio::awaitable;

awaitable<People::Ptr> People::find(Uuid who) {
  if (const auto known = people_.find(who); known != people_.end()) co_return known->second;
  const std::string note = co_await inbox_.kept(std::string(channel_name), who.text());
  const auto [place, is_new] = people_.try_emplace(who, nullptr);  // somebody else may have asked meanwhile
  if (is_new) {
    place->second = std::make_shared<Person>(executor_, who);
    place->second->contact = contact_from_note(note);
    place->second->known = !note.empty();
  }
  co_return place->second;
}

awaitable<void> People::save(Ptr person) {
  std::string note = to_note(person->contact);
  co_await inbox_.keep(std::string(channel_name), person->who.text(), std::move(note));
}

void People::wake() {
  for (const auto& [who, person] : people_) person->told.cancel();
}

}  // namespace signal_channel
