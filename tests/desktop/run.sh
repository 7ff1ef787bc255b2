#!/usr/bin/env bash
# The real window under a virtual X server: opens an example, types numbers by keyboard alone, saves and exports,
# and looks at what is then on the disk. Pictures of every page stay in target/window for the eye.
# usage: tests/desktop/run.sh [WIDTHxHEIGHT]
set -euo pipefail
cd "$(dirname "$0")/../.."
name=window
size=${1:-1366x768}
pictures=${CARGO_TARGET_DIR:-target}/window/$size
source tests/desktop/desktop.sh
take_program

# No session bus and, below, no PATH: no file dialog can be had, so the window asks for the path itself, the same on
# every machine.
export DBUS_SESSION_BUS_ADDRESS=unix:path=$work/none
program_path=$work/none

# Without a display there is one sentence and status 2.
status=0
env -u DISPLAY -u WAYLAND_DISPLAY "$program" 2>"$work/sentence" || status=$?
[[ $status == 2 ]] || fail "without a display: status $status instead of 2"
holds "打不开窗口" "$work/sentence" || fail "without a display: no sentence"

screen

# The start page.
start
picture start
xdotool mousemove 0 0
keys ctrl+q
wait_for gone "$app" || fail "Ctrl+Q does not close"

# An example: every page, then a number in table 3, saved.
draft=$work/报告.ron
cp assets/examples/wenzhou-2022.ron "$draft"
holds '"T3.new.nat": "16"' "$draft" || fail "the example is not what this run expects"
start "$draft"
keys ctrl+Prior ctrl+Prior ctrl+Prior ctrl+Prior ctrl+Prior ctrl+Prior ctrl+Prior
for page in agency s0 s1 s2 s3 s4 s5 s6; do
    picture "page-$page"
    keys ctrl+Next
done
picture review
keys F6
picture preview
keys ctrl+p
picture print
keys Escape F7
keys ctrl+Prior ctrl+Prior ctrl+Prior ctrl+Prior
xdotool type --delay 60 17
keys Return
picture finding

# What is typed is seen: with another number, as wrong as this one, only its digits and those of its total are others.
table() {
    sleep 0.6
    import -window root -crop "$((${size%x*} - 520))x$((${size#*x} - 80))+215+50" +repage "$work/$1.png"
}
differing() { compare -metric AE "$work/$1.png" "$work/$2.png" null: 2>&1 || true; }
table seventeen
keys Up
xdotool type --delay 60 44
keys Return
table forty-four
keys Up
xdotool type --delay 60 17
keys Return
table seventeen-again
(($(differing seventeen forty-four) > 40)) || fail "the number typed is not on the screen"
(($(differing seventeen seventeen-again) < 40)) || fail "the same number looks otherwise"
keys ctrl+s
wait_for holds '"T3.new.nat": "17"' "$draft" || fail "the saved draft does not hold the number typed"
"$program" check "$draft" >"$work/check" && fail "check passes a table that does not add up"
holds "表三“自然人”列不平" "$work/check" || fail "check does not name the column"

# Export without a file dialog: the path is asked for in the window.
export_pdf "$work/out.pdf" 温州市人力资源和社会保障局

# A change that is not saved is asked about.
keys 9 Return
sleep 0.4
keys ctrl+q
sleep 0.6
picture unsaved
kill -0 "$app" || fail "the window closed on unsaved changes"
kill -9 "$app"
holds '"T3.new.nat": "17"' "$draft" || fail "the draft on the disk is not whole"
echo "window: opened, typed, saved, checked, exported; pictures in $pictures"
