#!/usr/bin/env bash
# A year in the real window: a published report is opened, its doubts are accepted, next year's draft is begun from it,
# filled, checked, saved and exported, by keyboard and one click; then looked at on the disk.
# Needs: at-spi2-core python3-gi gir1.2-atspi-2.0 dbus dbus-x11 xvfb openbox xdotool imagemagick.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=last_year
session=own
source tests/desktop/desktop.sh
take_program
# No dialog can be had, so the window asks for paths itself.
program_path=$work/none

# The text of 2022 as published, with one figure that cannot simply be taken over.
sed 's/^行政规范性文件 | 6 | 0 | 59 |/行政规范性文件 | 6 | 0 | 59左右 |/' tests/published/003.txt >"$work/published.txt"
screen
reader
start "$work/published.txt"
xdotool mousemove 0 0
picture proof
wait_for press "全部确认（1处）" || fail "the doubt cannot be accepted"
picture proved
keys ctrl+shift+n
sleep 1
picture begun
# Every table: the rest of it is zero.
keys ctrl+Next ctrl+Next
keys ctrl+b
picture table2
keys ctrl+Next
xdotool type --delay 60 21
keys Return
picture table3
keys ctrl+b
keys ctrl+Next ctrl+b
picture table4
keys F7
picture review
keys ctrl+s
path "$work/2023.ron"
wait_for test -s "$work/2023.ron" || fail "next year's draft was not saved"
holds 'year: 2023' "$work/2023.ron" || fail "the draft is not on the year after"
holds '"T3.new.nat": "21"' "$work/2023.ron" || fail "the number typed is not in the draft"
holds 'last: Some(' "$work/2023.ron" || fail "last year does not travel in the draft"
keys ctrl+e
path "$work/2023.pdf"
wait_for test -s "$work/2023.pdf" || fail "no PDF was exported"
# 21 received and nothing handled: the check has to say so.
"$program" check "$work/2023.ron" >"$work/check" && fail "check passes a table that does not add up"
holds T3-BAL "$work/check" || holds 列不平 "$work/check" || fail "check does not name the column"
holds 重复约 "$work/check" || fail "check does not say that the text is last year's"
echo "last year: opened, proved, begun, filled, checked, exported; pictures in $pictures"
