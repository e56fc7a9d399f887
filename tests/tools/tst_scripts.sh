#!/usr/bin/env bash
# The scripts of tools/ on machines that are played: a PATH with a few plain commands and stand-ins for the rest, and a
# copy of the folder without sources. Nothing is installed, nothing is built, no network is used.
set -uo pipefail

source_dir=${LINEUP_SOURCE_DIR:-$(cd "$(dirname "$0")/../.." && pwd)}
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
passed=0
failed=0

# --- a machine ------------------------------------------------------------------------------------------------------

# machine: a fresh one in $work/m, with a Debian 12 that has everything installed and an app that says how it was called.
machine() {
  rm -rf "$work/m"
  mkdir -p "$work/m/bin" "$work/m/project/tools" "$work/m/project/resources/examples"
  bin=$work/m/bin
  project=$work/m/project
  local command
  for command in bash sh env awk sed grep cat cut head tail tr wc df dirname basename mkdir rm mv cp touch chmod cksum mktemp \
    readlink uname printf sleep flock ls du echo true false date nproc; do
    ln -s "$(type -P "$command")" "$bin/$command"
  done
  cp "$source_dir"/tools/{run,test,package,translate,lib.sh,packages.txt} "$project/tools/"
  cp "$source_dir/CMakePresets.json" "$project/"
  printf 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n' >"$work/m/os-release"
  stand_in id '[ "${1:-}" = -u ] && echo 0 || echo root'
  stand_in apt-get 'echo "apt-get $*" >>"$MACHINE/apt"'
  # Everything that is asked for is installed, but for the names in $MACHINE/missing.
  stand_in dpkg-query 'shift 2; for name; do grep -qx "$name" "$MACHINE/missing" 2>/dev/null || echo "ii  $name"; done'
  stand_in c++ 'exit 0'
  stand_in ninja 'exit 0'
  stand_in cmake '
    case $1 in
      --version) echo "cmake version 3.25.1" ;;
      --preset) mkdir -p "build/$2"; : >"build/$2/build.ninja"; echo "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" >"build/$2/CMakeCache.txt"; echo "configure $*" >>"$MACHINE/cmake" ;;
      --build) echo "build $*" >>"$MACHINE/cmake"; mkdir -p "$2/app"; cp "$MACHINE/lineup" "$2/app/lineup" ;;
    esac'
  printf '#!%s\necho "lineup $*"\n[ "${1:-}" != fail ] || exit 3\n' "$(type -P bash)" >"$work/m/lineup"
  chmod +x "$work/m/lineup"
}

# stand_in NAME BODY: a command of the machine.
stand_in() {
  rm -f "$bin/$1"
  printf '#!%s\n%s\n' "$(type -P bash)" "$2" >"$bin/$1"
  chmod +x "$bin/$1"
}

# call SCRIPT ARGUMENT…: runs it there; $status, $out and $err are what came.
call() {
  (cd "$project" && env -i PATH="$bin" HOME="$work/m" MACHINE="$work/m" TMPDIR="$work" LINEUP_OS_RELEASE="$work/m/os-release" \
    LINEUP_LOCK_WAIT=0 ${with[@]+"${with[@]}"} "$project/tools/$1" "${@:2}") >"$work/out" 2>"$work/err" </dev/null
  status=$?
  out=$(cat "$work/out")
  err=$(cat "$work/err")
  with=()
}
with=() # variables of the next call

# --- what is expected -----------------------------------------------------------------------------------------------

check() { # WORDS CONDITION…
  if "${@:2}"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s: %s\n  status %s\n  out: %s\n  err: %s\n' "$case_name" "$1" "$status" "$out" "$err"
  fi
}
contains() { [[ $1 == *"$2"* ]]; }
lacks() { [[ $1 != *"$2"* ]]; }
is() { [ "$1" = "$2" ]; }
one_line() { [ "$(wc -l <<<"$1")" -eq 1 ]; }

# ends_with_sentence WORDS…: status 1, nothing on stdout, and a last line that has all the words.
ends_with_sentence() {
  local last words
  last=$(tail -n 1 "$work/err")
  check "ends with 1" is "$status" 1
  check "nothing on stdout" is "$out" ""
  for words; do check "says: $words" contains "$last" "$words"; done
}

# --- cases ----------------------------------------------------------------------------------------------------------

