// SPDX-License-Identifier: Apache-2.0
// office separate: what the office needs goes into a folder that it shares with the matcher; the
// matcher's keys stay where they are.
#include <ostream>

#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/secret.hpp"
#include "sync/server/commands/office_commands.hpp"
#include "sync/server/commands/open.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

// Each is moved by one rename, so that a cut leaves it here or there.
constexpr std::string_view kMoved[] = {"matcher.db", "record.keys", "erased", "policy.json",
                                       "places.tsv"};

std::unexpected<base::Error> failed(const std::filesystem::path& path, int code) {
  return fail(code == EPERM || code == EACCES ? Errc::permission : Errc::storage,
              say("cannot share {}: {}", path, std::strerror(code)));
}

// With mode 2770 and that group; one that is there already (made by the system's own rules) is
// taken as it is.
Result<void> make_shared(const std::filesystem::path& store, const std::string& group) {
  const ::group* known = ::getgrnam(group.c_str());
  if (known == nullptr) {
    return fail(
        Errc::invalid_input,
        say("there is no group \"{0}\" on this machine; make it with: addgroup --system {0}",
            group));
  }
  if (::mkdir(store.c_str(), 0700) != 0) {
    if (errno != EEXIST) return failed(store, errno);
    return base::check_shared_folder(store);
  }
  if (::chown(store.c_str(), static_cast<uid_t>(-1), known->gr_gid) != 0 ||
      ::chmod(store.c_str(), 02770) != 0) {
    const int code = errno;
    std::error_code ignored;
    std::filesystem::remove(store, ignored);
    return failed(store, code);
  }
  return base::check_shared_folder(store);
}

Result<void> check_place(const OfficeSeparateCommand& command) {
  if (!command.store.is_absolute()) {
    return fail(Errc::invalid_input, say("--store is a whole path, for instance "
                                         "/var/lib/samen-store"));
  }
  const auto data = std::filesystem::absolute(command.data).lexically_normal().string() + "/";
  if ((command.store.lexically_normal().string() + "/").starts_with(data)) {
    return fail(Errc::invalid_input,
                say("--store lies in {}, where the office may not go; choose a folder beside it",
                    command.data));
  }
  return {};
}

Result<void> check_same_disk(const OfficeSeparateCommand& command) {
  struct stat here{};
  struct stat there{};
  if (::stat(command.data.c_str(), &here) != 0) return failed(command.data, errno);
  if (::stat(command.store.c_str(), &there) != 0) return failed(command.store, errno);
  if (here.st_dev == there.st_dev) return {};
  return fail(Errc::invalid_input,
              say("{} and {} are on two file systems, and a store is moved whole or not at all; "
                  "choose a folder on the same one",
                  command.data, command.store));
}

Result<void> move_files(const DataFolder& from, const std::filesystem::path& to) {
  for (const auto& name : kMoved) {
    std::error_code error;
    const auto source = from.root / name;
    if (!std::filesystem::exists(source, error)) continue;
    if (std::filesystem::exists(to / name, error)) {
      return fail(Errc::conflict, say("{} is in the way and was left alone", to / name));
    }
    std::filesystem::rename(source, to / name, error);
    if (error) return failed(source, error.value());
  }
  for (const auto& name : kMoved) {  // also what was moved before a cut
    std::error_code error;
    if (std::filesystem::exists(to / name, error)) SAMEN_CHECK(base::share_as_folder(to / name));
  }
  SAMEN_CHECK(base::sync_folder(to));
  return base::sync_folder(from.root);
}

// Whether it was begun and cut off; Errc::conflict when that was with another folder: two half
// moves would be no store at all.
Result<bool> was_begun(const DataFolder& folder, const std::filesystem::path& store) {
  std::error_code ignored;
  if (!std::filesystem::exists(folder.separating(), ignored)) return false;
  SAMEN_TRY(const auto begun, base::read_file(folder.separating(), 4096));
  if (begun == store.string()) return true;
  return fail(Errc::conflict,
              say("this was begun with --store {} and cut off; end it with that folder", begun));
}

}  // namespace

Result<void> run_office_separate(const OfficeSeparateCommand& command, std::ostream& out) {
  base::harden_process();
  SAMEN_CHECK(check_place(command));
  SAMEN_CHECK(base::refuse_foreign_folder(command.data));
  SAMEN_CHECK(base::make_private_folder(command.data));
  const DataFolder folder{command.data};
  const auto link = folder.root / kSharedStore;
  std::error_code error;
  SAMEN_TRY(const bool begun, was_begun(folder, command.store));
  if (!begun && std::filesystem::exists(std::filesystem::symlink_status(link, error))) {
    return fail(Errc::conflict, say("it is separate already: the store lies in {}",
                                    std::filesystem::weakly_canonical(link, error)));
  }
  SAMEN_TRY(const auto lock, ServeLock::take(folder));
  if (!begun) {  // what a kill left to be done is done before anything moves
    SAMEN_TRY([[maybe_unused]] const auto whole, open_matcher(command.data));
  }
  SAMEN_CHECK(make_shared(command.store, command.group));
  SAMEN_CHECK(check_same_disk(command));
  SAMEN_CHECK(
      base::write_file_durably(folder.separating(), base::as_bytes(command.store.string())));
  SAMEN_CHECK(move_files(folder, command.store));
  SAMEN_CHECK(write_store_key(command.store / folder.store_key().filename(), folder.sign_key()));
  if (!std::filesystem::exists(std::filesystem::symlink_status(link, error))) {
    std::filesystem::create_directory_symlink(command.store, link, error);
    if (error) return failed(link, error.value());
  }
  SAMEN_CHECK(base::sync_folder(folder.root));
  std::filesystem::remove(folder.separating(), error);
  if (error) return failed(folder.separating(), error.value());
  SAMEN_CHECK(base::sync_folder(folder.root));
  out << say(
      "The store lies in {0} now, for the group {1}; the keys stay in {2}, which only this user "
      "reads.\nNext: samen-matcher serve --data {2}   as before, without --office\n"
      "      samen-matcher office serve --store {0} --home FOLDER --listen 127.0.0.1:8444   as "
      "another user of the group {1}\n",
      command.store, command.group, command.data);
  return {};
}

}  // namespace samen::server
