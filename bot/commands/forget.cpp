#include <iostream>

#include "adapters/signal/forgetting.hpp"
#include "commands/person.hpp"

namespace commands {
namespace {

/// signal-cli has a list of its own, from which the bot takes them when it runs.
void leave_to_signal(storage::Store& store, const std::string& address) {
  const std::string name(signal_channel::forgetting_note);
  const storage::Cursor note{name, store.cursor(name) + address + ' '};
  store.commit({}, {&note, 1});
  std::cout << "signal-cli still has this person in its list; the bot takes them out at its next start.\n";
}

}  // namespace

int forget(const PersonOptions& options) {
  const storage::Address who = address_of(options);
  const auto store = open_existing(options);
  if (!store->forget(who)) return nobody_known();
  std::cout << "Erased: their key, their notebook and everything else that was kept.\n";
  if (who.channel == signal_channel::channel_name) leave_to_signal(*store, who.address);
  return 0;
}

}  // namespace commands
