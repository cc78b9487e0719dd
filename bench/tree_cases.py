#!/usr/bin/python3
"""How near the capped tree comes to parse5's, the standard's tree construction, on real pages.

usage: tree_cases.py LOOK PARSE5 [--least WORDS PLACES] [-v] PAGE.html|PAGES.jsonl.gz...
       LOOK: build/sayso-tree-look; PARSE5: folder of the npm package (tools/fetch_cases.sh brings it)

Both trees are taken as what a reader of text asks of a tree: words in document order, each with the
elements around it. html, head, body and tbody are left out of paths, for the standard puts them there
itself. Two measures, each a share of parse5's words:
  words   in the same order (longest common subsequence)
  places  of these, with the same elements around them: all of them; those that part text (blocks and
          links), which is what the blocks of page_block.c are made of
Exit status 1: below --least, 77: no parse5 or no node here.
"""
import collections
import difflib
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

IMPLIED = {'html', 'head', 'body', 'tbody', ''}
INLINE = set('''b i em strong span font small big u s strike tt code nobr sup sub cite abbr acronym q label ins del mark time
    dfn kbd samp var bdo bdi wbr data ruby rb rt rp rtc'''.split())


def words_of(texts):
    """[(word, path)] of [path, text, path, text ...]"""
    out = []
    for path, text in zip(texts[::2], texts[1::2]):
        names = tuple(x for x in path.split('/') if x not in IMPLIED)
        out += [(w, names) for w in text.split()]
    return out


def parting(names):
    return tuple(x for x in names if x not in INLINE)


def matches(a, b):
    """Pairs of places of equal words in both lists, in order."""
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    k = 0
    while k < min(len(a), len(b)) - i and a[-1 - k] == b[-1 - k]:
        k += 1
    pairs = [(x, x) for x in range(i)]
    m = difflib.SequenceMatcher(None, a[i:len(a) - k], b[i:len(b) - k], autojunk=False)
    for block in m.get_matching_blocks():
        pairs += [(i + block.a + x, i + block.b + x) for x in range(block.size)]
    return pairs + [(len(a) - k + x, len(b) - k + x) for x in range(k)]


def pages(paths, folder):
    for path in paths:
        if path.endswith('.html'):
            yield path, path
            continue
        with gzip.open(path, 'rt', encoding='utf-8') as f:
            for n, line in enumerate(f):
                page = os.path.join(folder, f'{n}-{os.path.basename(path)[:20]}.html')
                with open(page, 'w', encoding='utf-8', newline='') as out:
                    # characters that UTF-8 cannot hold; NULs are read otherwise in pages and in tests of pages
                    out.write(re.sub('[\ud800-\udfff]', '\ufffd', json.loads(line)['html']))
                yield page, f'{path}:{n + 1}'


def main(argv):
    look, parse5, argv = argv[0], argv[1], argv[2:]
    verbose = '-v' in argv
    argv = [x for x in argv if x != '-v']
    least = (0.0, 0.0)
    if argv[0] == '--least':
        least, argv = (float(argv[1]), float(argv[2])), argv[3:]
    if not os.path.isdir(parse5) or not shutil.which('node'):
        print(f'no {parse5} (tools/fetch_cases.sh brings it), or no node: skipped')
        return 77
    n, same, whole, part, n_page, alike = 0, 0, 0, 0, 0, 0
    kinds = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        files = list(pages(argv, folder))
        names = [f for f, _ in files]
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tree_parse5.mjs')
        ours = subprocess.run([look] + names, check=True, stdout=subprocess.PIPE).stdout.splitlines()
        theirs = subprocess.run(['node', script, parse5] + names, check=True, stdout=subprocess.PIPE).stdout.splitlines()
    assert len(files) == len(ours) == len(theirs)
    for (_, name), a, b in zip(files, ours, theirs):
        a, b = words_of(json.loads(a)), words_of(json.loads(b))
        pairs = matches([w for w, _ in a], [w for w, _ in b])
        here = [a[i][1] == b[k][1] for i, k in pairs]
        outer = [parting(a[i][1]) == parting(b[k][1]) for i, k in pairs]
        for i, k in pairs:
            if parting(a[i][1]) != parting(b[k][1]):
                x, y = parting(a[i][1]), parting(b[k][1])
                j = 0
                while j < min(len(x), len(y)) and x[j] == y[j]:
                    j += 1
                kinds['/'.join(x[j - 1 if j else 0:j + 2]) + ' for ' + '/'.join(y[j - 1 if j else 0:j + 2])] += 1
        n_page += 1
        alike += len(pairs) == len(b) == len(a) and all(outer)
        n, same, whole, part = n + max(len(a), len(b)), same + len(pairs), whole + sum(here), part + sum(outer)
        if verbose and not (len(pairs) == len(b) == len(a) and all(outer)):
            print(f'{name}: {len(a)} words for {len(b)}, {len(pairs)} in order, {sum(here)} in the same elements, '
                  f'{sum(outer)} in the same parting ones')
    print(f'{n_page} pages, {n} words: {100 * same / n:.3f} % in order; of these in the same elements '
          f'{100 * whole / same:.3f} %, in the same blocks and links {100 * part / same:.3f} %; {alike} pages alike')
    for kind, k in kinds.most_common(25 if verbose else 5):
        print(f'  {k:7d} words in {kind}')
    return 0 if same / n >= least[0] and part / same >= least[1] else 1


sys.exit(main(sys.argv[1:]))
