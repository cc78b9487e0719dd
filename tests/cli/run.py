#!/usr/bin/env python3
"""Commands as a person types them: exact standard output, errors and exit status, in a scratch folder.

usage: run.py [--accept] SAYSO [CASE.case...]        (default: every case beside this file)

A case is one file: what it shows in a first comment, then sections.
    -- file NAME            the lines below become that file; "-- file NAME escaped": with \\x00-like escapes, no last newline
    -- needs COMMAND        the case is skipped, and says so, on a machine where COMMAND fails
    -- run                  the lines below are given to sh; `sayso` is the program, $SOURCE the source tree
    -- stdout               what it must print (missing: nothing)
    -- stderr               what it must print to standard error (missing: nothing)
    -- exit N               its exit status (missing: 0)
Each run is followed by its own expectations; runs of one case share the folder. --accept writes what came out into the
case: read the diff before committing it.
"""
import codecs, difflib, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def parse(path):
    """-> [[head line, text]]: the comment before the first section has head ''."""
    parts = [["", ""]]
    for line in open(path, encoding="utf8"):
        if line.startswith("-- "):
            parts.append([line.rstrip("\n"), ""])
        else:
            parts[-1][1] += line
    return parts


def run(script, folder, sayso):
    bin_folder = os.path.join(folder, ".bin")
    os.makedirs(bin_folder, exist_ok=True)
    if not os.path.exists(os.path.join(bin_folder, "sayso")):
        os.symlink(sayso, os.path.join(bin_folder, "sayso"))
    env = {"PATH": bin_folder + ":/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8", "SOURCE": os.path.dirname(os.path.dirname(HERE))}
    env.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
    p = subprocess.run(["sh", "-c", script], cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    return p.stdout.decode("utf8", "backslashreplace"), p.stderr.decode("utf8", "backslashreplace"), p.returncode


def lacks(path):
    """The first command that the case needs and that fails here, or None."""
    needs = [head[9:] for head, _ in parse(path) if head.startswith("-- needs ")]
    return next((n for n in needs if subprocess.run(["sh", "-c", n], stdin=subprocess.DEVNULL, capture_output=True).returncode), None)


def outcome(path, sayso):
    """The case with what really came out."""
    out, parts = [], parse(path)
    with tempfile.TemporaryDirectory() as folder:
        for head, text in parts:
            if head.startswith("-- file "):
                name, _, how = head[8:].partition(" ")
                target = os.path.join(folder, name)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                data = codecs.escape_decode(text.replace("\n", "").encode())[0] if how == "escaped" else text.encode()
                open(target, "wb").write(data)
            if not head.startswith(("-- stdout", "-- stderr", "-- exit")):
                out.append([head, text])
            if head == "-- run":
                stdout, stderr, code = run(text, folder, sayso)
                for name, got in (("stdout", stdout), ("stderr", stderr)):
                    if got:
                        out.append(["-- " + name, got if got.endswith("\n") else got + "\n"])
                if code:
                    out.append([f"-- exit {code}", ""])
    return "".join((head + "\n" if head else "") + text for head, text in out)


def main(argv):
    accept = "--accept" in argv
    argv = [a for a in argv if a != "--accept"]
    if not argv:
        sys.exit(__doc__)
    cases = argv[1:] or sorted(os.path.join(HERE, f) for f in os.listdir(HERE) if f.endswith(".case"))
    failed = skipped = 0
    for path in cases:
        missing = lacks(path)
        if missing:
            print(f"skipped {os.path.basename(path)}: this machine cannot do: {missing}")
            skipped += 1
            continue
        want, got = open(path, encoding="utf8").read(), outcome(path, os.path.abspath(argv[0]))
        if want == got:
            continue
        if accept:
            open(path, "w", encoding="utf8").write(got)
            print("accepted", os.path.basename(path))
            continue
        failed += 1
        sys.stdout.writelines(difflib.unified_diff(want.splitlines(True), got.splitlines(True), os.path.basename(path), "what came out"))
    print(f"{len(cases)} cases, {failed} failed")
    return 77 if skipped == len(cases) else int(bool(failed))  # 77: meson's word for a skipped test


sys.exit(main(sys.argv[1:]))
