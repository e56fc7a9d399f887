#!/usr/bin/env bash
# What the package lays beside the program is well-formed, names the same things everywhere, and has its Russian words.
# Validators (appstreamcli, desktop-file-validate, man) are used when they are there.
set -uo pipefail

source_dir=${LINEUP_SOURCE_DIR:-$(cd "$(dirname "$0")/../.." && pwd)}
binary_dir=${LINEUP_BINARY_DIR:-$source_dir/build/release}
packaging=$source_dir/resources/packaging
made=$binary_dir/packaging
passed=0
failed=0

check() { # WORDS COMMAND…
  local words=$1 output
  shift
  if output=$("$@" 2>&1); then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s\n%s\n' "$words" "$output"
  fi
}
has() { grep -qF -- "$2" "$1"; }
well_formed() { python3 -c 'import sys, xml.dom.minidom as x; x.parse(sys.argv[1])' "$1"; }
filled_in() { ! grep -n '@[A-Za-z_]*@' "$1"; }
# Qt reads the same lines as {"input": …, "output": …}; the order of the keys of an output is part of the lesson, so it is a string.
examples_are_right() {
  python3 - "$1" <<'PYTHON'
import json, sys
lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
assert len(lines) == 3, "three examples"
for line in lines:
    assert set(line) == {"input", "output"}, line
    assert list(json.loads(line["output"])) == ["product", "colour"], line
PYTHON
}

desktop=$packaging/lineup.desktop
for key in 'GenericName[ru]=' 'Comment[ru]=' 'Keywords[ru]=' 'Exec=lineup %f' 'Icon=lineup' 'MimeType=application/x-lineup;'; do
  check "lineup.desktop has $key" has "$desktop" "$key"
done
check "the window belongs to the desktop file, as tst_window sees it" has "$desktop" "StartupWMClass=Lineup"
check "the MIME type is the one of the desktop file" has "$packaging/lineup-mime.xml" 'type="application/x-lineup"'
check "*.lineup is of that type" has "$packaging/lineup-mime.xml" 'pattern="*.lineup"'
for file in "$packaging/lineup-mime.xml" "$packaging/lineup.svg" "$packaging/application-x-lineup.svg" "$made/lineup.metainfo.xml"; do
  check "$(basename "$file") is XML" well_formed "$file"
done
check "AppStream names the desktop file" has "$made/lineup.metainfo.xml" '<launchable type="desktop-id">lineup.desktop</launchable>'
check "AppStream has a Russian summary" has "$made/lineup.metainfo.xml" '<summary xml:lang="ru">'
for file in lineup.1 lineup.metainfo.xml changelog; do
  check "$file is filled in" filled_in "$made/$file"
done
check "the man page is packed" gzip -t "$made/lineup.1.gz"
for word in compare 'setup\-local' models '\-\-lane' '\-\-shots' '\-\-save' 130; do
  check "the man page tells of $word" has "$made/lineup.1" "$word"
done
# Every option and setting that `lineup help` names.
plain_man=$(sed 's/\\-/-/g; s/" *\([,.]\) *"//g' "$made/lineup.1")
words=$(grep -oE '(--[a-z][a-z-]+|\b[a-z][a-z-]*=)' "$source_dir/app/cli/helptext.cpp" | sort -u)
check "lineup help names options" test "$(wc -w <<<"$words")" -gt 20
for word in $words; do
  check "the man page tells of $word, as lineup help does" grep -qF -- "$word" <<<"$plain_man"
done
check "the examples of the first comparison" examples_are_right "$source_dir/resources/examples/few-shot.jsonl"
check "the licence is GPL 3" has "$source_dir/LICENSE" "Version 3, 29 June 2007"

# Lineup has no domain of its own to be named after, so its id is its plain name.
if command -v appstreamcli >/dev/null; then
  check "appstreamcli" appstreamcli validate --no-net --override=cid-desktopapp-is-not-rdns=info "$made/lineup.metainfo.xml"
fi
if command -v desktop-file-validate >/dev/null; then check "desktop-file-validate" desktop-file-validate "$desktop"; fi

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
