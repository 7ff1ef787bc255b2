#!/usr/bin/env bash
# What the program asks of the system, as strace sees it: a draft is on the disk, whole, before it takes the place of
# the old one, and the folder after it; nothing is ever asked of a network.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=trace
source tests/desktop/desktop.sh
take_program

# Follows a command or the window: what it syncs, renames and connects to, by the names of the files.
traced() {
    local log=$1
    shift
    strace --follow-forks --seccomp-bpf --decode-fds=path --quiet=all \
        --trace=fsync,fdatasync,rename,renameat,renameat2,linkat,socket,connect --output="$log" "$@"
}

# A file of this name was written out, then given its name, then its folder was written out.
kept() {
    local log=$1 folder=$2 file=$3
    awk -v folder="$folder" -v file="$folder/$file" '
        /(fsync|fdatasync)\(/ && index($0, "<" folder "/") && / = 0/ { written = 1 }
        /(rename|renameat|renameat2|linkat)\(/ && index($0, file "\"") && / = 0/ { named = written }
        /fsync\(/ && index($0, "<" folder ">") && / = 0/ && named { kept = 1 }
        END { exit !kept }
    ' "$log" || {
        cat "$log" >&2
        fail "$file is not written out before it is renamed, and its folder after"
    }
}
# Sockets of the machine itself, which the desktop is spoken to by, are no network.
offline() {
    ! grep -E 'socket\(AF_(INET|INET6|NETLINK|PACKET)|connect\(.*AF_INET' "$1" >&2 || fail "it asks for a network"
}
alone() { ! grep -E 'socket\(|connect\(' "$1" >&2 || fail "a command asks for a socket"; }

drafts=$work/drafts
mkdir "$drafts"
cp assets/examples/wenzhou-2022.ron "$drafts/report.ron"
traced "$work/roll" "$program" roll "$drafts/report.ron" "$drafts/next.ron" >/dev/null
kept "$work/roll" "$drafts" next.ron
for to in txt html docx pdf json; do
    traced "$work/export-$to" "$program" export "$drafts/report.ron" "$drafts/report.$to" >/dev/null
    kept "$work/export-$to" "$drafts" "report.$to"
done
traced "$work/import" "$program" import "$drafts/report.docx" "$drafts/read.ron" >/dev/null
kept "$work/import" "$drafts" read.ron
traced "$work/check" "$program" check "$drafts/report.ron" >/dev/null || true
for log in roll import check export-{txt,html,docx,pdf,json}; do alone "$work/$log"; done

# The window: opened, typed in, saved over the draft.
export DBUS_SESSION_BUS_ADDRESS=unix:path=$work/none
screen
traced "$work/window" "$program" "$drafts/report.ron" &
pids+=($!)
wait_for window || fail "no window"
take_keys
page 4
xdotool type --delay 60 17
keys Return ctrl+s
wait_for holds '"T3.new.nat": "17"' "$drafts/report.ron" || fail "the number typed is not saved"
keys ctrl+q
wait_for gone "${pids[-1]}" || fail "Ctrl+Q does not close"
kept "$work/window" "$drafts" report.ron
offline "$work/window"
echo "trace: what is saved is on the disk before it takes the old one's place; no network is asked for"
