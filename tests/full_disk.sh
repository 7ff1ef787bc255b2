#!/usr/bin/env bash
# Saves on a disk that is nearly full, killed at any moment: the draft is the old one or the new one, whole, a full disk
# is a sentence, and what killed saves left beside the draft is gone after the next one that ends well.
# `tests/full_disk.sh [KILLS]`; needs a file system of its own, by root or by a namespace of the user's.
set -euo pipefail
cd "$(dirname "$0")/.."
if [[ ${1:-} != --mounted ]]; then
    source tests/shipped.sh
    program=$(shipped "${NIANBAO_PROFILE:-dev}")
    exec unshare --mount --map-root-user "$0" --mounted "$program" "${1:-100}"
fi
program=$2 kills=$3
work=$(mktemp -d)
disk=$work/disk
mkdir "$disk"
mount -t tmpfs -o size=96k tmpfs "$disk"
trap 'umount "$disk"; rm -rf "$work"' EXIT
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data

fail() {
    echo "full_disk: $*" >&2
    ls -la "$disk" >&2
    exit 1
}
draft=$disk/draft.ron
# Two drafts that differ; one or the other is always there.
"$program" roll assets/examples/wenzhou-2022.ron "$work/a.ron" >/dev/null
"$program" roll assets/examples/yangling-2020.ron "$work/b.ron" >/dev/null
cp "$work/a.ron" "$draft"
is_whole() { cmp -s "$draft" "$work/a.ron" || cmp -s "$draft" "$work/b.ron"; }
# In the place of the shell that it is called in: it is the program that is killed, and not a shell that waits for it.
save() { exec "$program" roll "assets/examples/$1.ron" "$draft" --force; }
left() { find "$disk" -name '.nianbao-*' | wc -l; }

# How long a save takes on this machine, in milliseconds: kills are to fall into it.
began=$(date +%s%N)
(save wenzhou-2022) >/dev/null
took=$((($(date +%s%N) - began) / 1000000 + 2))

killed=0 full=0 most=0
for ((n = 0; n < kills; n++)); do
    last=wenzhou-2022
    ((n % 2)) && last=yangling-2020
    # Every third time there is no room for the new one.
    ((n % 3)) || head -c 60k /dev/zero >"$disk/filler" 2>/dev/null || true
    save "$last" >/dev/null 2>"$work/said" &
    process=$!
    sleep "$(printf '0.%03d' $((RANDOM % (took < 1000 ? took : 1000))))"
    kill -9 "$process" 2>/dev/null || true
    status=0
    wait "$process" 2>/dev/null || status=$?
    case $status in
    137) killed=$((killed + 1)) ;;
    2)
        grep -qF 磁盘已满 "$work/said" || fail "kill $n: a full disk is no sentence: $(<"$work/said")"
        full=$((full + 1))
        ;;
    0) ;;
    *) fail "kill $n: status $status" ;;
    esac
    is_whole || fail "kill $n: the draft is neither the old one nor the new one"
    now=$(left)
    ((now > most)) && most=$now
    rm -f "$disk/filler"
    # What is left must not fill the disk for good.
    ((now > 2)) && rm -f "$disk"/.nianbao-*
done
touch "$disk/.nianbao-left.tmp"
(save wenzhou-2022) >/dev/null || fail "the save after all kills did not end well"
is_whole || fail "the draft after all kills is not whole"
[[ $(left) == 0 ]] || fail "something is left beside the draft"
((killed > kills / 10)) || fail "killed only $killed times: too late to try anything"
echo "full_disk: $kills saves, $killed killed, $full refused for want of room, at most $most unfinished at once, none left, 0 drafts spoilt"
