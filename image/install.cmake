# SPDX-License-Identifier: Apache-2.0
# Where a system wants the parts: programs, data, units and manual pages. The Debian packages
# (image/debian) take them from here.
include(GNUInstallDirs)
set(SAMEN_UNIT_DIR lib/systemd CACHE STRING "systemd's folder below the prefix")

install(TARGETS samen-kiosk RUNTIME COMPONENT kiosk)
install(TARGETS samen-voice samen-print RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/samen COMPONENT kiosk)
install(TARGETS samen-sync RUNTIME COMPONENT sync)
install(TARGETS samen-matcher RUNTIME COMPONENT matcher)
install(DIRECTORY assets/ DESTINATION ${CMAKE_INSTALL_DATADIR}/samen/assets COMPONENT assets
        PATTERN README.md EXCLUDE)

file(STRINGS image/systemd/sandbox.conf sandbox)
list(JOIN sandbox "\n" SAMEN_SANDBOX)
set(SAMEN_BIN ${CMAKE_INSTALL_FULL_BINDIR})
foreach(unit IN ITEMS kiosk:samen-kiosk sync:samen-sync matcher:samen-matcher
                      matcher:samen-matcher-round matcher:samen-matcher-drill
                      matcher:samen-matcher-messages matcher:samen-office)
  string(REGEX MATCH "([^:]+):(.+)" unused ${unit})
  set(component ${CMAKE_MATCH_1})
  set(file ${CMAKE_BINARY_DIR}/systemd/${CMAKE_MATCH_2}.service)
  configure_file(image/systemd/${CMAKE_MATCH_2}.service.in ${file} @ONLY)
  install(FILES ${file} DESTINATION ${SAMEN_UNIT_DIR}/system COMPONENT ${component})
endforeach()
install(FILES image/systemd/samen-matcher-round.timer image/systemd/samen-matcher-drill.timer
              image/systemd/samen-matcher-messages.timer
        DESTINATION ${SAMEN_UNIT_DIR}/system COMPONENT matcher)
foreach(part IN ITEMS kiosk matcher)
  install(FILES image/systemd/samen-${part}.sysusers DESTINATION lib/sysusers.d
          RENAME samen-${part}.conf COMPONENT ${part})
  install(FILES image/systemd/samen-${part}.tmpfiles DESTINATION lib/tmpfiles.d
          RENAME samen-${part}.conf COMPONENT ${part})
endforeach()

# Manual pages are what the programs say of themselves; a foreign program cannot be asked.
if(NOT CMAKE_CROSSCOMPILING)
  set(pages)
  foreach(program IN ITEMS samen-kiosk samen-sync samen-matcher)
    set(page ${CMAKE_BINARY_DIR}/man/${program}.1)
    add_custom_command(OUTPUT ${page}
      COMMAND python3 ${CMAKE_SOURCE_DIR}/image/manual.py $<TARGET_FILE:${program}> ${page}
      DEPENDS ${program} ${CMAKE_SOURCE_DIR}/image/manual.py)
    string(REPLACE samen- "" component ${program})
    install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT ${component} OPTIONAL)
    list(APPEND pages ${page})
  endforeach()
  add_custom_target(manual DEPENDS ${pages})
endif()
