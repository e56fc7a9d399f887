# Shared by the scripts of this folder: messages, packages, building. Sourced, not run.
# Everything that is said goes to stderr, so that the output of lineup stays alone on stdout.
# A bad situation ends the script with one sentence and a way on, by `fail`.

me=tools/$(basename "$0")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
packages_file=$root/tools/packages.txt
os_release=${LINEUP_OS_RELEASE:-/etc/os-release}
log_dir=$root/build/log
install=yes # no: --no-install, use what is there
# How long to wait for another program that holds apt's lock, in seconds.
lock_wait=${LINEUP_LOCK_WAIT:-120}
# What a build from nothing takes on disk, and what the packages take, in MB (measured, rounded up).
build_mb=1500
packages_mb=1500

say() { printf '%s\n' "$*" >&2; }
fail() {
  printf '%s: %s\n' "$me" "$*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" = 0 ]; }

# system_name: "Debian GNU/Linux 12 (bookworm)", or what uname says.
system_name() {
  if [ -r "$os_release" ]; then
    sed -n 's/^PRETTY_NAME="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' "$os_release"
  else
    uname -s
  fi
}

# show_progress WORDS LOG: copies its input to LOG and, unless WORDS is empty, shows how far ninja or apt has come.
show_progress() {
  local words=$1 line percent shown=-1 step=1 waiting=no
  [ -t 2 ] || step=25
  while IFS= read -r line || [ -n "$line" ]; do
    printf '%s\n' "$line" >&4 2>/dev/null || true # a full disk is told from what is free, not from here
    percent=$shown
    case $line in
      \[*/*\]*)
        [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] && percent=$((100 * BASH_REMATCH[1] / BASH_REMATCH[2])) ;;
      dlstatus:*) [[ $line =~ ^dlstatus:[^:]*:([0-9]+) ]] && percent=$((BASH_REMATCH[1] / 2)) ;;
      pmstatus:*) [[ $line =~ ^pmstatus:[^:]*:([0-9]+) ]] && percent=$((50 + BASH_REMATCH[1] / 2)) ;;
      *'Waiting for cache lock'*)
        [ $waiting = yes ] || say "Another program is installing packages; waiting for it up to $lock_wait s."
        waiting=yes ;;
    esac
    [ -n "$words" ] || continue
    if ((percent >= shown + step || (percent == 100 && shown < 100))); then
      shown=$percent
      if [ -t 2 ]; then printf '\r%s: %d %% ' "$words" "$percent" >&2; else say "$words: $percent %"; fi
    fi
  done 4>>"$2"
  if [ -t 2 ] && ((shown >= 0)); then printf '\n' >&2; fi
  return 0
}

# --- folder and disk ------------------------------------------------------------------------------------------------

# free_mb FOLDER: megabytes that are free there, or in the nearest folder above that exists.
free_mb() {
  local folder=$1
  while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
  df -Pk "$folder" | awk 'NR == 2 { print int($4 / 1024) }'
}

# need_space FOLDER MB WHAT: ends with a sentence when less is free.
need_space() {
  local free
  free=$(free_mb "$1") || return 0
  [ -n "$free" ] || return 0
  [ "$free" -ge "$2" ] || fail "$3 needs about $2 MB, and only $free MB are free in $1; make room there (or clone to a larger disk), then run $me again."
}

# is_full [LOG]: the disk that is built on has no room left, or LOG says so.
is_full() {
  local free
  free=$(free_mb "$root/build")
  [ "${free:-99}" -lt 5 ] || { [ $# -gt 0 ] && grep -q 'No space left on device' "$1"; }
}
words_of_full_disk() { echo "the disk of $root is full; make room, then run $me again (it goes on where it stopped)."; }

# need_writable_folder: everything that is built stays in build/ of this folder.
need_writable_folder() {
  # The group, because a failed redirection writes its own message before a plain 2>/dev/null is seen.
  if ! { mkdir -p "$log_dir" && echo writable >"$log_dir/.writable" && rm -f "$log_dir/.writable"; } 2>/dev/null; then
    ! is_full || fail "$(words_of_full_disk)"
    fail "$root/build cannot be written by $(id -un); clone to a folder of your own (or give this one to you: chown -R), then run $me there."
  fi
}

# --- packages -------------------------------------------------------------------------------------------------------

# packages_of SECTION…: the names listed in those sections of packages.txt, one a line.
packages_of() {
  awk -v wanted=" $* " '
    /^\[/ { section = substr($1, 2, length($1) - 2); next }
    NF && $1 !~ /^#/ && index(wanted, " " section " ") { print $1 }' "$packages_file"
}

# missing_packages SECTION…: those that dpkg does not have, on one line. What another package provides is not missing: a Node
# from elsewhere has npm in it, and Debian's npm would push it out.
missing_packages() {
  local wanted
  wanted=$(packages_of "$@")
  # shellcheck disable=SC2086 # one argument each
  {
    dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' $wanted 2>/dev/null || true
    dpkg-query -W -f='${db:Status-Abbrev} ${Provides}\n' 2>/dev/null || true
  } |
    awk -v wanted="$wanted" '
      $1 ~ /^.i/ { for (i = 2; i <= NF; ++i) { sub(/,$/, "", $i); installed[$i] = 1 } }
      END {
        count = split(wanted, names, "\n")
        for (i = 1; i <= count; ++i) if (!(names[i] in installed)) line = line (line == "" ? "" : " ") names[i]
        print line
      }'
}

# explain_apt LOG COMMAND: one sentence for why apt did not do it, and the way on.
explain_apt() {
  local log=$1 command=$2 again="then run $me again."
  if grep -qE 'Could not get lock|Unable to acquire the dpkg frontend lock|Unable to lock directory' "$log"; then
    local holder
    holder=$(sed -n 's/.*held by process \([0-9]* ([^)]*)\).*/ (process \1)/p' "$log" | tail -n 1)
    echo "another program$holder holds apt's lock, and after $lock_wait s it still did; wait until it has ended, $again"
  elif grep -qE 'No space left on device|enough free space' "$log"; then
    echo "the disk is full: the packages need about $packages_mb MB in /usr and /var; make room (apt-get clean helps), $again"
  elif grep -qE 'a terminal is required|a password is required|incorrect password|not in the sudoers|not allowed to execute' "$log"; then
    echo "sudo did not let $(id -un) install; have somebody who may run: $command, $again"
  elif grep -qE 'dpkg was interrupted' "$log"; then
    echo "an earlier installation on this machine was interrupted; run: $(root_words)dpkg --configure -a, $again"
  elif grep -qE 'Temporary failure resolving|Could not resolve|Could not connect|Cannot initiate the connection|Unable to connect|Network is unreachable|No route to host|onnection timed out|Connection failed' "$log"; then
    echo "the package servers of $(system_name) cannot be reached; connect this machine to the network (or set apt's proxy), $again What is there already can be tried with $me --no-install."
  elif grep -qE 'Unable to locate package|no installation candidate' "$log"; then
    local name
    name=$(sed -n "s/.*Unable to locate package \(.*\)/\1/p; s/.*Package '\{0,1\}\([^' ]*\)'\{0,1\} has no installation candidate.*/\1/p" "$log" | head -n 1)
    echo "the package sources of $(system_name) do not have $name; Lineup needs Debian 12 or newer (or its main section in /etc/apt/sources.list), or the counterpart installed by hand and then $me --no-install."
  elif grep -q 'Read-only file system' "$log"; then
    echo "this system is mounted read-only, so no package can be installed; run: $command where it can be written, or $me --no-install."
  else
    echo "apt could not install the packages ($(grep '^E:' "$log" | tail -n 1 | cut -c 4-)); its messages are in $log, the command was: $command"
  fi
}

root_words() { is_root || printf 'sudo '; }

# install_packages SECTION…: with --no-install nothing; else brings what is missing and says so before it does.
install_packages() {
  [ "$install" = yes ] || return 0
  if ! have apt-get || ! have dpkg-query; then
    fail "this is $(system_name), and packages are installed here only with apt (Debian 12 or newer); install the counterparts of tools/packages.txt with your own package manager, then run $me --no-install."
  fi
  local missing
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0

  local as_root=() command
  command="$(root_words)apt-get install -y --no-install-recommends $missing"
  if ! is_root; then
    have sudo || fail "you are not root and there is no sudo here; as root run: apt-get update && ${command#sudo } and then, as yourself, $me again."
    as_root=(sudo)
  fi
  need_writable_folder
  need_space /usr "$packages_mb" "Installing the missing packages"
  # Before minutes are spent on packages, not after.
  [ -f "$root/build/release/build.ninja" ] || need_space "$root/build" "$build_mb" "Building"

  local noun=packages
  [[ $missing == *' '* ]] || noun=package
  # shellcheck disable=SC2086 # counted as words
  say "Installing what is missing: $(set -- $missing; echo $#) $noun and what they need$(is_root || echo ', with sudo'): $missing"
  local log=$log_dir/apt.log
  : >"$log"
  run_apt "$log" "" update || true # a failure shows again below, where it is told apart
  # shellcheck disable=SC2086 # one argument each
  if ! run_apt "$log" "Packages" install -y --no-install-recommends $missing; then
    fail "$(explain_apt "$log" "$command")"
  fi
}

# run_apt LOG WORDS ARGUMENT…: apt-get in English, without questions, with a limit to every wait.
# The wait for dpkg's lock is apt's own; the one for the package lists has none, so it is tried again here.
run_apt() {
  local log=$1 words=$2 until=$((SECONDS + lock_wait)) said=no
  shift 2
  while :; do
    local lines
    lines=$(wc -l <"$log")
    if ${as_root[@]+"${as_root[@]}"} env LC_ALL=C DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get \
      -o APT::Status-Fd=1 -o DPkg::Lock::Timeout="$lock_wait" -o Acquire::Retries=2 \
      -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 "$@" 2>&1 </dev/null | show_progress "$words" "$log"; then
      return 0
    fi
    tail -n "+$((lines + 1))" "$log" | grep -q 'Could not get lock /var/lib/apt/lists' || return 1
    [ "$SECONDS" -lt "$until" ] || return 1
    # So that what comes later is not put down to the lock.
    head -n "$lines" "$log" >"$log.kept" && mv "$log.kept" "$log"
    [ $said = yes ] || say "Another program reads the package lists; waiting for it up to $lock_wait s."
    said=yes
    sleep 2
  done
}

# --- building -------------------------------------------------------------------------------------------------------

# need_tools: what a build cannot do without, in versions that can do it.
need_tools() {
  local tool
  for tool in cmake ninja c++; do
    have $tool || { [ $tool = ninja ] && have ninja-build; } || fail "$tool is missing, and --no-install leaves it so; run $me without --no-install, or install it (see tools/packages.txt)."
  done
  local version
  version=$(cmake --version | sed -n '1s/[^0-9]*\([0-9]*\.[0-9]*\).*/\1/p')
  if [ "${version%%.*}" -lt 3 ] || { [ "${version%%.*}" = 3 ] && [ "${version#*.}" -lt 22 ]; }; then
    fail "the cmake found first on PATH ($(command -v cmake)) is $version, and Lineup needs 3.22 or newer; Debian 12 has 3.25 (package cmake), or put a newer one first on PATH."
  fi
}

# jobs: as many compilers as cores, but no more than one for each 700 MB of free memory. LINEUP_JOBS overrides.
jobs_count() {
  local cores memory
  cores=$(nproc 2>/dev/null || echo 2)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 700000) }' /proc/meminfo 2>/dev/null || true)
  [ -z "$memory" ] || [ "$memory" -ge "$cores" ] || cores=$((memory > 0 ? memory : 1))
  echo "${LINEUP_JOBS:-$cores}"
}

