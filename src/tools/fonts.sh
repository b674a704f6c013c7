#!/bin/sh
# SPDX-License-Identifier: MIT
# fonts.sh OUT: makes the web fonts of the pages from Debian's packages fonts-sil-charis and
# fonts-inter (both under the SIL Open Font License 1.1, whose text is copied beside them). They are cut by
# alphabet and compressed, so a page loads only the ones whose letters it contains. site.css names them.
#
# A site works without them, in the reader's own fonts. So if a package is missing, this prints a message
# and succeeds.
set -eu
out=$1
mkdir -p "$out"

# What has which letters. core: English and German, and the accents of English loan words. A page of one of the next four
# groups loads one file a face that has core and its letters, by a style sheet that is made here, too (which languages those
# are: src/site/page/letters.c). What else a text has comes from the first cut below that has it, by the unicode-range of
# its rule; the rules for core and the rest stand in site.css, and a lint compares the two.
core=U+0020-007E,U+00A0,U+00A3,U+00A9,U+00B0,U+00B7,U+00C4,U+00D6-00D7,U+00DC,U+00DF,U+00E4,U+00E7-00E9,U+00F1,U+00F6,U+00FC,U+2013-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+20AC,U+2190,U+2192,U+2212
west=U+00A1,U+00A7,U+00AA-00AB,U+00BA-00BB,U+00BF-00FF,U+0152-0153,U+0178,U+2039-203A
central=U+00C1-00C2,U+00C7,U+00C9,U+00CB,U+00CD-00CE,U+00D3-00D5,U+00DA,U+00DD,U+00E1-00E2,U+00EB,U+00ED-00EE,U+00F3-00F5,U+00FA,U+00FD,U+0100-0107,U+010A-0113,U+0116-011B,U+011E-0123,U+0126-0127,U+012A-012B,U+012E-0131,U+0136-0137,U+0139-013E,U+0141-0148,U+0150-0151,U+0154-015B,U+015E-0165,U+016A-016B,U+016E-0173,U+0178-017E,U+0218-021B
vietnamese=U+00C0-00C3,U+00C8-00CA,U+00CC-00CD,U+00D2-00D5,U+00D9-00DA,U+00DD,U+00E0-00E3,U+00EA,U+00EC-00ED,U+00F2-00F5,U+00F9-00FA,U+00FD,U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+1EA0-1EF9,U+20AB
cyrillic=U+0401-040C,U+040E-044F,U+0451-045C,U+045E-045F,U+0490-0491,U+2116
cyrillic_ext=U+0400,U+040D,U+0450,U+045D,U+0460-048F,U+0492-052F,U+1C80-1C88,U+2DE0-2DFF,U+A640-A69F
signs=U+00AE,U+00B1,U+00B5,U+00BD,U+2010-2011,U+2020-2021,U+2032-2033,U+2122
symbols=U+00A2,U+00A4-00A6,U+00A8,U+00AC-00AD,U+00AF,U+00B2-00B4,U+00B6,U+00B8-00B9,U+00BC,U+00BE,U+02C6,U+02DA,U+02DC,U+2012,U+2015,U+2030,U+203D-203E,U+2044,U+20A0-20AA,U+20AD-20C0,U+2113,U+2191,U+2193,U+2215
ext=U+0108-0109,U+0114-0115,U+011C-011D,U+0124-0125,U+0128-0129,U+012C-012D,U+0132-0135,U+0138,U+013F-0140,U+0149-014F,U+0166-0169,U+016C-016D,U+0174-0177,U+017F-019F,U+01A2-01AE,U+01B1-0217,U+021C-02C5,U+02C7-02D9,U+02DB,U+02DD-036F,U+1E00-1E9F,U+1EFA-1EFF,U+2000-200A
accents=$west,$signs
all_west=$core,$west
all_central=$core,U+00AB,U+00BB,$central
all_vietnamese=$core,$vietnamese
all_cyrillic=$core,U+00AB,U+00BB,$cyrillic
# Of the features, those that letters need everywhere, and those that marks and some languages need. Inter's "calt", which
# sets a colon between figures a little higher, would make each of its files larger by a third.
features=kern,liga,tnum
features_of_marks=$features,ccmp,locl,mark,mkmk

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
# The names in a font are left out but for its copyright and the address of its licence, whose text is in
# LICENCES.txt: "Charis" is reserved for the whole one.
cut() { # cut FROM TO LETTERS FEATURES
    hb-subset --font-file="$1" --output-file="$work/font.ttf" --unicodes="$3" --layout-features="$4" \
        --name-IDs=0,14 --no-hinting --desubroutinize
    woff2_compress "$work/font.ttf" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    mv "$work/font.woff2" "$out/$2.woff2"
}
cut_all() { # cut_all FROM TO
    cut "$1" "$2-west" "$all_west" "$features"
    cut "$1" "$2" "$core" "$features"
    cut "$1" "$2-accents" "$accents" "$features"
    cut "$1" "$2-central" "$all_central" "$features,locl"
    cut "$1" "$2-vietnamese" "$all_vietnamese" "$features"
    cut "$1" "$2-cyrillic" "$all_cyrillic" "$features,locl"
    cut "$1" "$2-cyrillic-ext" "$cyrillic_ext" "$features_of_marks"
    cut "$1" "$2-symbols" "$symbols" "$features"
    cut "$1" "$2-ext" "$ext" "$features_of_marks"
}
rules_for() { # rules_for CUT NAME LETTERS
    perl "$(dirname "$0")/font_rules.pl" "$2" "$1=$3" "accents=$accents" "central=$central" "vietnamese=$vietnamese" \
        "cyrillic=$cyrillic" "cyrillic-ext=$cyrillic_ext" "symbols=$symbols" "ext=$ext" >"$out/$1.css"
}
rm -f "$out"/*.woff2 "$out"/*.css
cut_all $serif-Regular.ttf serif
cut_all $serif-Bold.ttf serif-bold
cut_all $serif-Italic.ttf serif-italic
cut_all $sans-Regular.otf sans
cut_all $sans-SemiBold.otf sans-bold
rules_for west West "$all_west"
rules_for central Central "$all_central"
rules_for vietnamese Vietnamese "$all_vietnamese"
rules_for cyrillic Cyrillic "$all_cyrillic"
cat /usr/share/doc/fonts-sil-charis/copyright /usr/share/doc/fonts-inter/copyright >"$out/LICENCES.txt"
