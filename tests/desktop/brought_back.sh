#!/usr/bin/env bash
# A Word copy that somebody has edited comes back, in the real window: from the copy to the draft with every change taken
# in and saved, the acts counted. The copies of `tests/edited` were edited with python-docx and saved once more by
# LibreOffice, with changes tracked and without; two as Word moves a paragraph and as WPS writes.
# Needs: at-spi2-core python3-gi gir1.2-atspi-2.0 dbus dbus-x11 xvfb openbox xdotool xclip imagemagick.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=brought_back
session=own
source tests/desktop/desktop.sh
source tests/desktop/acts.sh
take_program
# No dialog can be had, so the window asks for files itself.
program_path=$work/none

# A copy, what the page must say of it, and what is to be pressed until all of it is taken.
bring() {
    local copy=$1 said=$2 draft=$work/$1.ron
    shift 2
    cp assets/examples/wenzhou-2022.ron "$draft"
    start "$draft"
    click 文件
    click 带回Word修改…
    path "$PWD/tests/edited/$copy.docx"
    wait_for has "$said" || fail "$copy: the page does not say “$said”"
    picture "$copy"
    local taken
    for taken; do click "$taken"; done
    act ctrl+s
    wait_for agrees "$draft" "$copy" || fail "$copy: the draft does not say what the copy says"
    counted "$copy brought back" $((3 + $#))
    keys ctrl+q
    wait_for gone "$app" || fail "Ctrl+Q does not close"
}

# Whether something of the window has this name.
has() {
    /usr/bin/python3 - "$1" <<'PY'
import sys
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

def names(node, depth=0):
    if node is None or depth > 40:
        return
    yield node.get_name() or ""
    for i in range(node.get_child_count()):
        yield from names(node.get_child_at_index(i), depth + 1)

desktop = Atspi.get_desktop(0)
found = any(sys.argv[1] in name for i in range(desktop.get_child_count())
            for name in names(desktop.get_child_at_index(i)))
sys.exit(not found)
PY
}

# Whether the saved draft says what the copy says. Comments stay comments, and a total of the copy that nobody put right
# there is one that the program has summed.
agrees() {
    local left
    left=$("$program" diff "$1" "tests/edited/$2.docx" | grep -vE '^(批注|不同的有|没有改动)|总计：' || true)
    [[ -z $left ]]
}

number='表三“一、本年新收政府信息公开申请数量”自然人'
all='一、总体情况全部接受（*'
screen
reader
for copy in untracked office-untracked; do
    bring "$copy" 改动6处（数字1处，文字5处） "$all" "接受：$number" 接受：五、问题及改进第1至2段 接受：六、其他事项第2段
done
for copy in tracked office-tracked; do bring "$copy" 改动2处（文字2处），批注1条 "$all"; done
for copy in moved office-moved; do bring "$copy" 改动2处（文字2处） "$all"; done
bring wps 改动2处（数字1处，文字1处），批注1条 接受：一、总体情况第3段 "接受：$number"