# explain_configure LOG: lines that begin with "--" are of optional things and say nothing.
explain_configure() {
  local log=$1 package
  package=$(grep -v '^--' "$log" | tr '\n' ' ' | tr -s ' ' | grep -m 1 -oE \
    'because dependency [A-Za-z0-9]+|required Qt component "[A-Za-z0-9]+|configuration file provided by "[A-Za-z0-9_]+|Could NOT find [A-Za-z0-9_]+|package .[a-z0-9]+. not found' |
    head -n 1 | sed 's/.*component "/Qt6/; s/package .\([a-z0-9]*\). not found/\1/; s/.*[ "]//')
  if is_full "$log"; then
    words_of_full_disk
  elif grep -q 'compatible with requested version' "$log" || grep -q 'but required is at least' "$log"; then
    echo "${package:-a library} on this machine is too old for Lineup ($(grep -m 1 -oE 'version: [0-9.]+|found unsuitable version "[^"]*"' "$log")); Debian 12 has what is needed. All of CMake's words: $log"
  elif [ -n "$package" ]; then
    echo "CMake does not find $package$([ "$install" = yes ] || echo ", and --no-install leaves it so; run $me without it"); the packages are named in tools/packages.txt, CMake's words are in $log"
  else
    echo "CMake could not set up the build ($(grep -m 1 -A 2 'CMake Error' "$log" | tail -n 1 | sed 's/^ *//')); all of its words: $log"
  fi
}

# explain_build LOG
explain_build() {
  if is_full "$1"; then
    words_of_full_disk
  elif grep -qE 'Killed signal terminated|signal Killed|cannot allocate memory|virtual memory exhausted' "$1"; then
    echo "the compiler was ended, most likely for lack of memory; run LINEUP_JOBS=1 $me (it goes on where it stopped)."
  elif grep -q 'CMake Error' "$1"; then
    explain_configure "$1"
  else
    grep -m 1 -A 25 -E '^FAILED:|^ninja: error' "$1" | cut -c 1-400 >&2
    echo "the build stopped at an error of the compiler, shown above; all of it: $1"
  fi
}

# build PRESET TARGETS OPTION…: configures when needed and builds. TARGETS is "" for everything, or names in one word.
build() {
  local preset=$1 targets=$2 folder=$root/build/$1 log
  shift 2
  need_writable_folder
  local options
  options="$* $(cksum <"$root/CMakePresets.json")"
  # A build folder that was moved or copied from elsewhere is of no use to CMake.
  if [ -f "$folder/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
    rm -rf "$folder"
  fi

  # One at a time: two in one build folder spoil each other's files.
  exec 9>"$root/build/.lock"
  if have flock && ! flock -n 9; then
    say "Another of Lineup's scripts builds here; waiting for it."
    flock 9
  fi
  if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$folder/.options" 2>/dev/null)" != "$options" ]; then
    need_space "$root/build" "$build_mb" "Building"
    say "Setting up the build ($preset)"
    log=$log_dir/configure-$preset.log
    if ! (cd "$root" && LC_ALL=C cmake --preset "$preset" "$@") >"$log" 2>&1 </dev/null; then
      rm -f "$folder/.options"
      fail "$(explain_configure "$log")"
    fi
    printf '%s\n' "$options" >"$folder/.options"
  fi
  log=$log_dir/build-$preset.log
  : >"$log"
  # shellcheck disable=SC2086 # one argument each
  if ! LC_ALL=C cmake --build "$folder" -j "$(jobs_count)" ${targets:+--target $targets} 2>&1 </dev/null | show_progress "Building ($preset)" "$log"; then
    fail "$(explain_build "$log")"
  fi
  exec 9>&-
}
