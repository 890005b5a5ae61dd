#include "commands/person.hpp"

#include <iostream>

#include <fmt/format.h>

#include "adapters/signal/protocol/address.hpp"
#include "commands/config.hpp"
#include "commands/folders.hpp"
#include "commands/trouble.hpp"
#include "storage/sqlite_store.hpp"

namespace commands {

storage::Address address_of(const PersonOptions& options) {
  if (options.channel == "terminal" || options.channel == "matrix") return {options.channel, options.address};
  if (options.channel != signal_channel::channel_name)
    throw Trouble("There is no such channel: it is one of matrix, signal and terminal.");
  const auto who = signal_channel::Uuid::read(options.address);
  if (!who) throw Trouble("On Signal the address is the person's Signal id of 36 characters, not their number; signal-cli lists it.");
  return {options.channel, who->text()};
}

std::unique_ptr<storage::Store> open_existing(const PersonOptions& options) {
  const auto folder = options.config.empty() ? find_data(options.data) : load_config(options.config).store;
  // Opening makes what is missing, which is not what somebody wants who mistyped a folder.
  if (!std::filesystem::exists(folder / "mooring.db"))
    throw Trouble(fmt::format("Nothing is kept in {}; say with -c or --data where the bot keeps its data.", folder.string()));
  return storage::open_sqlite(folder);
}

int nobody_known() {
  std::cerr << "mooring: nobody of that channel and address is known here; both are compared letter by letter.\n";
  return 1;
}

}  // namespace commands
