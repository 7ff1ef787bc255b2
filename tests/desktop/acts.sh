# What she does in a journey, counted: a shortcut, a page turned, a click. What is typed and the keys that lead from one
# number to the next are not. A journey sources this after `desktop.sh`.
acts=0
act() {
    local key
    for key; do
        acts=$((acts + 1))
        keys "$key"
        sleep 0.4
    done
}
click() {
    acts=$((acts + 1))
    wait_for press "$1" || fail "there is no “$1”"
    sleep 0.6
}
typed() { xdotool type --delay 30 "$1"; }
# Chinese comes from the clipboard: keys are not the same on every layout.
pasted() {
    printf %s "$1" | xclip -selection clipboard -in >/dev/null 2>&1
    keys ctrl+v
    sleep 0.4
}
row() {
    local number
    for number; do
        typed "$number"
        keys Tab
    done
}
# Ends a journey: how many acts it took, and no more than were promised.
counted() {
    echo "$1: $acts acts"
    ((acts <= $2)) || fail "$1: $acts acts, and $2 were promised"
    acts=0
}
