# The program as a stranger builds it: without the crates of the tests, whose features must not get into what is tried.

# Builds it in a profile, with features where some are named, and tells where it is.
shipped() {
    local profile=${1:-dev} features=${2:-} folder=${CARGO_TARGET_DIR:-$PWD/target}
    cargo build --quiet --locked --profile "$profile" --features "$features" >&2 || return
    echo "$folder/${profile/#dev/debug}/nianbao"
}
