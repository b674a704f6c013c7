#!/bin/sh
# SPDX-License-Identifier: MIT
# fonts.sh OUT: makes the web fonts of the pages from Debian's packages fonts-sil-charis and
# fonts-inter (both under the SIL Open Font License 1.1, whose text goes beside them), cut by alphabet
# and compressed, so that a page loads only those that it has letters of. site.css names them.
#
# A site is whole without them, in the fonts of whoever reads it: where a package is missing this says
# so, and ends well.
set -eu
out=$1
mkdir -p "$out"

# As in the @font-face rules of site.css. Of the features, those that they or the letters need.
latin=U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212,U+2215,U+FEFF,U+FFFD
latin_ext=U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0300-0303,U+0309,U+0323,U+1E00-1EFF,U+20A0-20AB,U+20AD-20C0,U+2113
cyrillic=U+0400-052F,U+1C80-1C88,U+2116,U+2DE0-2DFF,U+A640-A69F
features=kern,liga,calt,ccmp,locl,mark,mkmk,tnum

serif=/usr/share/fonts/truetype/charis/CharisSIL
sans=/usr/share/fonts/opentype/inter/Inter
for needed in hb-subset woff2_compress; do
    command -v "$needed" >/dev/null || { echo "fonts: no web fonts, $needed is missing (sh src/tools/setup.sh build)" >&2; exit 0; }
done
for needed in $serif-Regular.ttf $sans-Regular.otf; do
    [ -f "$needed" ] || { echo "fonts: no web fonts, $needed is missing (sh src/tools/setup.sh build)" >&2; exit 0; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The names in a font are left out but for its copyright and licence: "Charis" is reserved for the
# whole one.
cut() { # cut FROM TO LETTERS
    hb-subset --font-file="$1" --output-file="$work/font.ttf" --unicodes="$3" \
        --layout-features="$features" --name-IDs=0,13,14 --no-hinting
    woff2_compress "$work/font.ttf" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    mv "$work/font.woff2" "$out/$2.woff2"
}
cut_all() { # cut_all FROM TO
    cut "$1" "$2" "$latin"
    cut "$1" "$2-ext" "$latin_ext"
    cut "$1" "$2-cyrillic" "$cyrillic"
}
cut_all $serif-Regular.ttf serif
cut_all $serif-Bold.ttf serif-bold
cut_all $serif-Italic.ttf serif-italic
cut_all $sans-Regular.otf sans
cut_all $sans-SemiBold.otf sans-bold
cat /usr/share/doc/fonts-sil-charis/copyright /usr/share/doc/fonts-inter/copyright >"$out/LICENCES.txt"
