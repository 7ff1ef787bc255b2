#!/usr/bin/env bash
# A system whose file dialog fails late, and one whose dialog never comes: what rfd answers is the same as for a cancelled
# one, or nothing. In both the window offers its own chooser, and the draft is saved by it.
# Needs: at-spi2-core python3-gi gir1.2-atspi-2.0 dbus dbus-x11 xvfb openbox xdotool imagemagick.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=portal
session=own
source tests/desktop/desktop.sh
take_program

# The portal of a desktop that cannot show its dialog: it says so after a second, or keeps silent (`$work/silent`).
/usr/bin/python3 - "$work" <<'PY' &
import os, sys
from gi.repository import Gio, GLib

work = sys.argv[1]
ASKED = Gio.DBusNodeInfo.new_for_xml("""<node><interface name="org.freedesktop.portal.FileChooser">
<method name="SaveFile"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="o" direction="out"/></method></interface></node>""")

def asked(bus, sender, path, interface, method, arguments, call):
    token = arguments[2].get("handle_token", "none")
    request = f"/org/freedesktop/portal/desktop/request/{sender[1:].replace('.', '_')}/{token}"
    call.return_value(GLib.Variant("(o)", (request,)))
    open(f"{work}/asked", "w").close()
    if not os.path.exists(f"{work}/silent"):
        GLib.timeout_add(1000, fails, bus, sender, request)

def fails(bus, to, request):
    ended_otherwise = GLib.Variant("(ua{sv})", (2, {}))
    bus.emit_signal(to, request, "org.freedesktop.portal.Request", "Response", ended_otherwise)
    return False

def there(bus, name):
    bus.register_object("/org/freedesktop/portal/desktop", ASKED.interfaces[0], asked, None, None)
    open(f"{work}/portal", "w").close()

Gio.bus_own_name(Gio.BusType.SESSION, "org.freedesktop.portal.Desktop", Gio.BusNameOwnerFlags.NONE, there, None, None)
GLib.MainLoop().run()
PY
pids+=($!)
wait_for test -e "$work/portal" || fail "no portal"

screen
reader

# Asks where to save, meets a system that cannot ask, and saves by the window's own chooser.
saves() {
    rm -f "$work/asked"
    keys ctrl+shift+s
    wait_for test -e "$work/asked" || fail "$1: the system was not asked"
    # The silent one is given three seconds.
    sleep 4
    picture "$1"
    wait_for press 在窗口中选择 || fail "$1: nothing is offered"
    chose_here=1
    path "$work/$1.ron"
    wait_for test -s "$work/$1.ron" || fail "$1: not saved"
    sleep 1
}

start assets/examples/wenzhou-2022.ron
saves late
# She has found out, and is not asked to find it out again in this run.
rm -f "$work/asked"
keys ctrl+shift+s
path "$work/again.ron"
wait_for test -s "$work/again.ron" || fail "again: not saved"
[[ ! -e $work/asked ]] || fail "again: the system was asked"
keys ctrl+q
wait_for gone "$app" || fail "Ctrl+Q does not close"
touch "$work/silent"
start assets/examples/wenzhou-2022.ron
saves silent
echo "portal: saved where the dialog failed late, and where it never came"
