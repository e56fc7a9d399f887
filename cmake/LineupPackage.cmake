# What `cmake --install` lays and what CPack puts into the Debian package. tools/package is the command for it.
# Nothing of the program reads an installed file: fonts, icons, translations and the launcher of the engine are compiled in.

set(lineup_packaging_source ${PROJECT_SOURCE_DIR}/resources/packaging)
set(lineup_packaging ${PROJECT_BINARY_DIR}/packaging)

# The time of the commit, so that the same commit makes the same package.
execute_process(COMMAND git -C ${PROJECT_SOURCE_DIR} log -1 --format=%ct
  OUTPUT_VARIABLE lineup_commit_time OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT lineup_commit_time MATCHES "^[0-9]+$")
  string(TIMESTAMP lineup_commit_time "%s" UTC)
endif()
set(lineup_saved_epoch "$ENV{SOURCE_DATE_EPOCH}")
set(ENV{SOURCE_DATE_EPOCH} ${lineup_commit_time})
string(TIMESTAMP LINEUP_RELEASE_DATE "%Y-%m-%d" UTC)
string(TIMESTAMP LINEUP_RELEASE_DATE_RFC "%a, %d %b %Y %H:%M:%S +0000" UTC)
set(ENV{SOURCE_DATE_EPOCH} ${lineup_saved_epoch})

foreach(file lineup.1 lineup.metainfo.xml changelog)
  configure_file(${lineup_packaging_source}/${file} ${lineup_packaging}/${file} @ONLY)
endforeach()

# Debian wants these two compressed, and without a time inside.
foreach(file lineup.1 changelog)
  add_custom_command(OUTPUT ${lineup_packaging}/${file}.gz
    COMMAND gzip -9 --no-name --keep --force ${lineup_packaging}/${file}
    DEPENDS ${lineup_packaging}/${file} VERBATIM)
endforeach()
add_custom_target(lineup_packaging ALL DEPENDS ${lineup_packaging}/lineup.1.gz ${lineup_packaging}/changelog.gz)

if(TARGET lineup)
  install(TARGETS lineup RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(FILES ${lineup_packaging_source}/lineup.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${lineup_packaging}/lineup.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${lineup_packaging_source}/lineup-mime.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME lineup.xml)
install(FILES ${lineup_packaging_source}/lineup.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES ${lineup_packaging_source}/application-x-lineup.svg
  DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/mimetypes)
install(FILES ${lineup_packaging}/lineup.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${lineup_packaging}/changelog.gz ${lineup_packaging_source}/copyright ${PROJECT_SOURCE_DIR}/THIRD_PARTY.md
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/lineup)
install(FILES ${PROJECT_SOURCE_DIR}/resources/examples/few-shot.jsonl DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/lineup/examples)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lineup)
set(CPACK_PACKAGE_VENDOR "The Lineup authors")
set(CPACK_PACKAGE_CONTACT "The Lineup authors <authors@lineup.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "see several language models answer side by side")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Beside the libraries: what runs and brings the local engine, and Qt's own words in Russian.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "python3 (>= 3.10), python3-pip, libgomp1, ca-certificates, qt6-translations-l10n")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-wayland, xdg-desktop-portal, libsecret-1-0")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "Write a prompt once and see several language models answer it side by side:
the text as it comes, the time of the first token, the speed and the cost of
each answer.

It begins with a small model on your own computer, so the first comparison
needs no account and no key. Any server that speaks the OpenAI protocol and
any GGUF file can answer too. The same comparison runs in the terminal.")
include(CPack)
