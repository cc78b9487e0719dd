#!/usr/bin/env python3
"""The wheel is built, unpacked and tested: its tests, its documentation's examples, its types.

usage: run.py BUILD_FOLDER      (packages to check against are those of build/test-venv, where that is; sayso.spark: tools/check_spark.sh)
"""
import os, subprocess, sys, tempfile, zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, "build/test-venv/bin/python")


def main(build):
    complete = os.path.join(ROOT, "build/test-venv/installed.txt")
    python = VENV if os.path.exists(complete) else "/usr/bin/python3"
    if python != VENV:
        print("no build/test-venv (tools/test_venv.sh): Arrow, pandas, spaCy and types are not checked")
    subprocess.run([os.path.join(ROOT, "tools/make_wheel.sh"), build], check=True)
    wheel = os.path.join(build, "wheel", next(f for f in os.listdir(os.path.join(build, "wheel")) if f.endswith(".whl")))
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(wheel).extractall(folder)
        env = dict(os.environ, PYTHONPATH=folder, PYTHONDONTWRITEBYTECODE="1")
        failed = subprocess.run([python, os.path.join(ROOT, "tests/python/test_sayso.py")], env=env).returncode
        if python == VENV:
            command = [python, "-m", "mypy", "--strict", "--exclude", r"/spark\.py$", "--cache-dir", folder, os.path.join(folder, "sayso")]
            failed |= subprocess.run(command, env=env, cwd=folder).returncode
    return failed


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(os.path.abspath(sys.argv[1])))
