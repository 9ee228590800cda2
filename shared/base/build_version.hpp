// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace samen::base {

// Which source this program was built from: "0.1.0+ab7245f", with "-dirty" for changes not
// committed; the project's version alone where git does not know the tree. Public text. Linked into
// programs only (samen_build_version), so that a commit links three programs again and compiles one
// small file.
const char* build_version();

}  // namespace samen::base
