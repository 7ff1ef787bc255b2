#!/usr/bin/env bash
# The memory of the real window over a long run: rounds of everything an officer does by keyboard, what is held after
# each, and what the window costs when nobody touches it. What is held may not grow by a tenth from the first quarter of
# the rounds to the last: a window stays open for weeks in January.
# NIANBAO_MINUTES says how long (3); NIANBAO_PROFILE=release measures what ships.
# Needs: xclip xvfb openbox xdotool imagemagick.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=memory
source tests/desktop/desktop.sh
minutes=${NIANBAO_MINUTES:-3}
take_program
# No dialog can be had: the window asks for files itself.
export DBUS_SESSION_BUS_ADDRESS=unix:path=$work/none
program_path=$work/none

draft=$work/温州稿.ron
figures=$pictures/figures
cp assets/examples/wenzhou-2022.ron "$draft"
# Sentences to write, another one each time.
mapfile -t sentences < <(grep -hoE '[^"。]{12,60}。' assets/examples/*.ron)

held() { awk -v of="$1:" '$1 == of { print $2 }' "/proc/$app/status"; }
# The time of the processor it has used, in ticks of a hundredth of a second.
ticks() { awk '{ print $14 + $15 }' "/proc/$app/stat"; }
quick() { xdotool key --delay 25 --clearmodifiers "$@"; }
times() {
    local n
    for ((n = 0; n < $1; n++)); do quick "${@:2}"; done
}
pasted() {
    printf %s "$1" | xclip -selection clipboard -in >/dev/null 2>&1
    quick ctrl+v
    sleep 0.2
}
# Does an act by its name, from the list of all acts; with nothing typed the first of the list would be done.
act() {
    quick ctrl+shift+p
    sleep 0.8
    pasted "$1"
    sleep 0.8
    quick Return
    sleep 0.3
}

# Each page of the report, then those that are not of the list.
pages() {
    times 8 ctrl+Prior
    times 9 ctrl+Next
    quick F7
    act 规则一览
    times 2 Next
    act 与上年比较
    quick Escape
}
# Numbers in the table, wrong ones among them, so that there is something to find.
cells() {
    page 4
    quick ctrl+Home
    for n in 1 2 3 4 5 6; do
        xdotool type --delay 20 $((RANDOM % 400))
        quick Tab
    done
    times 2 F8
}
texts() {
    local sentence=${sentences[RANDOM % ${#sentences[@]}]}
    for at in 2 6; do
        page "$at"
        quick ctrl+End
        pasted "$sentence"
        xdotool type --delay 20 "2022nian $RANDOM"
    done
}
preview() {
    quick F6
    sleep 0.3
    times 3 Next
    times 4 plus
    times 4 Next
    times 6 minus
    quick w Home
}
find() {
    quick ctrl+f
    sleep 0.2
    pasted 信息
    times 3 Return
    quick Escape
}
# In every size that there is.
zoom() {
    times 8 ctrl+plus
    times 3 ctrl+Prior
    times 9 ctrl+minus
    times 3 ctrl+Next
    quick ctrl+0
}
# All of the round is taken back: the report stays as long as it is.
back() {
    times 12 ctrl+z
    times 6 ctrl+y
    times 30 ctrl+z
}
# One of the keys had a question come up, or a list: none of them may take the next round's keys.
round() {
    pages
    cells
    texts
    preview
    find
    zoom
    quick ctrl+s
    back
    times 2 Escape
    kill -0 "$app" 2>/dev/null || fail "the window is gone"
    [[ $(xdotool getactivewindow getwindowname) == *温州稿* ]] || fail "another report is open"
}

screen
start "$draft"
sleep 2
start_held=$(held VmRSS)
: >"$figures"
# The first round meets everything for the first time: it fills what is kept on purpose.
round
until=$((SECONDS + minutes * 60))
while ((SECONDS < until)); do
    round
    echo "$SECONDS $(held VmRSS) $(held RssAnon)" >>"$figures"
    if ((SECONDS >= until || $(wc -l <"$figures") % 10 == 0)); then echo "memory: $(tail -n 1 "$figures")"; fi
done
picture end
rounds=$(wc -l <"$figures")
((rounds >= 4)) || fail "only $rounds rounds in $minutes minutes"

# The mean of a column in the first quarter of the rounds, or in the last.
mean() {
    if [[ $2 == first ]]; then head -n $((rounds / 4)) "$figures"; else tail -n $((rounds / 4)) "$figures"; fi |
        awk -v column="$1" '{ sum += $column } END { printf "%d", sum / NR }'
}
grown() { echo $((($(mean "$1" last) - $(mean "$1" first)) * 1000 / $(mean "$1" first))); }
permille=$(grown 2)
echo "memory: $rounds rounds; resident at the start $start_held kB," \
    "first quarter $(mean 2 first) kB, last quarter $(mean 2 last) kB: $permille per mille more;" \
    "of its own $(mean 3 first) kB, then $(mean 3 last) kB: $(grown 3) per mille more"
((permille <= 100)) || fail "resident memory grew by $permille per mille"

# Nobody touches it: on a page with a table, and on one with a caret.
idle() {
    sleep 3
    local before
    before=$(ticks)
    sleep 30
    echo $(($(ticks) - before))
}
quick ctrl+s
page 4
table=$(idle)
page 2
text=$(idle)
echo "memory: ticks of 30 idle seconds: $table on a table, $text in a text"
((table <= 5)) || fail "the window is busy when nobody touches it: $table ticks on a table"
((text <= 5)) || fail "the window is busy when nobody touches it: $text ticks in a text"
