#!/bin/sh
# Bring the html5lib tokenizer cases into build/cases, from html5lib's source package (MIT); the test that uses them is
# skipped where they are absent.  usage: fetch_cases.sh
set -eu
cd "$(dirname "$0")/.."
[ ! -d build/cases/tokenizer ] || exit 0
mkdir -p build/cases/tmp
# a source package is built to learn its name, which wants an older setuptools than some Pythons bring
for python in /usr/bin/python3 python3 python3.8; do
    "$python" -m pip download -q --no-deps --no-binary :all: -d build/cases/tmp html5lib==1.1 2>/dev/null && break
done
[ -f build/cases/tmp/html5lib-1.1.tar.gz ] || { rm -r build/cases/tmp; exit 1; } # no pip, or no registry
tar -xzf build/cases/tmp/html5lib-1.1.tar.gz -C build/cases/tmp html5lib-1.1/html5lib/tests/testdata/tokenizer
mv build/cases/tmp/html5lib-1.1/html5lib/tests/testdata/tokenizer build/cases/tokenizer
rm -r build/cases/tmp
