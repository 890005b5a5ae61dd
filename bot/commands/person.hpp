#pragma once
#include <memory>
#include <string>

#include "storage/store.hpp"

namespace commands {

struct PersonOptions {
  std::string channel, address;  // as the bot knows them: "terminal" and "local" in `mooring chat`
  std::string data;              // as find_data() takes it
};

/// Erases a person for good. Returns the exit code: 1 when nobody of that address is known.
int forget(const PersonOptions& options);

/// Everything that is kept of a person, as JSON. Returns the exit code: 1 when nobody of that address is known.
int export_person(const PersonOptions& options);

/// The store in find_data(data), which has to be there. Throws Trouble and storage::StoreError.
std::unique_ptr<storage::Store> open_existing(const std::string& data);

/// Says so, and returns the exit code for it.
int nobody_known();

}  // namespace commands
