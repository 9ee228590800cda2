# SPDX-License-Identifier: Apache-2.0
# cmake -DSOURCE=<tree> -DPROJECT_VERSION=<x.y.z> -DOUT=<file> -P build_version.cmake
# Writes the source file that knows the version, and touches it only when the version changed.
set(version ${PROJECT_VERSION})
# Asked only of a tree with a history of its own: a tarball inside another checkout has none.
set(commit)
if(DEFINED ENV{SAMEN_COMMIT})  # a tree that was taken out of its repository to be packaged
  set(commit $ENV{SAMEN_COMMIT})
elseif(EXISTS ${SOURCE}/.git)
  execute_process(COMMAND git describe --always --dirty --exclude=*
    WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE
    ERROR_QUIET RESULT_VARIABLE failed)
endif()
if(commit)
  set(version "${version}+${commit}")
endif()
file(CONFIGURE OUTPUT ${OUT} @ONLY CONTENT [[// Made by shared/base/build_version.cmake.
#include "base/build_version.hpp"

namespace samen::base {

const char* build_version() {
  return "@version@";
}

}  // namespace samen::base
]])
