#!/usr/bin/env bash
# The program on a real X server without a screen: the offscreen platform of the other tests never loads Qt's X plug-in.
# Usage: tst_window.sh PROGRAM. Ends with 77 (skipped) where Xvfb or xwininfo is missing.
set -uo pipefail

program=$1
for tool in Xvfb xwininfo; do
  command -v $tool >/dev/null || { echo "skipped: $tool is not installed (tools/test brings it)"; exit 77; }
done
work=$(mktemp -d)
children=()
clean_up() {
  for child in ${children[@]+"${children[@]}"}; do kill "$child" 2>/dev/null; done
  wait
  rm -rf "$work"
}
trap clean_up EXIT
fail() {
  echo "FAILED: $1"
  echo "What the program said:"
  cat "$work/said" 2>/dev/null
  exit 1
}
# until SECONDS COMMAND…: tries it until it succeeds.
until_true() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.1
  done
}
has_window() { xwininfo -root -tree | grep -q '("lineup" "Lineup")'; }
has_ended() { ! kill -0 "$window" 2>/dev/null; }

# Xvfb takes a free number and says which.
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$work/number" 2>"$work/xvfb" &
children+=($!)
until_true 20 test -s "$work/number" || fail "no X server: $(cat "$work/xvfb")"
DISPLAY=:$(cat "$work/number")
export DISPLAY QT_QPA_PLATFORM=xcb HOME=$work XDG_RUNTIME_DIR=$work
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
chmod 700 "$work"

"$program" --profile "$work/profile" >"$work/said" 2>&1 &
window=$!
children+=("$window")
until_true 30 has_window || fail "no window after 30 s"
kill "$window"
until_true 10 has_ended || fail "SIGTERM does not end it in 10 s"
wait "$window"
status=$?
[ $status -eq 0 ] || fail "SIGTERM does not end it in order: it ended with $status"
grep -q window_geometry "$work/profile/config/settings.json" || fail "SIGTERM does not close the window: its place was not kept"
echo "1 passed, 0 failed"
