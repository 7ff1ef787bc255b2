#!/usr/bin/env bash
# A report whose pages take seconds: how far the export is stands in the status line, it is taken back by 取消, and what
# is not taken back is written whole. Pictures of the line stay for the eye.
# Needs: at-spi2-core python3-gi gir1.2-atspi-2.0 dbus dbus-x11 xvfb openbox xdotool imagemagick.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=exporting
session=own
source tests/desktop/desktop.sh
take_program
# No file dialog can be had.
program_path=$work/none

# The example, with 90 000 paragraphs more.
awk '{ print } /"s6": \[/ { for (i = 0; i < 180000; i++) print "                \"一项。\"," }' \
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
