#!/bin/sh
# Train all models from the data sets and pack them into models/sayso.model.
# usage: train.sh TRAINER DATA SECTIONS [SETS]
# SETS: only these data sets (a,b,c; NOTICE lists them); a stage all of whose sets are left out gets no model.
# Names and trees need only tags, so they are trained side by side; all other stages build on those before.
set -eu
trainer=$1 data=$2 sections=$3 sets=${4:-} packages=build/packages
cd "$(dirname "$0")/.."
mkdir -p "$sections"
rm -f "$sections"/*.sec # those of a set now left out too

stage() {
    start=$(date +%s)
    "$trainer" "$1" --data "$data" --out "$sections" --packages "$packages" ${sets:+--sets "$sets"} >"$sections/$1.log" 2>&1 ||
        { tail -n 5 "$sections/$1.log" >&2; echo "train.sh: stage $1 failed" >&2; return 1; }
    echo "$1: $(($(date +%s) - start)) s; $(tail -n 1 "$sections/$1.log")"
}

tools/packages.sh "$packages"
codes=/usr/share/iso-codes/json/iso_3166-1.json
if [ -s "$packages/cities.pbf" ] && [ -s "$codes" ]; then
    tools/make_places.py "$packages/cities.pbf" "$codes" "$sections/places.sec"
else
    echo "train.sh: no list of towns: events get no coordinates" >&2
fi
if [ -s "$packages/vectors.txt" ]; then stage classes; fi
for s in page split clusters pos; do stage "$s"; done
stage ner &
names=$!
stage parse
wait "$names"
stage attr
stage incident
"$trainer" pack "$sections" models/sayso.model
