#!/bin/sh
# The Python wheel, the model inside, into BUILD/wheel.  usage: make_wheel.sh BUILD
set -eu
cd "$(dirname "$0")/.."
build=$1 stage=$1/wheel/stage
rm -rf "$build/wheel"
mkdir -p "$stage"
cp -r bindings/python/sayso bindings/python/setup.py "$stage"
cp LICENSE NOTICE "$stage"
strip -o "$stage/sayso/_sayso.abi3.so" "$build/bindings/python/_sayso.abi3.so"
(cd "$stage" && /usr/bin/python3 setup.py --quiet bdist_wheel --dist-dir ..)
rm -rf "$stage"
ls "$build/wheel"
