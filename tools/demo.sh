#!/bin/sh
# Read the twelve demo reports into a ledger, show the brief, and one claim down to its words.  usage: demo.sh SAYSO
set -eu
sayso=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
demo=$(cd "$(dirname "$0")/.." && pwd)/demo
ledger=$(mktemp -d "${TMPDIR:-/tmp}/sayso-demo.XXXXXX")
trap 'rm -rf "$ledger"' EXIT
say() { printf '\n$ %s\n' "$*"; }

say "sayso read -l demo.db demo/reports.jsonl"
"$sayso" read -l "$ledger/demo.db" "$demo/reports.jsonl"
say "sayso brief -l demo.db"
"$sayso" brief -l "$ledger/demo.db"
say "sayso verify -l demo.db"
"$sayso" verify -l "$ledger/demo.db"
claim=$("$sayso" show claims -l "$ledger/demo.db" --format jsonl | /usr/bin/python3 "$demo/deepest.py")
say "sayso trace $claim -l demo.db"
"$sayso" trace "$claim" -l "$ledger/demo.db"
