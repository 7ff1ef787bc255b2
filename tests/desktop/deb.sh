#!/usr/bin/env bash
# The package of Debian in a system of its own that has nothing but what the package names: it goes in, a draft is known
# by its content, its desktop entry opens the window on one, a PDF has the bytes it has here, and it goes without a trace.
# usage: tests/desktop/deb.sh PACKAGE.deb
set -euo pipefail
cd "$(dirname "$0")/../.."
name=deb
deb=$(realpath "$1")
source tests/desktop/desktop.sh
root=$work/root
# Takes what was mounted away again, before the folder is removed.
end_of_root() {
    umount "$root/proc" 2>/dev/null || true
    finish
}
trap end_of_root EXIT

of_package() { dpkg-deb --field "$deb" "$1"; }
# The names alone; of several that would do, the first.
named() { of_package "$1" | sed 's/([^)]*)//g; s/|[^,]*//g; s/ //g'; }
inside() { chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"; }

take_program
source /etc/os-release
mirror=$(apt-get indextargets --format '$(SITE)' "Created-By: Packages" "Codename: $VERSION_CODENAME" | head -n 1)
# What looks whether the desktop takes it: the types of files, as a file manager asks for them, and starting by an entry.
tools=desktop-file-utils,hicolor-icon-theme,libglib2.0-bin
debootstrap --variant=minbase --include="$(named Depends),libgl1-mesa-dri,shared-mime-info,$tools" \
    "$VERSION_CODENAME" "$root" "$mirror" >"$work/debootstrap" 2>&1 || fail "$(tail -n 5 "$work/debootstrap")"
mount --bind /proc "$root/proc"
files() { (cd "$root" && find usr etc -path usr/share/mime -prune -o -path '*/mimeinfo.cache' -prune -o -print | sort); }
files >"$work/before"

cp "$deb" "$root/nianbao.deb"
inside dpkg --install /nianbao.deb >"$work/dpkg" 2>&1 || fail "$(<"$work/dpkg")"
inside desktop-file-validate /usr/share/applications/nianbao.desktop
mkdir "$root/root/公开 资料"
city="$root/root/公开 资料/淮安 2024.ron"
cp assets/examples/huaian-2024.ron "$city"

# The type of a draft: whatever it is called, and as other programs have written it anew; no other file has it.
type_of() { inside gio info --attributes standard::content-type "/root/$1" | sed -n 's/.*content-type: //p'; }
check_type() { [[ $(type_of "$1") == "$2" ]] || fail "$1 is taken for $(type_of "$1")"; }
cp assets/examples/huaian-2024.ron "$root/root/没有结尾的名字"
sed 's/$/\r/; 1s/^/\xef\xbb\xbf/' assets/examples/huaian-2024.ron >"$root/root/记事本存过"
cp assets/theme.ron "$root/root/别的"
head -c 3 assets/examples/huaian-2024.ron >"$root/root/断了.ron"
for draft in 没有结尾的名字 记事本存过 断了.ron "公开 资料/淮安 2024.ron"; do
    check_type "$draft" application/vnd.nianbao.draft
done
[[ $(type_of 别的) != application/vnd.nianbao.draft ]] || fail "any RON is taken for a draft"
inside gio mime application/vnd.nianbao.draft | grep -q nianbao.desktop || fail "nothing opens a draft"

# The same PDF as here, also without what draws windows.
inside nianbao export "/root/公开 资料/淮安 2024.ron" /root/there.pdf --bundled-fonts >/dev/null
"$program" export "$city" "$work/here.pdf" --bundled-fonts >/dev/null
cmp "$work/here.pdf" "$root/root/there.pdf" || fail "the PDF is another"

screen
inside env DISPLAY="$DISPLAY" gio launch /usr/share/applications/nianbao.desktop "/root/公开 资料/淮安 2024.ron" &
pids+=($!)
wait_for window || fail "no window"
take_keys
picture opened
keys ctrl+q
wait_for test -z "$(window)" || true

inside dpkg --purge nianbao >>"$work/dpkg" 2>&1 || fail "$(<"$work/dpkg")"
files >"$work/after"
diff "$work/before" "$work/after" || fail "left behind"
echo "deb: installed, types known, opened by its entry, PDF as here, removed; pictures in $pictures"
