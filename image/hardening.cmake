# SPDX-License-Identifier: Apache-2.0
# What a released program is compiled and linked with: Debian's hardening=+all and what the compiler
# has beyond it. tests/programs/release_test.py reads the programs and finds each of these.
include(CheckCXXSourceCompiles)

set(hardening -fstack-protector-strong -fstack-clash-protection -Wformat -Werror=format-security)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64|i.86")
  list(APPEND hardening -fcf-protection)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
  list(APPEND hardening -mbranch-protection=standard)
endif()

# Level 3 checks sizes known only at run time; it needs g++ 12 or clang 9, and glibc 2.34.
set(CMAKE_REQUIRED_FLAGS "-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3")
check_cxx_source_compiles("
  #include <features.h>
  #if __USE_FORTIFY_LEVEL != 3
  #error no
  #endif
  int main() {}" SAMEN_FORTIFY_3)
unset(CMAKE_REQUIRED_FLAGS)
if(SAMEN_FORTIFY_3)
  list(APPEND hardening -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
else()
  list(APPEND hardening -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif()

# Where the tree lay is nobody's business; sources are named from its top.
foreach(map IN ITEMS ${CMAKE_SOURCE_DIR}=. ${CMAKE_BINARY_DIR}=build)  # the last that fits counts
  add_compile_options("$<$<NOT:$<CONFIG:Debug>>:-ffile-prefix-map=${map}>")
endforeach()

list(JOIN hardening " " hardening)
string(APPEND CMAKE_CXX_FLAGS_RELEASE " -fPIE ${hardening}")
set(CMAKE_EXE_LINKER_FLAGS_RELEASE "-pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack")
