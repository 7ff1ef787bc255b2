#!/usr/bin/env bash
# The window of the program of Windows, as far as wine shows it: opens a draft as a double click does, types a number,
# saves, says in its own window what a damaged draft is, and closes; and where there is no OpenGL it opens all the same.
# usage: tests/desktop/windows.sh PROGRAM.exe
set -euo pipefail
cd "$(dirname "$0")/../.."
name=windows
exe=$(realpath "$1")
source tests/desktop/desktop.sh
source tests/wine/wine.sh
end_of_windows() {
    end_windows
    finish
}
trap end_of_windows EXIT

# Under wine the class of a window is the name of its program.
window() { xdotool search --onlyvisible --class nianbao.exe; }

screen
windows_in "$work/windows" || fail "no Windows"
mkdir -p "$work/公开 资料"
cp "$exe" "$work/公开 资料/nianbao.exe"
exe="$work/公开 资料/nianbao.exe"
draft="$work/公开 资料/温州 2022.ron"
cp assets/examples/wenzhou-2022.ron "$draft"
wine "$exe" --associate >/dev/null
# Wines before 10 look for programs among those of the computer alone, not among the user's.
wine reg export 'HKCU\Software\Classes' "$work/classes.reg" /y >/dev/null
sed 's/HKEY_CURRENT_USER/HKEY_LOCAL_MACHINE/' < <(iconv -f utf-16 -t utf-8 "$work/classes.reg") |
    iconv -f utf-8 -t utf-16 >"$work/computer.reg"
wine reg import "$work/computer.reg" >/dev/null 2>&1 || fail "the entries cannot be taken over"

# As the file manager opens it.
program=wine
start start /wait /unix "$draft"
picture first-frame
page 4
xdotool type --delay 60 17
keys Return
picture typed
keys ctrl+s
wait_for holds '"T3.new.nat": "17"' "$draft" || fail "the number typed is not in the draft"
keys ctrl+q
wait_for gone "$app" || fail "Ctrl+Q does not close"

head -c 4000 assets/examples/wenzhou-2022.ron >"$draft"
start start /wait /unix "$draft"
picture damaged
kill "$app"

# What a PC has no driver for: nothing here can draw with OpenGL, and so neither with wine's Direct3D.
end_windows
screen -extension GLX
cp assets/examples/wenzhou-2022.ron "$draft"
start "$exe" "$draft"
page 4
xdotool type --delay 60 18
keys Return
picture without-opengl
keys ctrl+s
wait_for holds '"T3.new.nat": "18"' "$draft" || fail "without OpenGL the number typed is not in the draft"
keys ctrl+q
wait_for gone "$app" || fail "without OpenGL Ctrl+Q does not close"
echo "windows: opened by a double click, typed, saved, closed, with OpenGL and without; pictures in $pictures"
