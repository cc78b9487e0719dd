#!/usr/bin/env python3
"""Do the includes keep to src/LAYERS?  usage: check_layers.py [ROOT]

A folder of src/ may include itself, the folders its line names, and what those may include. include/sayso/types.h is
free to all; include/sayso/sayso.h is for src/engine alone. apps/ sees the public headers only (apps/cli
also serve/serve.h and fetch/fetch.h, the ways into apps/serve and apps/fetch), train/ all of src/.
Also: file names are unique in the tree, and each C file says in its first line what it is for.
"""
import os, re, sys

root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "..")
direct = {}
for line in open(os.path.join(root, "src", "LAYERS"), encoding="utf8"):
    if ":" in line and not line.startswith("#"):
        name, beneath = line.split(":")
        direct[name.strip()] = beneath.split()


def beneath(folder):
    seen, todo = {folder}, [folder]
    while todo:
        for x in direct[todo.pop()]:
            if x not in seen:
                seen.add(x)
                todo.append(x)
    return seen


bad, names = [], {}
for top in ("src", "apps", "train", "fuzz", "bench"):
    for d, _, files in os.walk(os.path.join(root, top)):
        for f in sorted(files):
            if not f.endswith((".c", ".h")):
                continue
            path = os.path.relpath(os.path.join(d, f), root)
            text = open(os.path.join(d, f), encoding="utf8").read()
            names.setdefault(f, []).append(path)
            if not re.match(r"/\* " + re.escape(f) + r" -- \S", text):
                bad.append(f'{path}:1: the first line must be "/* {f} -- what it is for"')
            if top not in ("src", "apps"):
                continue
            for n, line in enumerate(text.split("\n"), 1):
                m = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
                if not m:
                    continue
                inc, folder = m[1], path.split("/")[1] if top == "src" else None
                if inc == "sayso/types.h" or (inc == "sayso/sayso.h" and folder in (None, "engine")):
                    continue
                if folder is None:
                    if "/" in inc and inc not in ("serve/serve.h", "fetch/fetch.h"):
                        bad.append(f"{path}:{n}: an app sees the public headers only, not {inc}")
                elif inc.split("/")[0] not in beneath(folder) and inc not in ("lexica.h", "schema_sql.h", "views_sql.h", "postgres_sql.h", "time_rules.h", "brief_css.h"):
                    bad.append(f"{path}:{n}: {folder} may not include {inc}")
bad += [f"{' '.join(v)}: one file name twice" for v in names.values() if len(v) > 1]
print("\n".join(bad) if bad else f"layers: {sum(map(len, names.values()))} files in order")
sys.exit(bool(bad))
