# What the runs of the real window share: a screen of their own, a copy of the program, waiting, pictures.
# A run sets `name` before it sources this from the top of the project; `size` (WIDTHxHEIGHT) where another than
# 1366x768 is wanted, `program_path` where the program is to find other programs than this machine's, `session=own`
# where it needs a session bus (for a screen reader, an input method, a portal): the run begins anew in one.
if [[ ${session:-} == own && -z ${NIANBAO_IN_SESSION:-} ]]; then
    export NIANBAO_IN_SESSION=1
    exec dbus-run-session -- "$0" "$@"
fi
source tests/shipped.sh
size=${size:-1366x768}
target=${CARGO_TARGET_DIR:-target}
pictures=${pictures:-$target/window/$name}
work=$(mktemp -d)
mkdir -p "$pictures" "$work/config"
pids=()
# Whether the window was asked to choose files itself, in this run of it.
chose_here=
finish() {
    kill "${pids[@]}" 2>/dev/null || true
    wait "${pids[@]}" 2>/dev/null || true
    rm -rf "$work" || true
}
trap finish EXIT

fail() {
    echo "$name: $*" >&2
    import -window root "$pictures/failed.png" 2>/dev/null || true
    cat "$XDG_DATA_HOME/nianbao/故障记录.txt" 2>/dev/null || true
    exit 1
}

# Tries a command for up to 20 seconds.
wait_for() {
    for _ in $(seq 100); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        sleep 0.2
    done
    return 1
}

holds() { grep -qF -- "$1" "$2"; }
gone() { ! kill -0 "$1"; }
picture() {
    sleep 0.6
    import -window root "$pictures/$1.png"
}
keys() { xdotool key --delay 40 --clearmodifiers "$@"; }

# Nothing of the user's is read or written, but for the tools that build.
export CARGO_HOME=${CARGO_HOME:-$HOME/.cargo} RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup}
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data LC_ALL=C.UTF-8

# Builds the program, in the profile that `NIANBAO_PROFILE` names, and takes a copy: another build must not pull it from
# under the run.
take_program() {
    local built
    built=$(shipped "${NIANBAO_PROFILE:-dev}" "$@")
    program=$work/nianbao
    cp "$built" "$program"
}

# A screen with a window manager that shows every window as large as the screen, without a frame. The server picks a
# free number itself: with a fixed one a run could meet the server of the run before, which is just going down. Takes
# what the server is to be told besides.
screen() {
    rm -f "$work/display"
    Xvfb -displayfd 3 -screen 0 "${size}x24" "$@" 3>"$work/display" >/dev/null 2>&1 &
    pids+=($!)
    wait_for test -s "$work/display" || fail "no X server"
    DISPLAY=:$(<"$work/display")
    export DISPLAY
    cat >"$work/openbox.xml" <<'XML'
<openbox_config xmlns="http://openbox.org/3.4/rc"><applications>
<application class="*"><decor>no</decor><maximized>yes</maximized></application>
</applications></openbox_config>
XML
    openbox --config-file "$work/openbox.xml" >/dev/null 2>&1 &
    pids+=($!)
    wait_for xdotool get_desktop || fail "no window manager"
}

# What a screen reader needs of a session, so that the window tells it what is on it.
reader() {
    /usr/libexec/at-spi-bus-launcher --launch-immediately >/dev/null 2>&1 &
    pids+=($!)
    sleep 1
    dbus-send --session --dest=org.a11y.Bus --print-reply /org/a11y/bus org.freedesktop.DBus.Properties.Set \
        string:org.a11y.Status string:IsEnabled variant:boolean:true >/dev/null
}

# Presses the first thing that has this name, as a screen reader does; `改为*`: whose name begins so.
press() {
    /usr/bin/python3 - "$1" <<'PY'
import sys
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

def walk(node, depth=0):
    if node is None or depth > 40:
        return
    yield node
    for i in range(node.get_child_count()):
        yield from walk(node.get_child_at_index(i), depth + 1)

wanted = sys.argv[1]
def named(name):
    return name.startswith(wanted[:-1]) if wanted.endswith("*") else name == wanted

desktop = Atspi.get_desktop(0)
for i in range(desktop.get_child_count()):
    for node in walk(desktop.get_child_at_index(i)):
        if named(node.get_name() or "") and node.get_action_iface():
            sys.exit(not node.get_action_iface().do_action(0))
sys.exit(1)
PY
}

# The window, with the keys.
start() {
    chose_here=
    PATH=${program_path:-$PATH} "$program" "$@" &
    app=$!
    pids+=("$app")
    wait_for window || fail "no window"
    take_keys
}
window() { xdotool search --onlyvisible --class nianbao; }
# Something is drawn: a window without a frame has one colour.
drawn() { (($(import -window root png:- | identify -format %k -) > 20)); }
take_keys() {
    wait_for drawn || fail "no first frame"
    xdotool windowactivate --sync "$(window | head -n 1)"
    sleep 1
}

# Where no file dialog can be had, the window offers its own: once that is taken it asks by itself in the same run.
choose_here() {
    [[ -z $chose_here ]] || return 0
    chose_here=1
    # 在窗口中选择, in the line over the status line; as many points to a pixel as the window is told.
    local scale=${WINIT_X11_SCALE_FACTOR:-1}
    xdotool mousemove $((405 * scale)) $((${size#*x} - 46 * scale)) click 1
}

# The path that the window asks for where no file dialog can be had.
path() {
    sleep 1.5
    choose_here
    sleep 1
    keys ctrl+a
    xdotool type --delay 20 "$1"
    keys Return
}

# Shows a page: so many after the first.
page() {
    local n
    for n in 1 2 3 4 5 6 7 8; do keys ctrl+Prior; done
    for ((n = 0; n < $1; n++)); do keys ctrl+Next; done
}

# Exports the report as a PDF at this path, in which this title is then to be read.
export_pdf() {
    keys ctrl+e
    sleep 1.5
    picture path
    path "$1"
    wait_for test -s "$1" || fail "no PDF was exported"
    pdftotext -raw "$1" - | tr -d '[:space:]' | grep -qF "$2" || fail "the PDF has no title"
    # The file is there a moment before the table has the keys again.
    sleep 1.5
}
