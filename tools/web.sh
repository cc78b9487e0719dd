#!/bin/sh
# The page: built into web/dist, which is committed so that `make` needs no Node; compared.
# usage: web.sh build | check      Exit 77: this machine lacks what it takes, and the last line says what.
# Packages come from the lock file into build/web, where all work is done; scripts of packages are not run.
set -eu
cd "$(dirname "$0")/.."
work=build/web

skip() { echo "$1"; exit 77; }

# the sources and the packages of the lock file in $work
prepare() {
    command -v npm >/dev/null || skip "no npm (Debian: nodejs npm)"
    mkdir -p $work
    rm -rf $work/src $work/dist
    for f in web/* web/.prettierrc.json; do
        case $f in web/dist | web/node_modules) ;; *) cp -r "$f" $work/ ;; esac
    done
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
*) echo "usage: web.sh build | check" >&2; exit 2 ;;
esac
