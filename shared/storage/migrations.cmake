# SPDX-License-Identifier: Apache-2.0
# samen_embed_migrations(TARGET NAME FOLDER): compiles FOLDER/NNN_*.sql into TARGET as the list
# `samen::storage::NAME()`, declared in <embedded/NAME.hpp>. Files are taken in the order of their
# numbers, which start at 001 and have no gaps.
function(samen_embed_migrations TARGET NAME FOLDER)
  file(GLOB files CONFIGURE_DEPENDS ${FOLDER}/[0-9][0-9][0-9]_*.sql)
  list(SORT files)
  set(number 0)
  set(entries "")
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    math(EXPR number "${number} + 1")
    get_filename_component(stem ${file} NAME_WE)
    string(REGEX REPLACE "^0*([0-9]+)_.*" "\\1" stated ${stem})
    if(NOT stated EQUAL number)
      message(FATAL_ERROR "${file}: expected migration number ${number}")
    endif()
    file(READ ${file} sql)
    string(APPEND entries "    {${number}, R\"sql(${sql})sql\"},\n")
  endforeach()
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  file(CONFIGURE OUTPUT ${folder}/${NAME}.hpp @ONLY CONTENT
"// Made by CMake from the SQL files of this room.
#pragma once
#include <span>
#include \"storage/database.hpp\"
namespace samen::storage {
std::span<const Migration> @NAME@();
}  // namespace samen::storage
")
  file(CONFIGURE OUTPUT ${folder}/${NAME}.cpp @ONLY CONTENT
"// Made by CMake from the SQL files of this room.
#include \"embedded/@NAME@.hpp\"
namespace samen::storage {
std::span<const Migration> @NAME@() {
  static constexpr Migration kList[] = {
@entries@  };
  return kList;
}
}  // namespace samen::storage
")
  target_sources(${TARGET} PRIVATE ${folder}/${NAME}.cpp)
  target_include_directories(${TARGET} PUBLIC ${CMAKE_CURRENT_BINARY_DIR})
endfunction()
