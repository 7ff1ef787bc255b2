#!/usr/bin/env bash
# What keeps her work, in the program as it ships: two windows on one draft; killed while typing, and recovered at the
# next start; killed in the middle of a save on a disk that is nearly full.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=kept
source tests/desktop/desktop.sh
take_program
export DBUS_SESSION_BUS_ADDRESS=unix:path=$work/none
recovery=$work/data/nianbao/recovery
draft=$work/报告.ron
cp assets/examples/wenzhou-2022.ron "$draft"
screen

# Gives the keys to the window of a process.
keys_to() {
    wait_for xdotool search --onlyvisible --pid "$1" || fail "no window of $1"
    xdotool windowactivate --sync "$(xdotool search --onlyvisible --pid "$1" | head -n 1)"
    sleep 2
}
copies() { [[ $(find "$recovery" -maxdepth 1 -name '*.ron' | wc -l) == "$1" ]]; }
saved() { "$program" export "$draft" "$work/now.json" --force >/dev/null && holds "\"$1\"" "$work/now.json"; }
not_saved() { ! saved "$1"; }

# Two windows on one draft: the second only looks.
start "$draft"
first=$app
start "$draft"
second=$app
keys_to "$second"
picture second-window
page 4
sleep 1
xdotool type --delay 60 4711
keys Return
picture second-refuses
keys ctrl+s
sleep 1
not_saved 4711 || fail "two windows: the second wrote the draft"
kill -9 "$second"
wait "$second" 2>/dev/null || true
keys_to "$first"
page 4
sleep 1
xdotool type --delay 60 4712
keys Return ctrl+s
wait_for saved 4712 || fail "two windows: the first could not save"
find "$work" -maxdepth 1 -name '.nianbao-*.lock' | grep -q . || fail "two windows: no lock beside the draft"
keys ctrl+q
wait_for gone "$first" || fail "two windows: the first did not close"
if find "$work" -maxdepth 1 -name '.nianbao-*' | grep -q .; then fail "two windows: something is left beside the draft"; fi

# Killed while typing: what was typed ten seconds ago and before is there again.
start "$draft"
page 4
sleep 1
xdotool type --delay 60 8231
keys Return
wait_for copies 1 || fail "killed while typing: no recovery copy"
kill -9 "$app"
wait "$app" 2>/dev/null || true
not_saved 8231 || fail "killed while typing: the saved file was touched"
start
picture banner
copies 1 || fail "killed while typing: the copy is gone before anything was chosen"
# The banner's 恢复 is reached by Tab.
keys Tab
sleep 0.5
picture banner-focus
keys Return
sleep 2
picture restored
keys ctrl+s
wait_for saved 8231 || fail "killed while typing: what was typed is not there again"
wait_for copies 0 || fail "killed while typing: the copy stays once all is saved"
keys ctrl+q
wait_for gone "$app" || fail "killed while typing: the window did not close"
echo "kept: two windows, killed while typing"
