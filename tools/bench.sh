#!/bin/sh
# Speed and memory of each stage on made-up reports, or on FILEs; without FILEs also of a ledger of 100,000 reports
# (REPORTS=n for another number).  usage: bench.sh BUILD [FILE...]
set -eu
build=$1
shift
"$build/sayso-bench" "$@"
[ $# -gt 0 ] || "$build/sayso-bench-ledger" "${REPORTS:-100000}"
