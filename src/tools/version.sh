#!/bin/sh
# SPDX-License-Identifier: MIT
# version.sh FILE: writes the program's version and commit to FILE, as C, unless FILE already has them.
# With --plain instead of FILE: prints "VERSION COMMIT".
#
# The version is the last tag's (v1.2.0: 1.2.0). If commits follow the tag, their number and the commit are
# added: 1.2.0+7.g35ba190. Debian sorts such versions like git does. Before the first tag, the release comes
# from the file `version` beside this one. Sources without git use that file, too: `git archive` writes the
# commit into it, and `make deb` writes both words.
set -eu
here=$(dirname "$0")

read -r release commit <"$here/version"
if top=$(git -C "$here" rev-parse --show-toplevel 2>/dev/null) && [ "$top/src/tools" = "$(cd "$here" && pwd -P)" ]; then
    commit=$(git -C "$here" rev-parse HEAD)
    tag=$(git -C "$here" describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null) || tag=
    [ -z "$tag" ] || release=${tag#v}
    past=$(git -C "$here" rev-list --count "${tag:+$tag..}HEAD")
    [ "$past" = 0 ] || release=$release+$past.g$(git -C "$here" rev-parse --short=7 HEAD)
    git -C "$here" diff-index --quiet HEAD -- || release=$release$([ "$past" = 0 ] && echo + || echo .)changed
fi
case $commit in *[!0-9a-f]*) commit=unknown ;; esac

if [ "$1" = --plain ]; then
    echo "$release $commit"
    exit
fi
new=$(printf '#define VERSION_NUMBER "%s"\n#define VERSION_COMMIT "%s"' "$release" "$commit")
[ -e "$1" ] && [ "$(cat "$1")" = "$new" ] || printf '%s\n' "$new" >"$1"
