#!/usr/bin/env bash
# What a panic says, in a command and in the window: one sentence, status 2, the details in the log, without a word of
# the report; in the window also a message box. A window goes on from its first faults with the report as it was, and what
# was not saved is there at the next start. The program has a panic on demand for this (`forced-panic`).
set -euo pipefail
cd "$(dirname "$0")/../.."
name=crash
source tests/desktop/desktop.sh
unset RUST_BACKTRACE
take_program forced-panic
log=$work/data/nianbao/故障记录.txt
draft=$work/报告.ron
cp assets/examples/wenzhou-2022.ron "$draft"

# One sentence that names the log; nothing about the report in the log.
check_last_word() {
    [[ $status == 2 ]] || fail "$1: status $status instead of 2"
    [[ $(wc -l <"$work/sentence") == 1 ]] || fail "$1: not one sentence"
    holds "$2" "$work/sentence" || fail "$1: not its sentence"
    holds "故障记录“$log”" "$work/sentence" || fail "$1: the log is not named"
    [[ $(grep -c "  nianbao " "$log") == "$3" ]] || fail "$1: not $3 crashes in the log"
    ! holds 温州 "$log" || fail "$1: words of the report in the log"
    cat "$work/sentence"
}
logged() { [[ $(grep -c "  nianbao " "$log") == "$1" ]]; }
saved() { "$program" export "$draft" "$work/now.json" --force >/dev/null && holds "\"$1\"" "$work/now.json"; }

status=0
NIANBAO_PANIC="温州市收到申请16件" "$program" export "$draft" "$work/out.pdf" >"$work/said" 2>"$work/sentence" || status=$?
check_last_word "command" "没有写入或改动任何文件" 1
[[ ! -s $work/said && ! -e $work/out.pdf ]] || fail "command: something was written"

# The message box of this screen: what it is given is kept.
mkdir "$work/bin"
printf '#!/bin/sh\nprintf "%%s\\n" "$@" >"%s"\n' "$work/box" >"$work/bin/zenity"
chmod +x "$work/bin/zenity"
program_path=$work/bin:/bin
export DBUS_SESSION_BUS_ADDRESS=unix:path=$work/none
screen
start "$draft" 2>"$work/sentence"
page 4
sleep 1
xdotool type --delay 60 1717
keys Return
sleep 1
keys ctrl+shift+F12
wait_for logged 2 || fail "window: the key was not taken"
sleep 1
picture goes-on
gone "$app" && fail "window: it did not go on"
keys ctrl+s
wait_for saved 1717 || fail "window: what it went on with is not what was typed"
page 4
sleep 1
xdotool type --delay 60 1818
keys Return
for n in 3 4; do
    keys ctrl+shift+F12
    sleep 1
done
wait_for gone "$app" || fail "window: it goes on for ever"
status=0
wait "$app" || status=$?
check_last_word "window" "没保存的改动存在恢复副本" 4
holds "$(<"$work/sentence")" "$work/box" || fail "window: no message box"
saved 1717 || fail "window: the draft is not as it was saved"
start
picture offered
keys Tab Return
sleep 2
keys ctrl+s
wait_for saved 1818 || fail "window: what was not saved is not offered"
keys ctrl+q
wait_for gone "$app" || fail "window: it did not close"
cat "$log"
echo "crash: said in a command and in the window"
