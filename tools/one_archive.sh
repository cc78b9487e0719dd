#!/bin/sh
# A static library of one object, in which only the public names are seen.  usage: one_archive.sh CC OUT.a IN.a...
set -eu
cc=$1 out=$2
shift 2
object=$out.o
"$cc" -r -nostdlib -flinker-output=nolto-rel -O3 -o "$object" -Wl,--whole-archive "$@" -Wl,--no-whole-archive
objcopy --localize-hidden "$object"
rm -f "$out"
ar rcs "$out" "$object"
rm -f "$object"
