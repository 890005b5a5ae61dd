#include "commands/person.hpp"

#include <iostream>

#include <fmt/format.h>

#include "commands/folders.hpp"
#include "commands/trouble.hpp"
#include "storage/sqlite_store.hpp"

namespace commands {

std::unique_ptr<storage::Store> open_existing(const std::string& data) {
  const auto folder = find_data(data);
  if (!std::filesystem::is_directory(folder))
    throw Trouble(fmt::format("There is no folder {}; say with --data where the bot keeps its data.", folder.string()));
  return storage::open_sqlite(folder);
}

int nobody_known() {
  std::cerr << "mooring: nobody of that channel and address is known here; both are compared letter by letter.\n";
  return 1;
}

}  // namespace commands
