#!/usr/bin/env bash
# Three more journeys in the real window, the acts of each counted (the first two are `first_hour.sh`): last year's draft
# reopened becomes the copy that is sent up; sixty wrong numbers in a report are found and put right; a year's ledger
# fills the table of applications.
# Needs: at-spi2-core python3-gi gir1.2-atspi-2.0 dbus dbus-x11 xvfb openbox xdotool xclip imagemagick.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=journeys
session=own
source tests/desktop/desktop.sh
source tests/desktop/acts.sh
take_program
# No dialog can be had, so the window asks for files itself.
program_path=$work/none

close() {
    keys ctrl+q
    wait_for gone "$app" || fail "Ctrl+Q does not close"
}

# Last year's draft, reopened: the next year's begun, its numbers typed as they stand on paper, what is last year's
# confirmed, sent up.
reopened() {
    "$program" import tests/published/003.txt "$work/2022.ron" >/dev/null
    start "$work/2022.ron"
    act ctrl+shift+n
    click "接受全部建议，全文12处"
    act ctrl+Next ctrl+Next
    row 0 0 11 6 1
    act ctrl+b
    act ctrl+Next
    row 120 7 0 0 0 0
    typed 0
    act ctrl+b
    act ctrl+Next ctrl+b ctrl+s
    path "$work/2023.ron"
    wait_for test -s "$work/2023.ron" || fail "next year's draft was not saved"
    act ctrl+shift+e Return
    path "$work/2023.pdf"
    wait_for test -s "$work/2023.pdf" || fail "no copy was exported"
    holds '"T3.new.nat": "120"' "$work/2023.ron" || fail "a digit was swallowed"
    picture reopened
    counted "last year's draft to the copy sent up" 15
    close
}

# Sixty numbers, years and names of a text that are not what the tables say; each number is one too many
# (`sixty.ron`, and `sixty.txt` as it should be). What is known is put right by a click; for the others the key leads
# to the number, and the right one is typed over it.
sixty() {
    local number before
    cp tests/desktop/sixty.ron "$work/sixty.ron"
    start "$work/sixty.ron"
    picture sixty
    while press '改为“*'; do
        acts=$((acts + 1))
        sleep 0.3
    done
    echo "put right by a click: $acts"
    for _ in $(seq 40); do
        act F8
        printf 0 | xclip -selection clipboard -in >/dev/null 2>&1
        keys ctrl+c
        sleep 0.3
        number=$(xclip -selection clipboard -out)
        if [[ $number =~ ^[0-9]+$ ]] && ((number > 0)); then
            typed $((number - 1))
            before=$acts
        fi
        # Once around without a number: none is left.
        ((acts - ${before:-0} < 12)) || break
    done
    act ctrl+s
    sleep 1
    close
    "$program" export "$work/sixty.ron" "$work/sixty.txt"
    tr -d '[:space:]' <"$work/sixty.txt" >"$work/sixty.flat"
    local line right=0
    while IFS= read -r line; do
        if holds "${line//[[:space:]]/}" "$work/sixty.flat"; then right=$((right + 1)); else echo "not put right: $line"; fi
    done <tests/desktop/sixty.txt
    echo "sixty mistakes: $right put right"
    # The others can only be told from the sense of the sentence, or are named without the one number that is wrong.
    ((right >= 52)) || fail "only $right of sixty mistakes were put right"
    counted "sixty mistakes put right" 120
}

# A ledger of three hundred applications, as an office keeps it: counted, looked at, put into the table.
ledger() {
    awk 'BEGIN {
        split("自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他", who)
        split("予以公开 部分公开 本机关不掌握相关政府信息 重复申请 结转下年度继续办理", how)
        print "序号,姓名,申请人类型,收到日期,办理结果"
        for (n = 0; n < 300; n++)
            printf "%d,某%d,%s,2022-%02d-%02d,%s\n", n + 1, n, who[n % 6 + 1], n % 12 + 1, n % 28 + 1, how[n % 5 + 1]
    }' >"$work/ledger.csv"
    cp assets/examples/wenzhou-2022.ron "$work/ledger.ron"
    start "$work/ledger.ron"
    click '三、申请情况*'
    click 按台账填表
    click 打开台账…
    path "$work/ledger.csv"
    sleep 2
    picture ledger
    click '填入表三*'
    act ctrl+s
    wait_for holds '"T3.new.nat": "50"' "$work/ledger.ron" || fail "the ledger is not in the table"
    for entry in '"T3.new.com": "50"' '"T3.new.oth": "50"' '"T3.r1.nat": "10"' '"T3.r5_2.law": "10"' '"T3.cout.res": "10"'; do
        holds "$entry" "$work/ledger.ron" || fail "the ledger was not counted: $entry"
    done
    counted "a ledger into the table" 6
    close
}

screen
reader
for journey in ${*:-reopened sixty ledger}; do $journey; done
