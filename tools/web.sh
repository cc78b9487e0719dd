#!/bin/sh
# The page: built into web/dist, which is committed so that `make` needs no Node; compared; tested in a browser.
# usage: web.sh build | check | test SAYSO | accept SAYSO      accept: the tests, and their pictures anew
# Exit 77: this machine lacks what it takes, and the last line says what.
# Packages come from the lock file into build/web, where all work is done; scripts of packages are not run.
set -eu
cd "$(dirname "$0")/.."
work=build/web

skip() { echo "$1"; exit 77; }

# the sources and the packages of the lock file in $work
prepare() {
    command -v npm >/dev/null || skip "no npm (Debian: nodejs npm)"
    mkdir -p $work
    rm -rf $work/src $work/tests $work/dist
    for f in web/* web/.prettierrc.json; do
        case $f in web/dist | web/node_modules) ;; *) cp -r "$f" $work/ ;; esac
    done
    cp src/view/palette.css $work/src/ # shared with `brief --html`
    cp -r tests/web $work/tests
    if ! cmp -s web/package-lock.json $work/node_modules/.lock; then
        npm ci --prefix $work --ignore-scripts --no-audit --no-fund --loglevel=error || skip "no packages: the registry does not answer"
        cp web/package-lock.json $work/node_modules/.lock
    fi
}

case ${1:-} in
build)
    prepare
    npm run --silent --prefix $work build
    rm -rf web/dist
    cp -r $work/dist web/dist ;;
check)
    prepare
    npm run --silent --prefix $work form
    npm run --silent --prefix $work build
    diff -r $work/dist web/dist || { echo "web/dist is not what web/src makes: make page"; exit 1; } ;;
test | accept)
    sayso=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
    prepare
    chromium=$(command -v chromium) || skip "no chromium"
    "$chromium" --headless --no-sandbox --disable-gpu --dump-dom about:blank >/dev/null 2>&1 || skip "chromium does not start here"
    demo=$PWD/demo/reports.jsonl
    (cd $work && SHOTS=$1 SAYSO=$sayso DEMO=$demo CHROMIUM=$chromium node --test --test-reporter=tap tests/page.test.mjs)
    [ "$1" = test ] || cp $work/tests/shots/*.png tests/web/shots/ ;;
*) echo "usage: web.sh build | check | test SAYSO | accept SAYSO" >&2; exit 2 ;;
esac
