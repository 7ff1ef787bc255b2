#!/usr/bin/env bash
# What another program gets from the clipboard: of the whole report and of one table, HTML and plain text.
# Needs: xclip xvfb openbox xdotool imagemagick.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=clipboard
source tests/desktop/desktop.sh
take_program
cp assets/examples/wenzhou-2022.ron "$work/report.ron"
export DBUS_SESSION_BUS_ADDRESS=unix:path=$work/none

screen
start "$work/report.ron"

# Does an act by its name, from the list of all acts.
act() {
    keys ctrl+shift+p
    sleep 0.6
    xdotool type --delay 250 "$1"
    sleep 0.6
    keys Return
}
clip() { timeout 5 xclip -o -selection clipboard -t "$1" >"$work/clip" 2>/dev/null; }
offers() { clip "$1" && holds "$2" "$work/clip"; }

act 整份报告
wait_for offers text/html "2022年政府信息公开工作年度报告</h1>" || fail "no report as HTML"
[[ $(grep -o "<table" "$work/clip" | wc -l) == 3 ]] || fail "not three tables"
! grep -qE "<(html|script|style)" "$work/clip" || fail "more than a fragment"
offers UTF8_STRING "二、主动公开政府信息情况" || fail "no report as plain text"
! holds "<table" "$work/clip" || fail "HTML where plain text is asked for"
picture report

# To the first table.
keys ctrl+Next ctrl+Next
act 本表
wait_for offers UTF8_STRING $'规章\t0\t0\t0' || fail "no table as columns"
offers text/html "<table" || fail "no table as HTML"
! holds "<h1" "$work/clip" || fail "more than the table"
picture table
echo "clipboard: passed"
