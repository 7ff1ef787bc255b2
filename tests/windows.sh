#!/usr/bin/env bash
# The program of Windows under wine, for a user with a Chinese name: every command says and writes what the program of
# this system does; a double click opens drafts once that is asked for, and not when it is taken back.
# usage: tests/windows.sh PROGRAM.exe
set -euo pipefail
cd "$(dirname "$0")/.."
exe=$(realpath "$1")
source tests/shipped.sh
source tests/wine/wine.sh
native=$(shipped "${NIANBAO_PROFILE:-dev}")
place=$(mktemp -d)
finish() {
    end_windows
    rm -rf "$place" || true
}
trap finish EXIT

fail() {
    echo "windows: $*" >&2
    exit 1
}

# No command asks for a screen.
unset DISPLAY
windows_in "$place/windows" || fail "no Windows"

# In a folder as deep as officers make them, with blanks in its name.
folder=$place/"政务公开 资料/2024年 年报（定稿）"
mkdir -p "$folder"
cp "$exe" "$folder/年报 nianbao.exe"
exe="$folder/年报 nianbao.exe"

tests/commands.sh -- "$native" >"$place/here" 2>/dev/null
tests/commands.sh -- wine "$exe" >"$place/there" 2>/dev/null || fail "$(tail -n 3 "$place/there")"
# The last line of the help is of options that Windows alone has; all else is equal, the bytes of every file among it.
without_help() { sed '/^0  nianbao --help$/{n;d}' "$1"; }
diff <(without_help "$place/here") <(without_help "$place/there") || fail "it says or writes something else than the program of this system"
echo "windows: $(grep -c '^[012]  nianbao' "$place/there") commands, $(grep -c '^[0-9a-f]\{16\} ' "$place/there") files, as here"

# A path longer than Windows once allowed.
long=$folder
for _ in {1..8}; do long+=/一个名字很长很长很长很长很长很长很长很长很长很长很长很长很长的文件夹; done
mkdir -p "$long"
wine "$exe" export assets/examples/huaian-2024.ron "Z:${long////\\}\\年报.txt" >/dev/null || fail "no file in a long path"
grep -q 淮安市 "$long/年报.txt" || fail "the file in a long path has no title"

# What is said of a command that cannot be done goes where it is sent.
status=0
wine "$exe" check 没有.ron >"$place/out" 2>"$place/err" || status=$?
[[ $status == 2 && ! -s $place/out ]] || fail "status $status"
grep -qF '“没有.ron”不存在' "$place/err" || fail "it says: $(<"$place/err")"

# What the registry has for this user, as text: nothing at first.
classes() { { wine reg query 'HKCU\Software\Classes' /s 2>/dev/null || true; } | tr -d '\r'; }
wine "$exe" --associate >"$place/out"
grep -q 双击草稿 "$place/out" || fail "--associate says: $(<"$place/out")"
classes | grep -q 'nianbao.draft' || fail "no draft is known: $(classes)"
# As the file manager does it: by what the registry says of the ending.
command=$(wine reg query 'HKCU\Software\Classes\nianbao.draft\shell\open\command' /ve | tr -d '\r')
[[ $command == *'nianbao.exe" "%1"'* ]] || fail "it opens drafts by: $command"
wine "$exe" --dissociate >"$place/out"
# Keys that others may use as well stay, and stand for nothing.
! classes | grep -q nianbao || fail "left behind: $(classes)"
echo "windows: a double click is asked for and taken back"
