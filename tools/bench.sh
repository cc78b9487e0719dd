#!/bin/sh
# Speed and memory of each stage on made-up reports, or on FILEs.  usage: bench.sh BUILD [FILE...]
set -eu
build=$1
shift
exec "$build/sayso-bench" "$@"
