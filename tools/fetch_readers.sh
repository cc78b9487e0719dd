#!/bin/sh
# A Python of its own with the readers of the export formats, for tests/exports/run.py alone, into build/readers; where
# there is no pip the test falls back to what Python brings, and says so.  usage: fetch_readers.sh
set -eu
cd "$(dirname "$0")/.."
[ ! -f build/readers/complete ] || exit 0
mkdir -p build
for python in /usr/bin/python3 python3; do
    rm -rf build/readers
    "$python" -m venv build/readers 2>/dev/null || continue
    if build/readers/bin/pip install --quiet --disable-pip-version-check networkx pandas jsonschema frictionless pyld html5lib \
        rdflib 2>/dev/null; then
        : >build/readers/complete
        exit 0
    fi
done
rm -rf build/readers
exit 1
