# Flags and the three ways to make a target. Every target of the project is made here, so that a flag has one home.

add_library(lineup_flags INTERFACE)
target_compile_features(lineup_flags INTERFACE cxx_std_20)
target_compile_options(lineup_flags INTERFACE -Wall -Wextra -Wpedantic $<$<BOOL:${LINEUP_WERROR}>:-Werror>)
# GCC 12 reports these inside its own std::string and std::variant when it optimises (GCC bugs 105329, 105562); Clang and the
# address sanitizer look for the same.
target_compile_options(lineup_flags INTERFACE
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict;-Wno-maybe-uninitialized>)
target_compile_definitions(lineup_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
  QT_DISABLE_DEPRECATED_BEFORE=0x060400
  $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
target_include_directories(lineup_flags INTERFACE ${PROJECT_SOURCE_DIR})

if(LINEUP_SANITIZE)
  target_compile_options(lineup_flags INTERFACE -fsanitize=${LINEUP_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(lineup_flags INTERFACE -fsanitize=${LINEUP_SANITIZE})
endif()
if(LINEUP_COVERAGE)
  target_compile_options(lineup_flags INTERFACE --coverage)
  target_link_options(lineup_flags INTERFACE --coverage)
endif()
if(LINEUP_FUZZ)
  # Coverage feedback in the libraries; the fuzz targets themselves add the libFuzzer main.
  target_compile_options(lineup_flags INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(lineup_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(LINEUP_CCACHE ccache)
if(LINEUP_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER AND NOT DEFINED ENV{CMAKE_CXX_COMPILER_LAUNCHER})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${LINEUP_CCACHE})
  if(LINEUP_PCH)
    # What ccache asks for before it keeps objects that were made with a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${LINEUP_CCACHE})
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  endif()
endif()

# Headers that nearly every file takes and that cost the compiler more than the file itself. Off in the presets that people
# develop with, so that a forgotten include is noticed.
set(lineup_common_headers <nlohmann/json.hpp> <chrono> <functional> <memory> <optional> <string> <string_view> <variant> <vector>)
if(LINEUP_PCH)
  # GCC 12 loses sight of what is a system header in a precompiled one, and then warns of its own library.
  target_compile_options(lineup_flags INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread>)
endif()

# lineup_use_test_pch(TARGET): the headers of Qt Test, parsed once for all tests without a window and once for those with one. The
# folders that Qt Test defines for QFINDTESTDATA would make each header another one; nothing here uses it. A test with yet other
# libraries is built without, hence no warning.
function(lineup_use_test_pch name)
  set(pch lineup_test_pch)
  set(links Qt6::Test nlohmann_json::nlohmann_json)
  if("Lineup::widgets" IN_LIST ARGN OR "Qt6::Widgets" IN_LIST ARGN)
    set(pch lineup_gui_test_pch)
    list(APPEND links Qt6::Widgets)
  endif()
  if(NOT TARGET ${pch})
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${pch}.cpp CONTENT "")
    add_library(${pch} OBJECT ${CMAKE_BINARY_DIR}/${pch}.cpp)
    set_target_properties(${pch} PROPERTIES CXX_EXTENSIONS OFF)
    target_compile_options(${pch} PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
    target_link_libraries(${pch} PRIVATE lineup_flags ${links})
    target_precompile_headers(${pch} PRIVATE <QTest> ${lineup_common_headers})
  endif()
  target_compile_options(${name} PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
  set_target_properties(${name} PROPERTIES PCH_WARN_INVALID OFF)
  target_precompile_headers(${name} REUSE_FROM ${pch})
endfunction()

# lineup_add_library(NAME SOURCES … LINKS …): static library lineup_<NAME>, alias Lineup::<NAME>.
function(lineup_add_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(lineup_${name} STATIC ${arg_SOURCES})
  add_library(Lineup::${name} ALIAS lineup_${name})
  set_target_properties(lineup_${name} PROPERTIES AUTOMOC ON CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  target_link_libraries(lineup_${name} PUBLIC lineup_flags ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
  if(LINEUP_PCH)
    target_precompile_headers(lineup_${name} PRIVATE ${lineup_common_headers})
  endif()
endfunction()

# lineup_add_test(NAME LABELS … SOURCES … LINKS …): one Qt Test executable, known to ctest as <layer>/<name>.
# Runs without a display, in the C locale and UTC, so that a result does not depend on the machine.
function(lineup_add_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINKS;LABELS;ENV" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON CXX_EXTENSIONS OFF)
  target_link_libraries(${name} PRIVATE lineup_flags Qt6::Test ${arg_LINKS})
  if(LINEUP_PCH)
    lineup_use_test_pch(${name} ${arg_LINKS})
  endif()
  # Under a sanitizer without the handler of Qt Test, which would stand before the report.
  set(options)
  if(LINEUP_SANITIZE)
    set(options -nocrashhandler)
  endif()
  add_test(NAME ${name} COMMAND ${name} ${options})
  # tests_<label>: builds the tests of one layer alone, for a run under a sanitizer.
  foreach(label IN LISTS arg_LABELS)
    if(NOT TARGET tests_${label})
      add_custom_target(tests_${label})
    endif()
    add_dependencies(tests_${label} ${name})
  endforeach()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  set_tests_properties(${name} PROPERTIES
    LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC;LINEUP_SOURCE_DIR=${PROJECT_SOURCE_DIR};LINEUP_BINARY_DIR=${PROJECT_BINARY_DIR};TSAN_OPTIONS=die_after_fork=0:suppressions=${PROJECT_SOURCE_DIR}/tests/tsan.supp;${arg_ENV}")
endfunction()
