#include "commands/person.hpp"

#include <iostream>

#include <fmt/format.h>

#include "commands/folders.hpp"
#include "commands/trouble.hpp"
#include "storage/sqlite_store.hpp"

namespace commands {

std::unique_ptr<storage::Store> open_existing(const std::string& data) {
  const auto folder = find_data(data);
  // Opening makes what is missing, which is not what somebody wants who mistyped a folder.
  if (!std::filesystem::exists(folder / "mooring.db"))
    throw Trouble(fmt::format("Nothing is kept in {}; say with --data where the bot keeps its data.", folder.string()));
  return storage::open_sqlite(folder);
}

int nobody_known() {
  std::cerr << "mooring: nobody of that channel and address is known here; both are compared letter by letter.\n";
  return 1;
}

}  // namespace commands
