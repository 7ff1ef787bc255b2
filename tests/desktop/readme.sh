#!/usr/bin/env bash
# The README's first command as it stands there, in a clone of its own: it builds, the window opens, a number is typed
# into table 3, saved, exported as a PDF, and the window is closed. The clone is then as it was.
# usage: tests/desktop/readme.sh COMMAND
set -euo pipefail
cd "$(dirname "$0")/../.."
name=readme
source tests/desktop/desktop.sh
draft=assets/examples/wenzhou-2022.ron
git diff --quiet -- "$draft" || fail "$draft is not as it was published"

# No file dialog can be had, so the window asks for the path itself; cargo needs the usual programs.
export DBUS_SESSION_BUS_ADDRESS=unix:path=$work/none
mkdir "$work/bin"
printf '#!/bin/sh\nexit 1\n' >"$work/bin/zenity"
chmod +x "$work/bin/zenity"

screen
echo "$ $1"
PATH=$work/bin:$PATH bash -c "$1" &
app=$!
pids+=("$app")
# As long as the first build takes.
until window >/dev/null; do
    gone "$app" && fail "the command ended without a window"
    ((SECONDS < 2400)) || fail "no window in 40 minutes"
    sleep 0.5
done
take_keys
picture first-frame

# Table 3, behind the agency, the opening and two sections.
page 4
xdotool type --delay 60 17
keys Return
picture typed
keys ctrl+s
wait_for holds '"T3.new.nat": "17"' "$draft" || fail "the number typed is not in the draft"
[[ $(git diff --numstat) == $'1\t1\t'"$draft" ]] || fail "more than the number was changed: $(git diff --stat)"
export_pdf "$work/out.pdf" 温州市人力资源和社会保障局
picture exported
keys ctrl+q
wait_for gone "$app" || fail "Ctrl+Q does not close"
status=0
wait "$app" || status=$?
[[ $status == 0 ]] || fail "the window closed with status $status"
git checkout --quiet -- "$draft"
echo "readme: opened, typed, saved, exported, closed; pictures in $pictures"
