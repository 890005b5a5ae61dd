#include "commands/doctor_folders.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "commands/defaults.hpp"
#include "commands/folders.hpp"
#include "content/content_loader.hpp"

namespace fs = std::filesystem;

namespace commands {
namespace {

bool is_there(const fs::path& path) {
  struct stat ignored {};
  return ::stat(path.c_str(), &ignored) == 0;
}

/// The nearest folder above that is there.
fs::path place_for(const fs::path& folder) {
  fs::path place = fs::absolute(folder / "").lexically_normal().parent_path().parent_path();
  while (!is_there(place) && place.has_relative_path()) place = place.parent_path();
  return place;
}

/// Empty where there is none.
std::string_view fault_of(const fs::path& folder) {
  struct stat status {};
  if (::stat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
    return "is not there, or this user can't see it: make it, with mode 700";
  if (status.st_uid != ::geteuid()) return "belongs to another user: run this as the bot's, or make it that one's with chown";
  if ((status.st_mode & 077) != 0) return "is open to other users: close it with chmod 700";
  if (::access(folder.c_str(), R_OK | W_OK | X_OK) != 0) return "can't be written: see its rights, and whether its disk can be";
  return {};
}

}  // namespace

Finding check_content(const Config& config) {
  return found_by([&] {
    check_defaults(config, *load_content(config.content.string()));
    return ok("The conversations can be read.");
  });
}

Finding check_country(const Config& config) {
  if (!config.default_country.empty()) return ok("Helplines of the default_country are named from the first message on.");
  return warning("No default_country is set: in a crisis people are first asked where they live, before a number is named. Set it "
                 "where you serve one country.");
}

Finding check_review(const fs::path& flows) {
  const std::size_t unreviewed = content::read(flows).unreviewed;
  if (unreviewed == 0) return ok("Every file says who has reviewed it.");
  return warning(fmt::format("{} files were reviewed by nobody yet (review: none): let a counsellor and a native speaker read "
                             "and sign them before you open this to anyone.", unreviewed));
}

Finding check_private_folder(const fs::path& folder, std::string_view name) {
  const std::string_view fault = fault_of(folder);
  if (fault.empty()) return ok(fmt::format("{} is there, for this user alone.", name));
  return failure(fmt::format("{}, {}, {}.", name, folder.string(), fault));
}

Finding check_store(const fs::path& store) {
  if (is_there(store)) return check_private_folder(store, "The data folder");
  if (::access(place_for(store).c_str(), W_OK | X_OK) == 0) return ok("The data folder is not there yet: the first start makes it.");
  return failure(fmt::format("The data folder {} can't be made: make it for the bot's user, with mode 700.", store.string()));
}

}  // namespace commands
