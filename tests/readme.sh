#!/usr/bin/env bash
# The README's two commands, a line each, without the remarks behind them: all that runs them takes them from here.
awk '/^## Two commands/ { here = 1 }
     here && /^```sh$/ { code = 1; next }
     code && /^```$/ { exit }
     code { sub(/ *#.*/, ""); print }' "$(dirname "$0")/../README.md"