case_name="nothing to do"
machine; call run --version
check "ends with 0" is "$status" 0
check "lineup gets the argument" is "$out" "lineup --version"
check "no apt" [ ! -e "$work/m/apt" ]
check "no engine" lacks "$err$out" setup-local
call run --version
check "configures once" is "$(grep -c configure "$work/m/cmake")" 1
check "says nothing" is "$err" ""

case_name="arguments go through as they are"
machine; call run compare --prompt "two words" ""
check "kept" is "$out" "lineup compare --prompt two words "
call run --no-install --no-install
check "only the first is ours" is "$out" "lineup --no-install"
call run fail
check "the status of lineup" is "$status" 3

case_name="no display"
machine; call run
check "ends with 0" is "$status" 0
check "brings the engine" contains "$err" "lineup setup-local"
check "says so" contains "$err" "There is no display"
check "compares, alone on stdout" contains "$out" "lineup compare --lane name=Zero-shot,backend=local,temperature=0"
check "one line on stdout" one_line "$out"
check "with the examples" contains "$out" "--shots $project/resources/examples/few-shot.jsonl"

case_name="a display"
machine; with=(DISPLAY=:7); call run
check "the window" is "$out" "lineup "

case_name="a display that does not answer"
machine
printf '#!%s\n[ $# -gt 0 ] || kill -ABRT $$\necho "lineup $*"\n' "$(type -P bash)" >"$work/m/lineup"
with=(DISPLAY=:7); call run
check "ends with 0" is "$status" 0
check "says so" contains "$err" "The display :7 does not answer"
check "compares" contains "$out" "lineup compare"

case_name="the engine cannot be brought"
machine
printf '#!%s\n[ "${1:-}" != setup-local ] || { echo "no network" >&2; exit 3; }\necho "lineup $*"\n' "$(type -P bash)" >"$work/m/lineup"
with=(DISPLAY=:7); call run
check "the window opens all the same" is "$out" "lineup "
check "the reason is seen" contains "$err" "no network"

case_name="--no-install"
machine; echo cmake >"$work/m/missing"; with=(DISPLAY=:7); call run --no-install
check "ends with 0" is "$status" 0
check "no apt" [ ! -e "$work/m/apt" ]
check "no engine" lacks "$err" setup-local

case_name="packages are missing"
machine; printf 'g++\nqt6-svg-dev\n' >"$work/m/missing"; call run --version
check "ends with 0" is "$status" 0
check "says which before" contains "$err" "Installing what is missing: 2 packages and what they need: g++ qt6-svg-dev"
check "installs just these" contains "$(cat "$work/m/apt")" "install -y --no-install-recommends g++ qt6-svg-dev"
check "refreshes the lists" contains "$(cat "$work/m/apt")" "update"
check "not those of the tests" lacks "$(cat "$work/m/apt")" xvfb

case_name="the tests need more"
machine; echo xvfb >"$work/m/missing"; stand_in ctest 'echo "ctest $*"; echo "100% tests passed"'; call test
check "ends with 0" is "$status" 0
check "installs it" contains "$(cat "$work/m/apt")" "xvfb"
check "release, all" contains "$out" "ctest --preset release"
check "asan" contains "$out" "ctest --preset asan"
check "asan builds two layers" contains "$(cat "$work/m/cmake")" "build/asan -j"
check "their tests only" contains "$(cat "$work/m/cmake")" "--target tests_core tests_backends"
check "not the deep ones" contains "$out" "--label-exclude ^deep$"

case_name="a test fails"
machine; stand_in ctest 'case $* in *release*) exit 8 ;; esac; echo "ctest $*"'; call test
check "ends with 1" is "$status" 1
check "the sanitizers still run" contains "$out" "--preset asan"
check "says what" contains "$err" "not everything passed: release"

case_name="CI"
machine; stand_in ctest 'echo "ctest $*"'; with=(CI=true); call test
check "warnings are errors" contains "$(cat "$work/m/cmake")" "-DLINEUP_WERROR=ON"

case_name="ctest's own arguments"
machine; stand_in ctest 'echo "ctest $*"'; call test -- -R sse
check "reach it" contains "$out" "-R sse"
call test --nonsense
ends_with_sentence "there is no option --nonsense" "--deep"

