#!/bin/sh
# What sayso.spark does, on Spark's own engine; not a part of `make check`.
# usage: check_spark.sh BUILD [bench | same [SHARED [N]]]     bench: measure instead of test (bench/bench_spark.py); same: hold the
#        cluster against one ledger on the dossiers and N plain reports that lie beside the checkout (bench/spark_same.py)
# Takes pyspark from PyPI into build/spark-venv and, where there is no Java 17, Debian's package of it.
set -eu
cd "$(dirname "$0")/.."
build=$1 venv=build/spark-venv
want="pyspark==3.5.* pandas==2.2.* pandas-stubs==2.2.* pyarrow==17.* mypy==1.11.* setuptools<80"

if ! java -version 2>&1 | grep -q '"17\.'; then
    echo "installing with apt: openjdk-17-jre-headless"
    as_root=
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless >/dev/null
fi
if [ "$(cat $venv/installed.txt 2>/dev/null)" != "$want" ]; then
    /usr/bin/python3 -m venv "$venv"
    # shellcheck disable=SC2086
    "$venv/bin/pip" install --quiet --disable-pip-version-check $want
    echo "$want" >"$venv/installed.txt"
fi

ninja -C "$build" bindings/python/_sayso.abi3.so >/dev/null
stage=$build/spark-stage
rm -rf "$stage"
mkdir -p "$stage"
cp -r bindings/python/sayso "$stage"
cp "$build/bindings/python/_sayso.abi3.so" "$stage/sayso"
python=$PWD/$venv/bin/python
PYTHONPATH=$(cd "$stage" && pwd)
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1 PYSPARK_PYTHON="$python" SPARK_LOCAL_IP=127.0.0.1
SPARK_HOME=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME
case ${2:-} in
bench) exec "$python" bench/bench_spark.py ;;
same)
    shift 2
    exec "$python" bench/spark_same.py "$@" ;;
esac
(cd "$stage" && "$python" -m mypy --strict --follow-imports=silent --cache-dir "$stage/.mypy" sayso/spark.py sayso/kin.py sayso/warc.py)
exec "$python" tests/python/test_spark.py
