#!/usr/bin/env python3
"""The id of the claim with the longest chain of relays, from `sayso show claims --format jsonl` on standard input."""
import json, sys

claims = [json.loads(line) for line in sys.stdin]
print(max(claims, key=lambda c: len(c.get("via") or []))["claim"])