case_name="no engine for the tests"
machine
printf '#!%s\n[ "${1:-}" != setup-local ] || exit 3\n' "$(type -P bash)" >"$work/m/lineup"
stand_in ctest 'echo "engine: ${LINEUP_ENGINE_DIR:-none}"'; call test
check "ends with 0" is "$status" 0
check "says so" contains "$err" "SKIPPED: the tests on the real local engine"
check "not set" contains "$out" "engine: none"

case_name="an engine for the tests"
machine
printf '#!%s\n[ "${1:-}" != setup-local ] || mkdir -p "${@: -1}/data/engine"\n' "$(type -P bash)" >"$work/m/lineup"
stand_in ctest 'echo "engine: ${LINEUP_ENGINE_DIR:-none}"'; call test
check "set" contains "$out" "engine: $project/build/test-profile/data/engine"

call test --no-install
check "kept" contains "$out" "engine: $project/build/test-profile/data/engine"
rm -rf "$project/build/test-profile"; call test --no-install
check "says so" contains "$err" "SKIPPED: the tests on the real local engine, because --no-install"
check "not set" contains "$out" "engine: none"

case_name="a package that another one provides"
machine; stand_in ctest 'echo "peers offline: ${LINEUP_PEERS_OFFLINE:-no}"'
stand_in dpkg-query 'shift 2; [ $# -gt 0 ] || echo "ii  nodejs-legacy, npm, other (= 1)"; for name; do [ "$name" = npm ] || echo "ii  $name"; done'
call test
check "is not missing" test ! -e "$work/m/apt"
check "peers may be fetched" contains "$out" "peers offline: no"
call test --no-install
check "peers stay as they are" contains "$out" "peers offline: 1"

case_name="not root, sudo"
machine; echo g++ >"$work/m/missing"; stand_in id '[ "${1:-}" = -u ] && echo 1000 || echo ann'
stand_in sudo 'echo "sudo $*" >>"$MACHINE/sudo"; exec "$@"'; call run --version
check "ends with 0" is "$status" 0
check "says so" contains "$err" "with sudo: g++"
check "by sudo" contains "$(cat "$work/m/sudo")" "apt-get"

case_name="not root, no sudo"
machine; echo g++ >"$work/m/missing"; stand_in id '[ "${1:-}" = -u ] && echo 1000 || echo ann'; call run
ends_with_sentence "not root and there is no sudo" "as root run: apt-get update && apt-get install -y --no-install-recommends g++"
check "one line" one_line "$err"

case_name="sudo refuses"
machine; echo g++ >"$work/m/missing"; stand_in id '[ "${1:-}" = -u ] && echo 1000 || echo ann'
stand_in sudo 'echo "sudo: a terminal is required to read the password" >&2; exit 1'; call run
ends_with_sentence "sudo did not let ann install" "sudo apt-get install -y --no-install-recommends g++"

case_name="no network"
machine; echo g++ >"$work/m/missing"
stand_in apt-get 'case $* in *install*) echo "E: Failed to fetch x  Temporary failure resolving y" ; exit 100 ;; esac; echo "W: Some index files failed to download."'
call run
ends_with_sentence "the package servers of Debian GNU/Linux 12 (bookworm) cannot be reached" "--no-install"

case_name="no lists and no network"
machine; echo g++ >"$work/m/missing"
stand_in apt-get 'case $* in *install*) echo "E: Unable to locate package g++"; exit 100 ;; esac; echo "W: Failed to fetch x  Could not connect to y"'
call run
ends_with_sentence "cannot be reached"

case_name="an old Debian"
machine; echo qt6-svg-dev >"$work/m/missing"; echo 'PRETTY_NAME="Debian GNU/Linux 11 (bullseye)"' >"$work/m/os-release"
stand_in apt-get 'case $* in *install*) echo "E: Unable to locate package qt6-svg-dev"; exit 100 ;; esac'
call run
ends_with_sentence "Debian GNU/Linux 11 (bullseye) do not have qt6-svg-dev" "Debian 12 or newer"

case_name="apt's lock is held"
machine; echo g++ >"$work/m/missing"
stand_in apt-get 'echo "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 4242 (unattended-upgr)"; exit 100'
call run
ends_with_sentence "another program (process 4242 (unattended-upgr)) holds apt's lock" "wait until it has ended"

