#!/usr/bin/env bash
# Makes the pictures beside it from the drawings: PNG for Linux and the window, ICO for Windows. To be run after a
# drawing was changed; what it makes is kept, so that nobody needs rsvg-convert (librsvg2-bin) to build.
set -euo pipefail
cd "$(dirname "$0")"
sizes=(16 24 32 48 64 128 256)

for drawing in nianbao draft; do
    pictures=()
    for size in "${sizes[@]}"; do
        rsvg-convert --width "$size" --height "$size" --output "$drawing-$size.png" "$drawing.svg"
        pictures+=("$drawing-$size.png")
    done
    # An ICO is a list of pictures, which may be PNG since Windows Vista.
    python3 - "$drawing.ico" "${pictures[@]}" <<'PY'
import struct
import sys

out, *names = sys.argv[1:]
pictures = [open(name, "rb").read() for name in names]
ico = struct.pack("<HHH", 0, 1, len(pictures))
at = len(ico) + 16 * len(pictures)
for picture in pictures:
    width, height = struct.unpack(">II", picture[16:24])
    ico += struct.pack("<BBBBHHII", width % 256, height % 256, 0, 0, 1, 32, len(picture), at)
    at += len(picture)
open(out, "wb").write(ico + b"".join(pictures))
PY
done
