#!/usr/bin/env bash
# A report whose pages take seconds: how far the export is stands in the status line, it is taken back by 取消, and what
# is not taken back is written whole. Pictures of the line stay for the eye.
# Needs: at-spi2-core python3-gi gir1.2-atspi-2.0 dbus dbus-x11 xvfb openbox xdotool imagemagick.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [[ -z ${NIANBAO_IN_SESSION:-} ]]; then
    export NIANBAO_IN_SESSION=1
    exec dbus-run-session -- "$0" "$@"
fi

name=exporting
source tests/desktop/desktop.sh
take_program
# No file dialog can be had.
program_path=$work/none

# Presses what has this name, as a screen reader does.
press() {
    /usr/bin/python3 - "$1" <<'PY'
import sys
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

def walk(node, depth=0):
    if node is None or depth > 40:
        return
    yield node
    for i in range(node.get_child_count()):
        yield from walk(node.get_child_at_index(i), depth + 1)

desktop = Atspi.get_desktop(0)
for i in range(desktop.get_child_count()):
    for node in walk(desktop.get_child_at_index(i)):
        if node.get_name() == sys.argv[1] and node.get_action_iface():
            sys.exit(not node.get_action_iface().do_action(0))
sys.exit(1)
PY
}

# The example, with 90 000 paragraphs more.
awk '{ print } /"s6": \[/ { for (i = 0; i < 90000; i++) print "                \"一项。\"," }' \
    assets/examples/wenzhou-2022.ron >"$work/long.ron"
screen
reader
start "$work/long.ron"
keys ctrl+e
path "$work/taken-back.pdf"
sleep 1
picture progress
wait_for press 取消 || fail "it cannot be taken back"
sleep 6
[[ -z $(find "$work" -maxdepth 1 -name '*taken-back*' -o -maxdepth 1 -name '.nianbao-*.tmp') ]] || fail "something was written"
picture taken-back
keys ctrl+e
path "$work/long.pdf"
sleep 1
keys ctrl+q
sleep 0.5
picture leaving
wait_for gone "$app" || fail "the window does not close"
head -c 5 "$work/long.pdf" | grep -q %PDF || fail "no PDF was exported"
pdfinfo "$work/long.pdf" | grep Pages
echo "exporting: taken back, and written before the window closed; pictures in $pictures"
