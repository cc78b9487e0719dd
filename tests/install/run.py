#!/usr/bin/env python3
"""What `make install` puts down is enough: the example is built against it, shared and static, and reads a report.

usage: run.py BUILD_FOLDER        (an optimised or debug build, no sanitizers; installs into a scratch folder)
"""
import os, re, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REPORT = 'HARLOW, 4 March 2031 (Valley Wire) - The water board accused the dye maker Brightwater of poisoning the river.\n'
WANTED = "water board | allege | the dye maker Brightwater of poisoning the river\n"


def run(*command, env=None):
    p = subprocess.run(command, capture_output=True, text=True, env=env)
    assert p.returncode == 0, f"{' '.join(command)}\n{p.stdout}{p.stderr}"
    return p.stdout


def exported_names_are_the_header_s(library):
    shown = {line.split()[-1].split("@")[0] for line in run("nm", "-D", "--defined-only", library).splitlines() if " T " in line}
    header = open(os.path.join(ROOT, "include/sayso/sayso.h"), encoding="utf8").read()
    declared = set(re.findall(r"SAYSO_API[^;(]*?\b(sayso_\w+)\(", header))
    assert declared and shown == declared, f"shown only: {shown - declared}; declared only: {declared - shown}"


def example_reads(folder, flags, name, env):
    program, report = os.path.join(folder, name), os.path.join(folder, "report.txt")
    open(report, "w", encoding="utf8").write(REPORT)
    run("cc", "-std=c17", "-Wall", "-Wextra", "-Werror", os.path.join(ROOT, "examples/claims.c"), *flags, "-o", program)
    out = run(program, report, env=env)
    assert out == WANTED, f"{name}: {out!r}"
    p = subprocess.run([program, os.path.join(folder, "none.txt")], capture_output=True, env=env)
    assert p.returncode == 1 and b"none.txt" in p.stderr


def main(build):
    with tempfile.TemporaryDirectory() as folder:
        run("meson", "install", "-C", build, "--no-rebuild", "--destdir", folder)
        found = run("find", folder, "-name", "sayso.pc").strip()
        assert found, "no sayso.pc"
        env = dict(os.environ, PKG_CONFIG_SYSROOT_DIR=folder, PKG_CONFIG_PATH=os.path.dirname(found))
        libdir = os.path.dirname(os.path.dirname(found))
        exported_names_are_the_header_s(os.path.join(libdir, "libsayso.so"))
        shared = run("pkg-config", "--cflags", "--libs", "sayso", env=env).split()
        example_reads(folder, shared, "shared", dict(os.environ, LD_LIBRARY_PATH=libdir))
        cflags = run("pkg-config", "--cflags", "sayso", env=env).split()
        private = [f for f in run("pkg-config", "--libs", "--static", "sayso", env=env).split() if f != "-lsayso"]
        example_reads(folder, cflags + [os.path.join(libdir, "libsayso.a")] + private, "static", None)
    print("ok: headers, pkg-config file, shared and static library")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
