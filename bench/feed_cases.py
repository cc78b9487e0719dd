#!/usr/bin/python3
"""How many of feedparser's cases hold for sayso, and why the others do not.

usage: feed_cases.py LOOK FEEDS.tar.gz [-v]      LOOK: build/sayso-feed-look

Each case is a feed with an expression about what feedparser makes of it in a comment. The names that
sayso has a use for are given values from LOOK; the expression is then evaluated here (comparisons,
and, or, not, len: nothing else). Text is compared as text: sayso keeps words, not tags, so tags are
taken out of what is expected. A case that asks for something that sayso does not keep (images,
licences, places, iTunes' fields ...) is counted by what it asks for.
"""
import ast
import calendar
import collections
import html
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile


class NotKept(Exception):
    """The case asks for something that sayso does not keep."""


def words(s):
    """A string as sayso gives it: no tags, no references, no white space but single spaces."""
    s = re.sub(r'(?is)<(script|style)\b.*?(</\1>|$)', ' ', s)
    s = re.sub(r'(?s)<!--.*?-->', ' ', s)
    s = html.unescape(re.sub(r'(?s)</?[a-zA-Z!][^<>]*>', ' ', s))
    s = html.unescape(re.sub(r'(?s)</?[a-zA-Z!][^<>]*>', ' ', s))
    return ' '.join(re.sub('[\xad\u200b\ufeff]', '', s).split())


def same(a, b):
    if isinstance(a, str) and isinstance(b, str):
        return a == b or words(a).replace(' ', '') == words(b).replace(' ', '')
    return a == b


def instant(t):
    return calendar.timegm(tuple(t)[:6] + (0, 0, 0))


DROP = {'version', 'bozo'}
ENTRY = {'title': 'title', 'title_detail.value': 'title', 'summary': 'text', 'summary_detail.value': 'text',
         'description': 'text', 'content.0.value': 'text', 'link': 'url', 'id': 'id', 'guid': 'id', 'links.0.href': 'url',
         'author': 'byline', 'author_detail.name': 'byline', 'published': 'published', 'published_parsed': 'utc',
         'updated': 'published', 'updated_parsed': 'utc', 'modified': 'published', 'modified_parsed': 'utc',
         'source.title': 'publisher', 'issued': 'published', 'issued_parsed': 'utc', 'date': 'published', 'date_parsed': 'utc',
         'created': 'published', 'created_parsed': 'utc'}
FEED = {'title': 'title', 'title_detail.value': 'title', 'author': 'author', 'author_detail.name': 'author', 'link': 'link',
        'links.0.href': 'link'}
CODECS = {'iso-8859-1': 'windows-1252', 'us-ascii': 'utf-8', 'utf-16': 'utf-16le', 'gb2312': 'gb18030'}


def path_of(node):
    """entries[0]['title'] as ['entries', 0, 'title']; None for other expressions."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        head = path_of(node.value)
        return head and head + [node.attr]
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        head = path_of(node.value)
        return head and head + [node.slice.value]
    return None


def look_up(path, seen):
    root, rest = path[0], path[1:]
    if root == 'encoding':
        return seen['encoding']
    if root == 'entries':
        i, rest = (rest[0], rest[1:]) if rest else (None, rest)
        if i is None:
            return seen['entries']
        key = '.'.join(map(str, rest))
        if key not in ENTRY:
            raise NotKept('entry.' + re.sub(r'\.\d', '', key))
        return seen['entries'][i].get(ENTRY[key]) if i < len(seen['entries']) else None
    if root in ('feed', 'channel'):
        key = '.'.join(map(str, rest))
        if key not in FEED:
            raise NotKept('feed.' + re.sub(r'\.\d', '', key))
        return seen.get(FEED[key])
    raise NotKept(root)


def value(node, seen):
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Tuple):
        return tuple(value(x, seen) for x in node.elts)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == 'len':
        return len(value(node.args[0], seen))
    path = path_of(node)
    if path:
        return look_up(path, seen)
    raise NotKept('an expression of Python')


def holds(node, seen):
    if isinstance(node, ast.BoolOp):
        parts = [x for x in node.values if not asks_dropped(x)]
        test = all if isinstance(node.op, ast.And) else any
        return test(holds(x, seen) for x in parts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return not holds(node.operand, seen)
    if isinstance(node, ast.Compare):
        a = value(node.left, seen)
        for op, right in zip(node.ops, node.comparators):
            b = value(right, seen)
            if isinstance(b, tuple) and isinstance(a, int):
                b = instant(b)
            if path_of(node.left) == ['encoding']:
                b = CODECS.get(b.lower(), b.lower())
            if (path_of(node.left) or [''])[-1] == 'author':
                b = re.sub(r'(?<=\S) \(\S+@\S+\)$', '', b)  # the name alone is kept
            if not isinstance(op, ast.Eq) or not same('' if a is None and isinstance(b, str) else a, b):
                return False
            a = b
        return True
    return bool(value(node, seen))


def asks_dropped(node):
    path = path_of(node.operand if isinstance(node, ast.UnaryOp) else node)
    return bool(path) and path[0] in DROP


def expectation(raw):
    text = None
    for codec in ('utf-8', 'utf-16', 'utf-32', 'utf-16-be', 'utf-16-le', 'utf-32-be', 'utf-32-le'):
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if 'Expect:' in text:
            break
    if text is None or 'Expect:' not in text:
        text = raw.decode('latin-1')
    m = re.search(r'Expect:\s*(.*?)\s*-->', text, re.S)
    return (m.group(1).strip().replace('\r', '').replace('\n', ' ') if m else None), 'Header:' in text


def judge(path, seen):
    with open(path, 'rb') as f:
        want, http = expectation(f.read())
    if not want:
        return 'no expectation', ''
    try:
        node = ast.parse(want, mode='eval').body
    except (SyntaxError, ValueError):
        return 'not kept', 'an expression of Python'
    if asks_dropped(node):
        return 'not kept', path_of(node.operand if isinstance(node, ast.UnaryOp) else node)[0]
    try:
        if holds(node, seen):
            return 'holds', ''
    except NotKept as e:
        return 'not kept', str(e)
    except (TypeError, KeyError, IndexError, AttributeError):
        pass
    if http and 'encoding' in want:
        return 'not kept', 'charset of an HTTP header'
    return 'fails', want


def main():
    look, tar = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(tar) as t:
            t.extractall(folder)
        files = sorted(os.path.join(d, f) for d, _, fs in os.walk(folder) for f in fs if f.endswith(('.xml', '.json')))
        out = subprocess.run([look, *files], capture_output=True, check=True).stdout.decode()
        count, reasons, failed = collections.Counter(), collections.Counter(), []
        for line in out.splitlines():
            seen = json.loads(line)
            kind, why = judge(seen['file'], seen)
            count[kind] += 1
            if kind == 'not kept':
                reasons[why] += 1
            elif kind == 'fails':
                failed.append((seen['file'][len(folder) + 1:], why, seen))
    print(f"{len(files)} cases: " + ', '.join(f'{n} {k}' for k, n in count.most_common()))
    print('asked for and not kept: ' + ', '.join(f'{k} {n}' for k, n in reasons.most_common(400 if '-v' in sys.argv else 12)))
    for name, want, seen in failed:
        print('fails', name, '|', want[:160])
        if '-v' in sys.argv:
            print('      ', json.dumps({k: v for k, v in seen.items() if k != 'file'})[:300])


if __name__ == '__main__':
    main()
