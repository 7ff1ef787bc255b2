#!/usr/bin/env bash
# The first hour in the real window. An empty form becomes a copy that is marked as signed; a published report becomes
# next year's draft. Every act is counted: a shortcut, a page turned, a click. What is typed and the keys that lead from
# one number to the next are not. No key may be dead, and no digit swallowed: what was typed is looked for on the disk.
# Needs: at-spi2-core python3-gi gir1.2-atspi-2.0 dbus dbus-x11 xvfb openbox xdotool xclip imagemagick.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=first_hour
session=own
source tests/desktop/desktop.sh
source tests/desktop/acts.sh
take_program
# No dialog can be had, so the window asks for files itself.
program_path=$work/none

screen
reader
start

# An empty form: who reports, the opening, the texts, the numbers of three tables.
act ctrl+n
pasted 某市民政局
act Return
keys Tab Tab
pasted 某市人民路1号
keys Tab
typed 325000
keys Tab
typed 0577-88661234
keys Tab Tab
typed xxgk@example.gov.cn
picture agency
act ctrl+Next
pasted "本报告根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号编制。"
act ctrl+Next
pasted "主动公开、依申请公开、政府信息管理、平台建设和监督保障工作平稳。收到政府信息公开申请16件。"
act ctrl+Next
typed 1
keys Return
act ctrl+b
act ctrl+Next
# Six values a row, as they stand on paper: totals are passed over.
row 9 7 0 0 0 0
row 0 0 0 0 0 0
row 9 7 0 0 0 0
act ctrl+b
picture table3
act ctrl+Next ctrl+b
act ctrl+Next
pasted "公开的主动性还不够，将加强培训。"
act ctrl+Next
pasted "无。"
act F7
picture review
act ctrl+s
path "$work/empty.ron"
wait_for test -s "$work/empty.ron" || fail "the report was not saved"
for entry in '"T3.new.nat": "9"' '"T3.new.com": "7"' '"T3.r1.nat": "9"' '"T3.r1.com": "7"' '"T3.cin.oth": "0"'; do
    holds "$entry" "$work/empty.ron" || fail "a digit was swallowed: $entry"
done
for words in 某市民政局 325000 0577-88661234 xxgk@example.gov.cn 收到政府信息公开申请16件 将加强培训; do
    holds "$words" "$work/empty.ron" || fail "what was typed is not there: $words"
done
# The copy that is sent up, then marked as signed.
act ctrl+shift+e Return
path "$work/sent.pdf"
wait_for test -s "$work/sent.pdf" || fail "no copy was exported"
sleep 1
picture exported
click 标记为已签发…
picture signing
act Return ctrl+s
wait_for holds 'fingerprint: ' "$work/empty.ron" || fail "the report is not marked as signed"
picture signed
first=$acts
echo "an empty form to a signed copy: $first acts"
((first <= 25)) || fail "$first acts for the first report"
keys ctrl+q
wait_for gone "$app" || fail "Ctrl+Q does not close"

# A published report to next year's draft.
acts=0
cp tests/published/003.txt "$work/published.txt"
start "$work/published.txt"
act ctrl+shift+n
act ctrl+s
path "$work/next.ron"
wait_for test -s "$work/next.ron" || fail "next year's draft was not saved"
echo "a published report to next year's draft: $acts acts"
((acts <= 6)) || fail "$acts acts for next year's draft"
echo "first hour: an empty form sent up, a published report begun from; pictures in $pictures"