case_name="apt's lists are locked for a while"
machine; echo g++ >"$work/m/missing"
stand_in apt-get '
  case $* in *update*) [ -e "$MACHINE/once" ] || { : >"$MACHINE/once"; echo "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)"; exit 100; } ;; esac
  echo "apt-get $*" >>"$MACHINE/apt"'
stand_in sleep 'exit 0'
with=(LINEUP_LOCK_WAIT=30); call run --version
check "ends with 0" is "$status" 0
check "says that it waits" contains "$err" "Another program reads the package lists"
check "goes on" contains "$(cat "$work/m/apt")" "install"

case_name="apt's lists were locked, then the network is away"
machine; echo g++ >"$work/m/missing"
stand_in apt-get '
  case $* in *update*) [ -e "$MACHINE/once" ] || { : >"$MACHINE/once"; echo "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)"; exit 100; } ;; esac
  echo "E: Failed to fetch x  Temporary failure resolving y"; exit 100'
stand_in sleep 'exit 0'
with=(LINEUP_LOCK_WAIT=30); call run --version
ends_with_sentence "cannot be reached"

case_name="the disk is full while installing"
machine; echo g++ >"$work/m/missing"
stand_in apt-get 'echo "E: You don'"'"'t have enough free space in /var/cache/apt/archives/."; exit 100'; call run
ends_with_sentence "the disk is full" "make room"

case_name="an interrupted dpkg"
machine; echo g++ >"$work/m/missing"
stand_in apt-get 'echo "E: dpkg was interrupted, you must manually run dpkg --configure -a to correct the problem."; exit 100'; call run
ends_with_sentence "interrupted" "dpkg --configure -a"

case_name="apt fails otherwise"
machine; echo g++ >"$work/m/missing"
stand_in apt-get 'echo "E: Unmet dependencies."; exit 100'; call run
ends_with_sentence "Unmet dependencies." "build/log/apt.log"

case_name="not Debian"
machine; rm "$bin/apt-get" "$bin/dpkg-query"; echo 'PRETTY_NAME="Fedora Linux 41 (Workstation Edition)"' >"$work/m/os-release"; call run
ends_with_sentence "this is Fedora Linux 41 (Workstation Edition)" "tools/packages.txt" "--no-install"
check "one line" one_line "$err"
call run --no-install --version
check "with what is there" is "$out" "lineup --version"

case_name="no disk before installing"
machine; echo g++ >"$work/m/missing"; stand_in df 'printf "Filesystem 1024-blocks Used Available Capacity Mounted\n/dev/x 9 9 51200 99%% /\n"'; call run
ends_with_sentence "only 50 MB are free" "make room"
check "no apt" [ ! -e "$work/m/apt" ]

case_name="no disk before building"
machine; stand_in df 'printf "Filesystem 1024-blocks Used Available Capacity Mounted\n/dev/x 9 9 51200 99%% /\n"'; call run
ends_with_sentence "Building needs about" "only 50 MB are free in $project/build"

case_name="the disk is full while building"
machine; stand_in cmake '
  case $1 in
    --version) echo "cmake version 3.25.1" ;;
    --preset) mkdir -p "build/$2" ;;
    --build) echo "fatal error: error writing to x.s: No space left on device"; exit 1 ;;
  esac'; call run
ends_with_sentence "is full" "goes on where it stopped"

case_name="the disk is full while CMake looks around"
machine
stand_in df 'free=1; [ -e "$MACHINE/project/build/release" ] || free=99999999; printf "Filesystem 1024-blocks Used Available Capacity Mounted\n/dev/x 9 9 $free 99%% /\n"'
stand_in cmake '
  case $1 in
    --version) echo "cmake version 3.25.1" ;;
    --preset) mkdir -p "build/$2"; echo "CMake Error:"; exit 1 ;;
  esac'; call run
ends_with_sentence "is full"

case_name="no memory for the compiler"
machine; stand_in cmake '
  case $1 in
    --version) echo "cmake version 3.25.1" ;;
    --preset) mkdir -p "build/$2" ;;
    --build) echo "c++: fatal error: Killed signal terminated program cc1plus"; exit 1 ;;
  esac'; call run
ends_with_sentence "lack of memory" "LINEUP_JOBS=1"

