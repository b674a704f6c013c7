#!/bin/sh
# SPDX-License-Identifier: MIT
# fonts.sh OUT: makes the web fonts of the pages from Debian's packages fonts-sil-charis and
# fonts-inter (both under the SIL Open Font License 1.1, whose text is copied beside them). They are cut by
# alphabet and compressed, so a page loads only the ones whose letters it contains. site.css names them, with
# the heights of their lines: the serif's own are so high that a headline's link would cover the section over it.
#
# A site works without them, in the reader's own fonts. So if a package is missing, this prints a message
# and succeeds.
set -eu
out=$1
mkdir -p "$out"

# Which cut has which letters. plain: the signs of ASCII and beyond that sentences are made of. Every page has English words
# in its layout, so plain is part of each file that a first view loads. code: the rest of ASCII. core: English and German,
# and the accents of English loan words. A page in another language loads one file per face, with plain and the letters of its
# group (french to serbian). This script makes the style sheet of each group, too; src/site/page/letters.c says which languages
# are in it, and a unit test compares the lists with CLDR's. A letter of other languages comes from the first cut that has it,
# by the unicode-range of its rule. The rules for core and for those cuts (accents to ext) are in site.css; a lint compares
# them with the lists.
plain=U+0020-003B,U+003D,U+003F-005B,U+005D,U+0061-007A,U+00A0,U+00A9,U+00B7,U+2013-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+20AC,U+2190,U+2192,U+2212
code=U+003C,U+003E,U+005C,U+005E-0060,U+007B-007E
core=$plain,U+00A3,U+00B0,U+00C4,U+00D6-00D7,U+00DC,U+00DF,U+00E4,U+00E7-00E9,U+00F1,U+00F6,U+00FC
quotes=U+00AB,U+00B0,U+00BB
western=U+00A3,U+00A7
french=U+00C0-00C2,U+00C4-00CF,U+00D1-00D4,U+00D6,U+00D9-00DD,U+00E0-00E2,U+00E4-00EF,U+00F1-00F4,U+00F6,U+00F9-00FD,U+00FF,U+0152-0153,U+0178
iberian=U+00A1,U+00AA,U+00BA,U+00BF,U+00C0-00C3,U+00C7-00CA,U+00CD,U+00CF,U+00D1-00D5,U+00DA,U+00DC,U+00E0-00E3,U+00E7-00EA,U+00ED,U+00EF,U+00F1-00F5,U+00FA,U+00FC,U+1E24-1E25,U+1E36-1E37
nordic=U+00C0-00C1,U+00C4-00C6,U+00C9,U+00CD,U+00D0,U+00D2-00D4,U+00D6,U+00D8,U+00DA,U+00DD-00DE,U+00E0-00E1,U+00E4-00E6,U+00E9,U+00ED,U+00F0,U+00F2-00F4,U+00F6,U+00F8,U+00FA,U+00FD-00FE,U+0160-0161,U+017D-017E
slavic=U+00C1,U+00C3-00C4,U+00C9,U+00CB,U+00CD,U+00D2-00D5,U+00D9-00DA,U+00DD,U+00E1,U+00E3-00E4,U+00E9,U+00EB,U+00ED,U+00F2-00F5,U+00F9-00FA,U+00FD,U+0104-0107,U+010C-0111,U+0118-011B,U+0139-013A,U+013D-013E,U+0141-0144,U+0147-0148,U+014C-014F,U+0154-0155,U+0158-015B,U+0160-0161,U+0164-0165,U+016E-016F,U+0179-017E
baltic=U+00C1-00C2,U+00C4,U+00C9,U+00CD-00CE,U+00D3,U+00D5-00D6,U+00DA,U+00DC,U+00E1-00E2,U+00E4,U+00E9,U+00ED-00EE,U+00F3,U+00F5-00F6,U+00FA,U+00FC,U+0100-0105,U+010C-010D,U+0112-0113,U+0116-0119,U+0122-0123,U+012A-012B,U+012E-012F,U+0136-0137,U+013B-013C,U+0145-0146,U+0150-0151,U+0160-0161,U+016A-016B,U+0170-0173,U+017D-017E,U+0218-021B
central=U+00C1-00C2,U+00C7,U+00C9,U+00CB,U+00CD-00CE,U+00D3-00D5,U+00DA,U+00DD,U+00E1-00E2,U+00EB,U+00ED-00EE,U+00F3-00F5,U+00FA,U+00FD,U+0100-0107,U+010A-0113,U+0116-011B,U+011E-0123,U+0126-0127,U+012A-012B,U+012E-0131,U+0136-0137,U+0139-013E,U+0141-0148,U+0150-0151,U+0154-015B,U+015E-0165,U+016A-016B,U+016E-0173,U+0178-017E,U+0218-021B
vietnamese=U+00C0-00C3,U+00C8-00CA,U+00CC-00CD,U+00D2-00D5,U+00D9-00DA,U+00DD,U+00E0-00E3,U+00E8-00EA,U+00EC-00ED,U+00F2-00F5,U+00F9-00FA,U+00FD,U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+1EA0-1EF9,U+20AB
outer=U+00C0-00C2,U+00C4,U+00C7-00C8,U+00CA,U+00CC,U+00CE,U+00D1-00D2,U+00D6,U+00D9,U+00DB-00DD,U+00E0-00E2,U+00E4,U+00E7-00E8,U+00EA,U+00EC,U+00EE,U+00F1-00F2,U+00F6,U+00F9,U+00FB-00FD,U+0108-010D,U+0110-0111,U+011C-0121,U+0124-0127,U+0130-0131,U+0134-0135,U+0147-0148,U+014A-014B,U+015C-0161,U+0166-0167,U+016C-016D,U+017B-017E,U+018F,U+0259
cyrillic=U+0401-040C,U+040E-044F,U+0451-045C,U+045E-045F,U+0490-0491,U+2116
russian=U+0401,U+0410-044F,U+0451,U+2116
ukrainian=U+02BC,U+0401,U+0404,U+0406-0407,U+040E,U+0410-044F,U+0451,U+0454,U+0456-0457,U+045E,U+0490-0491,U+2116
serbian=U+0402-0403,U+0405,U+0408-040C,U+040F-0418,U+041A-0428,U+0430-0438,U+043A-0448,U+0452-0453,U+0455,U+0458-045C,U+045F,U+2116
cyrillic_ext=U+0400,U+040D,U+0450,U+045D,U+0460-048F,U+0492-052F,U+1C80-1C88,U+2DE0-2DFF,U+A640-A69F
signs=U+00AE,U+00B1,U+00B5,U+00BD,U+2010-2011,U+2020-2021,U+2032-2033,U+2122
symbols=U+00A2,U+00A4-00A6,U+00A8,U+00AC-00AD,U+00AF,U+00B2-00B4,U+00B6,U+00B8-00B9,U+00BC,U+00BE,U+02C6,U+02DA,U+02DC,U+2012,U+2015,U+2030,U+203D-203E,U+2044,U+20A0-20AA,U+20AD-20C0,U+2113,U+2191,U+2193,U+2215
ext=U+0108-0109,U+0114-0115,U+011C-011D,U+0124-0125,U+0128-0129,U+012C-012D,U+0132-0135,U+0138,U+013F-0140,U+0149-014F,U+015C-015D,U+0166-0169,U+016C-016D,U+0174-0177,U+017F-019F,U+01A2-01AE,U+01B1-0217,U+021C-02C5,U+02C7-02D9,U+02DB,U+02DD-036F,U+1E00-1E9F,U+1EFA-1EFF,U+2000-200A
accents=U+00A1,U+00A7,U+00AA-00AB,U+00BA-00BB,U+00BF-00FF,U+0152-0153,U+0178,U+2039-203A,$signs
all_french=$plain,$quotes,$western,$french
all_iberian=$plain,$quotes,$western,$iberian
all_nordic=$plain,$quotes,$western,$nordic
all_slavic=$plain,$quotes,$slavic
all_baltic=$plain,$quotes,$baltic
all_vietnamese=$plain,$quotes,$vietnamese
all_outer=$plain,$quotes,$outer
all_russian=$plain,$quotes,$russian
all_ukrainian=$plain,$quotes,$ukrainian
all_serbian=$plain,$quotes,$serbian
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
    tables=gasp # says how hinted letters are drawn; GDEF says which of the glyphs are marks
    [ "$4" = "$features_of_marks" ] || tables=gasp,GDEF
    hb-subset --font-file="$1" --output-file="$work/font.ttf" --unicodes="$3" --layout-features="$4" \
        --name-IDs=0,14 --no-hinting --desubroutinize --drop-tables+="$tables"
    woff2_compress "$work/font.ttf" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    mv "$work/font.woff2" "$out/$2.woff2"
}
cut_all() { # cut_all FROM TO
    cut "$1" "$2" "$core" "$features"
    cut "$1" "$2-french" "$all_french" "$features"
    cut "$1" "$2-iberian" "$all_iberian" "$features,locl"
    cut "$1" "$2-nordic" "$all_nordic" "$features"
    cut "$1" "$2-slavic" "$all_slavic" "$features,locl"
    cut "$1" "$2-baltic" "$all_baltic" "$features,locl"
    cut "$1" "$2-outer" "$all_outer" "$features,locl"
    cut "$1" "$2-vietnamese" "$all_vietnamese" "$features"
    cut "$1" "$2-russian" "$all_russian" "$features"
    cut "$1" "$2-ukrainian" "$all_ukrainian" "$features"
    cut "$1" "$2-serbian" "$all_serbian" "$features,locl"
    cut "$1" "$2-accents" "$accents" "$features"
    cut "$1" "$2-central" "$central" "$features,locl"
    cut "$1" "$2-cyrillic" "$cyrillic" "$features,locl"
    cut "$1" "$2-cyrillic-ext" "$cyrillic_ext" "$features_of_marks"
    cut "$1" "$2-code" "$code" "$features"
    cut "$1" "$2-symbols" "$symbols" "$features"
    cut "$1" "$2-ext" "$ext" "$features_of_marks"
}
rules_for() { # rules_for CUT NAME LETTERS
    perl "$(dirname "$0")/font_rules.pl" "$2" "$1=$3" "=$core" "accents=$accents" "central=$central" "vietnamese=$vietnamese" \
        "cyrillic=$cyrillic" "cyrillic-ext=$cyrillic_ext" "code=$code" "symbols=$symbols" "ext=$ext" >"$out/$1.css"
}
rm -f "$out"/*.woff2 "$out"/*.css
cut_all $serif-Regular.ttf serif
cut_all $serif-Bold.ttf serif-bold
cut_all $serif-Italic.ttf serif-italic
cut_all $sans-Regular.otf sans
cut_all $sans-SemiBold.otf sans-bold
rules_for french French "$all_french"
rules_for iberian Iberian "$all_iberian"
rules_for nordic Nordic "$all_nordic"
rules_for slavic Slavic "$all_slavic"
rules_for baltic Baltic "$all_baltic"
rules_for outer Outer "$all_outer"
rules_for vietnamese Vietnamese "$all_vietnamese"
rules_for russian Russian "$all_russian"
rules_for ukrainian Ukrainian "$all_ukrainian"
rules_for serbian Serbian "$all_serbian"
cat /usr/share/doc/fonts-sil-charis/copyright /usr/share/doc/fonts-inter/copyright >"$out/LICENCES.txt"
