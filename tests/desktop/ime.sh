#!/usr/bin/env bash
# Chinese typed with a real input method (fcitx5, pinyin) into the real window: words into section one, digits into
# table 3 with the input method still on, saved, and read back from the file.
# Needs: fcitx5 fcitx5-chinese-addons dbus dbus-x11 xvfb openbox xdotool imagemagick.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=ime
session=own
source tests/desktop/desktop.sh
take_program
mkdir -p "$work/config/fcitx5"
draft=$work/report.ron
cp assets/examples/wenzhou-2022.ron "$draft"
cat >"$work/config/fcitx5/profile" <<'INI'
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=keyboard-us
[Groups/0/Items/1]
Name=pinyin
[GroupOrder]
0=Default
INI
printf '[Behavior]\nActiveByDefault=True\nShareInputState=All\n' >"$work/config/fcitx5/config"
export XMODIFIERS=@im=fcitx

screen
fcitx5 -D >/dev/null 2>&1 & pids+=($!)
sleep 3
start "$draft"

# From the first page to section one; its text has the keys.
for _ in 1 2 3 4 5 6 7 8 9; do xdotool key --delay 40 ctrl+Prior; done
xdotool key --delay 80 ctrl+Next ctrl+Next
sleep 0.5
fcitx5-remote -s pinyin
wait_for bash -c '[[ $(fcitx5-remote -n) == pinyin ]]' || fail "pinyin is not on"
xdotool key ctrl+Home
xdotool type --delay 150 nihao
sleep 0.5
picture composing
xdotool key ctrl+s
sleep 0.5
if holds nihao "$draft" || holds 'ni hao' "$draft"; then fail "a word being composed was saved"; fi
xdotool key space
sleep 0.3
xdotool type --delay 150 zhongguo
xdotool key space
sleep 0.5

# Table 3, the input method still on.
xdotool key --delay 80 ctrl+Next ctrl+Next
sleep 0.5
xdotool type --delay 150 17
xdotool key Return
sleep 0.3
xdotool key ctrl+s
wait_for holds 你好中国 "$draft" || fail "the words are not in the saved draft"
wait_for holds '"T3.new.nat": "17"' "$draft" || fail "the digits are not in the saved draft"
picture typed
echo "input method: words and digits are in the saved draft; pictures in $pictures"
