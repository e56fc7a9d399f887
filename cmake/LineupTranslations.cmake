# Translations as Lineup::translations: link it straight into an executable, and ":/i18n/lineup_ru.qm" and
# ":/i18n/lineup_en.qm" are there. English has only the plural forms. tools/translate brings the .ts files up to the sources.
# An object library, because the linker would drop the resources of a static one that nothing calls.

set(lineup_qm_files "")
set(lineup_qrc "<RCC>\n  <qresource prefix=\"/i18n\">\n")
foreach(language en ru)
  set(ts ${PROJECT_SOURCE_DIR}/translations/lineup_${language}.ts)
  set(qm ${PROJECT_BINARY_DIR}/translations/lineup_${language}.qm)
  add_custom_command(OUTPUT ${qm}
    COMMAND Qt6::lrelease -silent ${ts} -qm ${qm}
    DEPENDS ${ts} COMMENT "Translation lineup_${language}" VERBATIM)
  list(APPEND lineup_qm_files ${qm})
  string(APPEND lineup_qrc "    <file>lineup_${language}.qm</file>\n")
endforeach()
string(APPEND lineup_qrc "  </qresource>\n</RCC>\n")
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/translations/lineup_i18n.qrc CONTENT "${lineup_qrc}")

add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/translations/qrc_lineup_i18n.cpp
  COMMAND Qt6::rcc --name lineup_i18n --output ${PROJECT_BINARY_DIR}/translations/qrc_lineup_i18n.cpp
          ${PROJECT_BINARY_DIR}/translations/lineup_i18n.qrc
  DEPENDS ${lineup_qm_files} ${PROJECT_BINARY_DIR}/translations/lineup_i18n.qrc
  COMMENT "Translations into resources" VERBATIM)
add_library(lineup_translations OBJECT ${PROJECT_BINARY_DIR}/translations/qrc_lineup_i18n.cpp)
add_library(Lineup::translations ALIAS lineup_translations)
target_link_libraries(lineup_translations PRIVATE Qt6::Core)
