#!/usr/bin/env bash
# Renews the pictures of the real window: those of every page in assets/screens, the one at the head of the README, and
# the parts of them that the pages of the help show.
# Needs what run.sh, last_year.sh and brought_back.sh beside it need. usage: tests/desktop/pictures.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
made=${CARGO_TARGET_DIR:-target}/window

# Few colours: as sharp to the eye, and a third of the bytes.
put() { convert "$1" -strip -dither None -colors 200 -define png:compression-level=9 "PNG8:$2"; }

for size in 1366x768 1920x1080; do
    tests/desktop/run.sh "$size"
    for page in start finding preview print review unsaved; do
        put "$made/$size/$page.png" "assets/screens/$size/$page.png"
    done
    for page in agency s0 s1 s2 s3 s4 s5 s6; do
        put "$made/$size/page-$page.png" "assets/screens/$size/$page.png"
    done
done
tests/desktop/last_year.sh
for page in proof begun table3 table4; do
    put "$made/last_year/$page.png" "assets/screens/1366x768/year-$page.png"
done
tests/desktop/brought_back.sh
put "$made/brought_back/tracked.png" assets/screens/1366x768/returned.png
cp assets/screens/1366x768/finding.png assets/window.png

# A part of a page for the help: its name, the picture it is of, what of it.
part() {
    convert "assets/screens/1366x768/$2.png" -crop "$3" +repage -strip -dither None -colors 96 \
        -define png:compression-level=9 "PNG8:assets/help/pictures/$1.png"
}
part start start 860x470+40+40
part table finding 1136x330+230+50
part finding finding 300x318+1066+48
part proof year-proof 818x250+230+62
part preview preview 1154x420+212+48
part returned returned 1104x484+240+70
echo "pictures: assets/screens, assets/window.png, assets/help/pictures"
