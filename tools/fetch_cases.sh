#!/bin/sh
# Bring what the tests of pages compare with into build/cases: the html5lib tokenizer cases from html5lib's source package
# (MIT), and parse5 from npm (MIT), where there is Node; tests whose part is absent are skipped.  usage: fetch_cases.sh
set -eu
cd "$(dirname "$0")/.."
mkdir -p build/cases
[ -d build/cases/node_modules/parse5 ] || ! command -v npm >/dev/null ||
    npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix build/cases parse5@7.1.2 >/dev/null 2>&1 ||
    rm -rf build/cases/node_modules
[ ! -d build/cases/tokenizer ] || exit 0
mkdir -p build/cases/tmp
# a source package is built to learn its name: with the setuptools of tools/test_venv.sh, newer ones cannot
build/test-venv/bin/python -m pip download -q --no-deps --no-binary :all: --no-build-isolation -d build/cases/tmp html5lib==1.1 ||
    { rm -rf build/cases/tmp; exit 1; } # no pip, or no registry
tar -xzf build/cases/tmp/html5lib-1.1.tar.gz -C build/cases/tmp html5lib-1.1/html5lib/tests/testdata/tokenizer
mv build/cases/tmp/html5lib-1.1/html5lib/tests/testdata/tokenizer build/cases/tokenizer
rm -r build/cases/tmp