case_name="an error of the compiler"
machine; stand_in cmake '
  case $1 in
    --version) echo "cmake version 3.25.1" ;;
    --preset) mkdir -p "build/$2" ;;
    --build) printf "[1/2] Building\nFAILED: a.o\na.cpp:1: error: nonsense\n"; exit 1 ;;
  esac'; call run
ends_with_sentence "error of the compiler" "build/log/build-release.log"
check "shows it" contains "$err" "a.cpp:1: error: nonsense"

case_name="an old CMake"
machine; stand_in cmake 'echo "cmake version 3.18.4"'; call run
ends_with_sentence "is 3.18, and Lineup needs 3.22 or newer"
stand_in cmake 'echo "cmake version 4.1.0"; exit 0'; call run --version
check "4.1 is not old" lacks "$err" "3.22"

case_name="no compiler and no leave to install one"
machine; rm "$bin/c++"; call run --no-install
ends_with_sentence "c++ is missing" "without --no-install"

case_name="a library that CMake does not find"
machine; stand_in cmake '
  case $1 in
    --version) echo "cmake version 3.25.1" ;;
    --preset) printf "CMake Error at CMakeLists.txt:14 (find_package):\n  Could not find a package configuration file provided by \"Qt6Charts\"\n"; exit 1 ;;
  esac'; call run --no-install
ends_with_sentence "CMake does not find Qt6Charts" "--no-install leaves it so" "build/log/configure-release.log"

stand_in cmake '
  case $1 in
    --version) echo "cmake version 3.25.1" ;;
    --preset) printf -- "-- Could NOT find XKB (missing: XKB_LIBRARY)\nCMake Warning:\n  Qt6Charts could not be found because dependency Qt6OpenGL could not be\n  found.\nCMake Error:\n  Failed to find required Qt component \"Charts\".\n"; exit 1 ;;
  esac'; call run
ends_with_sentence "CMake does not find Qt6OpenGL;"

case_name="a library that is too old"
machine; stand_in cmake '
  case $1 in
    --version) echo "cmake version 3.25.1" ;;
    --preset) printf "CMake Error:\n  Could not find a configuration file for package \"Qt6\" that is compatible with requested version \"6.4\".\n    /usr/lib/cmake/Qt6/Qt6Config.cmake, version: 6.2.4\n"; exit 1 ;;
  esac'; call run --no-install
ends_with_sentence "too old for Lineup (version: 6.2.4)"

case_name="a build folder from elsewhere"
machine; mkdir -p "$project/build/release"; echo CMAKE_HOME_DIRECTORY:INTERNAL=/elsewhere >"$project/build/release/CMakeCache.txt"; : >"$project/build/release/stale"
call run --version
check "ends with 0" is "$status" 0
check "is made anew" [ ! -e "$project/build/release/stale" ]

case_name="a folder that cannot be written"
machine; stand_in mkdir 'case $* in *project/build*) exit 1 ;; esac'; stand_in id '[ "${1:-}" = -u ] && echo 1000 || echo ann'; call run
ends_with_sentence "$project/build cannot be written by ann" "clone to a folder of your own"
check "one line" one_line "$err"

case_name="another script builds here"
machine; mkdir -p "$project/build"
stand_in flock '[ "$1" != -n ]'; call run --version
check "ends with 0" is "$status" 0
check "waits and says so" contains "$err" "Another of Lineup's scripts builds here"

case_name="the package"
machine; stand_in dpkg-shlibdeps 'exit 0'; stand_in cpack 'mkdir -p "$4"; : >"$4/lineup_0.1.0_amd64.deb"'; stand_in git 'echo 1700000000'; call package
check "ends with 0" is "$status" 0
check "its path alone on stdout" is "$out" "$project/build/package/lineup_0.1.0_amd64.deb"
stand_in cpack 'echo "CPack Error: nonsense" >&2; exit 1'; call package
ends_with_sentence "CPack Error: nonsense" "build/log/package.log"
call package --nonsense
ends_with_sentence "there is no option --nonsense"

case_name="the list of packages"
machine; status=- out=$(cat "$project/tools/packages.txt") err=
check "every line has a name and a reason" is "$(awk 'NF && !/^[#[]/ && NF < 2' "$project/tools/packages.txt")" ""
check "no name twice" is "$(awk 'NF && !/^[#[]/ { print $1 }' "$project/tools/packages.txt" | sort | uniq -d)" ""

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
