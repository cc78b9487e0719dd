"""Does a value fit a JSON schema?  The keywords that docs/openapi.json uses (JSON Schema 2020-12), and no other: an unknown one is
an error, so that no rule is passed over in silence. Where `jsonschema` is installed run.py asks it, too."""

WORDS = {"type", "properties", "required", "items", "prefixItems", "minItems", "maxItems", "enum", "const", "allOf", "oneOf", "$ref",
         "description", "minimum", "maximum", "default", "pattern", "minLength", "format"}
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}


def is_type(value, name):
    if isinstance(value, bool) and name != "boolean":
        return False
    return isinstance(value, TYPES[name]) or (name == "integer" and isinstance(value, float) and value == int(value))


def resolve(root, ref):
    at = root
    for part in ref[2:].split("/"):
        at = at[part]
    return at


def faults(value, schema, root, path="$"):
    """What is wrong, as lines; [] if it fits. Keys of an object that no schema names are told of as well."""
    return list(_faults(value, schema, root, path)) + list(_unnamed(value, schema, root, path))


def _faults(v, s, root, path):
    unknown = set(s) - WORDS
    assert not unknown, f"{path}: keywords {unknown} are not checked"
    if "$ref" in s:
        yield from _faults(v, resolve(root, s["$ref"]), root, path)
    names = s.get("type")
    if names and not any(is_type(v, n) for n in ([names] if isinstance(names, str) else names)):
        yield f"{path}: {v!r:.60} is not {names}"
        return
    if "enum" in s and v not in s["enum"]:
        yield f"{path}: {v!r:.60} is none of {s['enum']}"
    if "const" in s and v != s["const"]:
        yield f"{path}: {v!r:.60} is not {s['const']}"
    if "minimum" in s and v < s["minimum"] or "maximum" in s and v > s["maximum"]:
        yield f"{path}: {v} is out of range"
    for part in s.get("allOf", []):
        yield from _faults(v, part, root, path)
    if "oneOf" in s and sum(not list(_faults(v, part, root, path)) for part in s["oneOf"]) != 1:
        yield f"{path}: {v!r:.60} does not fit exactly one"
    if isinstance(v, dict):
        for key in s.get("required", []):
            if key not in v:
                yield f"{path}: no {key}"
        for key, part in s.get("properties", {}).items():
            if key in v:
                yield from _faults(v[key], part, root, f"{path}.{key}")
    if isinstance(v, list):
        if len(v) < s.get("minItems", 0) or len(v) > s.get("maxItems", len(v)):
            yield f"{path}: {len(v)} items"
        for i, part in enumerate(s.get("prefixItems", [])[:len(v)]):
            yield from _faults(v[i], part, root, f"{path}[{i}]")
        for i, item in enumerate(v if "items" in s else []):
            yield from _faults(item, s["items"], root, f"{path}[{i}]")


def _named(s, root):
    """Every property that a schema names, with all that is said of it."""
    out = {}
    if "$ref" in s:
        out.update(_named(resolve(root, s["$ref"]), root))
    for part in s.get("allOf", []) + s.get("oneOf", []):
        for key, value in _named(part, root).items():
            out.setdefault(key, []).extend(value)
    for key, value in s.get("properties", {}).items():
        out.setdefault(key, []).append(value)
    return out


def _items(s, root):
    if "$ref" in s:
        yield from _items(resolve(root, s["$ref"]), root)
    for part in s.get("allOf", []) + s.get("oneOf", []):
        yield from _items(part, root)
    if "items" in s:
        yield s["items"]


def _unnamed(v, s, root, path):
    if isinstance(v, dict):
        named = _named(s, root)
        for key in v:
            if key in named:
                yield from _unnamed(v[key], {"allOf": named[key]}, root, f"{path}.{key}")
            elif named:
                yield f"{path}: {key} is not described"
    if isinstance(v, list):
        all_items = [i for i in _items(s, root)]
        for i, item in enumerate(v if all_items else []):
            yield from _unnamed(item, {"allOf": all_items}, root, f"{path}[{i}]")
