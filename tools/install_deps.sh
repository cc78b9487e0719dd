#!/bin/sh
# Install what is missing of Debian's packages, and say what.
# usage: install_deps.sh [page|postgres|r]   page: what building and testing the page takes; postgres: the same for ledgers in
#        PostgreSQL, which builds without it leave out; r: what docs/r.md takes (40 MB). Without them those tests are skipped.
set -eu
want="gcc meson ninja-build pkg-config clang clang-format libclang-rt-14-dev llvm-14 libsqlite3-dev libjson-c-dev
zlib1g-dev libzstd-dev libbrotli-dev libxxhash-dev libutf8proc-dev libcmocka-dev libcurl4-openssl-dev libmicrohttpd-dev python3 sqlite3 iso-codes
python3-dev python3-setuptools python3-wheel python3-venv"
[ "${1:-}" != r ] || want="r-base-core r-cran-dbi r-cran-rsqlite"
missing=
if [ "${1:-}" = page ]; then # Node may have come from elsewhere: its commands count, not its packages
    command -v npm >/dev/null || missing=" nodejs npm"
    command -v chromium >/dev/null || missing="$missing chromium"
else
    [ "${1:-}" != postgres ] || want="libpq-dev postgresql-15"
    for p in $want; do
        dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
    done
fi
[ -n "$missing" ] || exit 0
echo "installing with apt:$missing"
as_root=
[ "$(id -u)" -eq 0 ] || as_root=sudo
$as_root apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
