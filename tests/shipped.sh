# The program as a stranger builds it: without the crates of the tests, whose features must not get into what is tried.

# Builds it in a profile, with features where some are named, and tells where it is. `packaged` is no profile: it is
# what `.ci/packages deb` has put into the package.
shipped() {
    local profile=${1:-dev} features=${2:-} folder=${CARGO_TARGET_DIR:-$PWD/target}
    if [[ $profile == packaged ]]; then
        echo "$folder/x86_64-unknown-linux-gnu/release/nianbao"
        return
    fi
    cargo build --quiet --locked --profile "$profile" --features "$features" >&2 || return
    echo "$folder/${profile/#dev/debug}/nianbao"
}
