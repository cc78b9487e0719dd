#!/bin/sh
# The files that match the patterns, from the project's root, sorted.  usage: list.sh PATTERN...
cd "$(dirname "$0")/.." || exit 1
for p in "$@"; do
    for f in $p; do [ -f "$f" ] && printf '%s\n' "$PWD/$f"; done
done | LC_ALL=C sort
