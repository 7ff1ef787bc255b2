#!/usr/bin/env bash
# Every command of the program once on real files, in the program as it is built without the crates of the tests.
# Says each command with its status, and what files came of it; stops at the first that does not do what it should.
# usage: tests/commands.sh [PROFILE]     dev (which is the default), release or packaged
#        tests/commands.sh -- COMMAND…   a program that is built already, and what it needs to run
set -euo pipefail
cd "$(dirname "$0")/.."
top=$PWD
source tests/shipped.sh
if [[ ${1:-} == -- ]]; then
    program=("${@:2}")
else
    program=("$(shipped "${1:-dev}")")
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work
unset XDG_DATA_HOME XDG_CONFIG_HOME
cd "$work"

fail() {
    echo "commands: $*" >&2
    exit 1
}

# Runs a command that is to end with this status. What it says is in `said`; the last line of that is shown.
run() {
    local expect=$1 status=0
    shift
    "${program[@]}" "$@" >said 2>err || status=$?
    printf '%s  nianbao %s\n' "$status" "${*//$top\//}"
    tail -n 1 said err | sed -n '/^==>/d; /./s/^/     /p'
    [[ $status == "$expect" ]] || fail "status $status instead of $expect"
    # A refusal is one sentence; nothing else goes to standard error.
    [[ $(wc -l <err) == $((expect == 2)) ]] || fail "$(wc -l <err) lines on standard error"
}
says() { grep -qF -- "$1" said || fail "it does not say “$1”"; }
# A file that begins like this.
begins() { printf %s "$2" | cmp -s -n "$(printf %s "$2" | wc -c)" - "$1" || fail "$1 does not begin like such a file"; }

city=$top/assets/examples/huaian-2024.ron
department=$top/assets/examples/wenzhou-2022.ron

run 0 --self-check
says 自检通过
run 0 --help
run 0 --version

# check: a whole report, and two with what was wrong as they were published.
run 0 check "$city"
says "错误 0，"
run 1 check "$department"
run 1 check "$top/assets/examples/yangling-2020.ron"
run 1 check "$department" --last "$city" --json
says '"findings": ['
run 2 check "$top/README.md"

# export: every format, for publication and to be signed.
for format in txt html docx pdf ofd json; do
    run 0 export "$city" "city.$format"
    run 0 export "$department" "department.$format" --bundled-fonts
done
grep -q 淮安市人民政府2024年政府信息公开工作年度报告 city.txt || fail "the text has no title"
begins city.html "<!DOCTYPE html>"
begins city.docx PK
begins city.ofd PK
begins city.pdf %PDF-
begins city.json "{"
run 0 export "$city" sign-off.pdf --sign-off
begins sign-off.pdf %PDF-
pdftotext -raw sign-off.pdf - | tr -d '[:space:]' >said
says 送审单
run 2 export "$city" city.txt
run 0 export "$city" city.txt --force

# import: reports as published and as exported, of every kind; what comes back has the same figures.
for kind in txt html docx pdf; do
    run 0 import "city.$kind" "from-$kind.ron"
    says "存疑 0，没有找到 0"
    run 0 diff "$city" "from-$kind.ron" --json
    says '"cells": []'
done
run 0 import "$city" from-ron.ron
run 0 diff "$city" from-ron.ron
says 数据和文字都相同
for published in 001 002 003 004 005; do
    run 0 import "$top/tests/published/$published.txt" "$published.ron"
done
run 0 import "$top/tests/published/003.txt" again.ron --year 2022 --last 005.ron --json
says '"doubts": ['
run 2 import "$top/assets/window.png" picture.ron
for report in "$top"/../shared/reports/*/source.*; do
    [[ -e $report ]] || continue
    run 0 import "$report" shared.ron --force
done

# roll and diff.
run 0 roll "$city" next.ron
says 2025年度草稿已建立
run 0 roll "$department" 2025.ron --year 2025
run 1 check next.ron
run 0 diff "$city" next.ron --json
run 0 diff "$city" next.ron
for format in pdf html; do run 0 diff "$city" next.ron "changes.$format"; done
begins changes.pdf %PDF-
begins changes.html "<!DOCTYPE html>"
run 2 roll "$city" next.ron

# rules: of the newest form, and of an older one.
run 0 rules
says T3-BAL
run 0 rules 2020
says T2-19OPEN
run 2 rules 2007

# No panic on the way, not even one that was caught.
! find . -name 故障记录.txt | grep . || fail "a crash was recorded"
# For whoever holds one build against another.
rm -f said err
sha256sum -- * | sed 's/^\(.\{16\}\)[^ ]*/\1/'
echo "commands: every command did what it should" >&2
