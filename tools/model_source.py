#!/usr/bin/env python3
"""The assembler file that puts a model into the program, its SHA-256 behind it.  usage: model_source.py INPUT.S MODEL OUTPUT.S"""
import hashlib, sys

source, model, target = sys.argv[1:4]
digest = hashlib.sha256(open(model, "rb").read()).hexdigest()
with open(target, "w", encoding="utf8") as f:
    f.write(open(source, encoding="utf8").read().replace("MODEL_SHA256", f'"{digest}"'))
