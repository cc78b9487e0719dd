#!/bin/sh
# The Python packages that tests check against, into build/test-venv; without pip or a registry the tests that need them
# are skipped, and say so.  usage: test_venv.sh
set -eu
cd "$(dirname "$0")/.."
venv=build/test-venv
want=$(cat tests/requirements.txt)
[ "$(cat $venv/installed.txt 2>/dev/null)" = "$want" ] && exit 0
mkdir -p build
rm -rf "$venv"
/usr/bin/python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r tests/requirements.txt
echo "$want" >"$venv/installed.txt"
