#!/usr/bin/env bash
# What a screen reader gets of the real window over AT-SPI: a cell with its row, column and value, and a finding.
# Needs: at-spi2-core python3-gi gir1.2-atspi-2.0 dbus dbus-x11 xvfb openbox xdotool.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=access
session=own
source tests/desktop/desktop.sh
take_program
# A report with one number that does not add up, so that there is a finding.
sed 's/"T3.r4_1.nat": "7"/"T3.r4_1.nat": "6"/' assets/examples/wenzhou-2022.ron >"$work/report.ron"

screen
reader
start "$work/report.ron"
# From the opening, which has a finding of its own, to table 3.
keys ctrl+Next ctrl+Next ctrl+Next

/usr/bin/python3 - <<'PY'
import sys, time
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

CELL = "1.本机关不掌握相关政府信息，自然人"
FINDING = "错误：表三“自然人”列不平"

def walk(node, depth=0):
    if node is None or depth > 40:
        return
    yield node
    for i in range(node.get_child_count()):
        yield from walk(node.get_child_at_index(i), depth + 1)

def look():
    desktop = Atspi.get_desktop(0)
    found = {}
    for i in range(desktop.get_child_count()):
        for node in walk(desktop.get_child_at_index(i)):
            name = node.get_name() or ""
            if name == CELL:
                found["cell"] = node
            if name.startswith(FINDING):
                found["finding"] = node
    return found

for _ in range(20):
    found = look()
    if len(found) == 2:
        break
    time.sleep(0.5)
else:
    sys.exit(f"screen reader: found only {sorted(found)}")

cell = found["cell"]
value = cell.get_description() or ""
print("cell:", cell.get_name(), "|", cell.get_role_name(), "| value", value)
print("finding:", found["finding"].get_name())
if cell.get_role_name() not in ("table cell", "cell") or not value.startswith("6"):
    sys.exit("screen reader: the cell has another role or value")
PY
echo "screen reader: the cell and the finding are read by name"
