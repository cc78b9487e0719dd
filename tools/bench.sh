#!/bin/sh
# Speed and memory of each stage on made-up reports, then of the whole program over threads.
# usage: bench.sh BUILD [FILE...]      FILE: reports to use instead
set -eu
build=$1
shift
"$build/sayso-bench" "$@"
[ $# -gt 0 ] || exit 0
for threads in 1 "$(nproc)"; do
    begin=$(date +%s.%N)
    "$build/sayso" extract --threads "$threads" "$@" >/dev/null || true
    end=$(date +%s.%N)
    echo "sayso extract --threads $threads: $(echo "$end - $begin" | bc) s"
done
