# What the runs under wine share: a Windows of their own, for a user with a Chinese name.

# Makes it in this folder.
windows_in() {
    export WINEPREFIX=$1 WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=d;mshtml=d;winemenubuilder.exe=d"
    export LC_ALL=C.UTF-8 USER=王淑芬 LOGNAME=王淑芬
    DISPLAY='' wine wineboot --init >/dev/null 2>&1 || return
    [[ -d $WINEPREFIX/drive_c/users/王淑芬 ]] || return
    local system=$WINEPREFIX/drive_c/windows/system32
    [[ -e $system/bcryptprimitives.dll ]] ||
        x86_64-w64-mingw32-gcc -shared -O1 -o "$system/bcryptprimitives.dll" tests/wine/bcryptprimitives.c -ladvapi32
    # The desktop it was made on has no display, and outlives the making by some seconds: windows would be shown there.
    end_windows
}

end_windows() {
    wineserver --kill 2>/dev/null || true
    wineserver --wait 2>/dev/null || true
}
