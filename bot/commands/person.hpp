#pragma once
#include <memory>
#include <string>

#include "storage/store.hpp"

namespace commands {

struct PersonOptions {
  std::string channel, address;  // as the bot knows them: "terminal" and "local" in `mooring chat`
  std::string data;              // as find_data() takes it
  std::string config;            // in place of that, the configuration that names the folder; empty: none
};

/// Erases a person for good. Returns the exit code: 1 when nobody of that address is known.
int forget(const PersonOptions& options);

/// Everything that is kept of a person, as JSON. Returns the exit code: 1 when nobody of that address is known.
int export_person(const PersonOptions& options);

/// Throws Trouble where there is no such channel, or no such address on it.
storage::Address address_of(const PersonOptions& options);
/// The store, which has to be there. Throws Trouble and storage::StoreError.
std::unique_ptr<storage::Store> open_existing(const PersonOptions& options);

/// Says so, and returns the exit code for it.
int nobody_known();

}  // namespace commands
