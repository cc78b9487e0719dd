#!/bin/sh
# Every test: form, then gcc and clang with sanitizers, the optimised program's commands, a few seconds of fuzzing.
# usage: check.sh        Prints each step, and at the end how many tests passed and failed.
set -u
cd "$(dirname "$0")/.." || exit 1
fuzz_seconds=${FUZZ_SECONDS:-5}
passed=0 failed=0

# step NAME COMMAND...: one test of its own
step() {
    name=$1
    shift
    if "$@" >build-check.log 2>&1; then
        passed=$((passed + 1))
        echo "ok      $name"
    else
        failed=$((failed + 1))
        echo "FAILED  $name"
        cat build-check.log
    fi
}

# suite NAME FOLDER: the tests of a build folder, counted from meson's log
suite() {
    meson test -C "$2" --no-rebuild --print-errorlogs --timeout-multiplier 4 >build-check.log 2>&1
    counts=$(/usr/bin/python3 tools/count_tests.py "$2/meson-logs/testlog.json")
    good=${counts% *} bad=${counts#* }
    passed=$((passed + good)) failed=$((failed + bad))
    echo "$( [ "$bad" -eq 0 ] && [ "$good" -gt 0 ] && echo 'ok     ' || echo 'FAILED ') $1: $good passed, $bad failed"
    [ "$bad" -eq 0 ] && [ "$good" -gt 0 ] || cat build-check.log
    [ "$good" -gt 0 ] || failed=$((failed + 1))
}

# build NAME FOLDER OPTIONS...; a folder that is there is configured anew, for the lists of sources are made then
build() {
    name=$1 folder=$2
    shift 2
    [ ! -f "$folder/build.ninja" ] || set -- --reconfigure "$@"
    meson setup "$folder" "$@" >build-check.log 2>&1
    step "build: $name" ninja -C "$folder"
}

# page NAME VERB...: a step of tools/web.sh; what this machine cannot do is said, and is no failure
page() {
    name=$1 rc=0
    shift
    tools/web.sh "$@" >build-check.log 2>&1 || rc=$?
    case $rc in
    0)
        tests=$(sed -n 's/^# pass //p' build-check.log)
        passed=$((passed + ${tests:-1}))
        echo "ok      $name${tests:+: $tests passed}" ;;
    77) echo "SKIPPED $name: $(tail -n 1 build-check.log)" ;;
    *) failed=$((failed + 1)) && echo "FAILED  $name" && cat build-check.log ;;
    esac
}

mkdir -p build
tools/test_venv.sh || echo "no packages to check against (tools/test_venv.sh): some tests of Python and exports will be skipped"
tools/fetch_cases.sh || echo "no html5lib cases or no parse5 (tools/fetch_cases.sh): tests against them will be skipped"
sources=$(tools/list.sh 'include/*/*.h' 'src/*/*.[ch]' 'apps/*/*.[ch]' 'train/*.[ch]' 'bench/*.[ch]' 'fuzz/*.[ch]' 'tests/*/*.[ch]' 'examples/*.c' 'bindings/*/*.c')
# shellcheck disable=SC2086
step "format" clang-format --dry-run --Werror $sources
step "layers" /usr/bin/python3 tools/check_layers.py .
page "page: web/dist is what web/src makes" check

sanitize="-Db_sanitize=address,undefined -Db_lundef=false -Db_lto=false -Dbuildtype=debugoptimized -Dstatic=false"
build "optimised, gcc" build
suite "optimised" build
page "page in a browser" test build/sayso
# shellcheck disable=SC2086
CC=gcc build "gcc, address and undefined sanitizers" build-gcc $sanitize
suite "gcc, sanitizers" build-gcc
# shellcheck disable=SC2086
CC=clang build "clang, address and undefined sanitizers, fuzz targets" build-clang $sanitize -Dfuzz=true
suite "clang, sanitizers" build-clang
for target in build-clang/fuzz/fuzz_*; do
    [ -x "$target" ] && [ -f "$target" ] || continue
    name=$(basename "$target")
    corpus=build-clang/corpus-$name
    mkdir -p "$corpus"
    step "$name, $fuzz_seconds s" "$target" -max_total_time="$fuzz_seconds" -timeout=20 -rss_limit_mb=3000 "$corpus" "fuzz/corpus/${name#fuzz_}"
done
rm -f build-check.log
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
