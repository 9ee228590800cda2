// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace samen::simulation {

// Makes SQLite keep every database that lies on a simulated Disk there; other paths go where they
// always went. Syncs what SQLite's own Unix VFS syncs, no more: the file, and after a journal's
// first sync and a deletion that asks for it, the folder. Once a process, before the first open.
void install_sqlite_vfs();

// From here on SQLite draws the same random numbers for the same seed (journal nonces).
void seed_sqlite(std::uint64_t seed);

// The same for libsodium (ephemeral keys of sealed boxes, salts). For tests only, of course.
void seed_sodium(std::uint64_t seed);

}  // namespace samen::simulation
