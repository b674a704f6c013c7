#!/bin/sh
# Gathers the messages of templates and C into src/translations/messages.pot, brings the catalogues up to date
# with it, and says what each lacks. `make translations` calls it with the program that reads templates.
#
#     translations.sh MESSAGES          all that
#     translations.sh MESSAGES FILE     only the messages, into FILE
set -eu
messages=$1 pot=${2:-src/translations/messages.pot}
gathered=$(mktemp)
trap 'rm -f "$gathered" "$pot.new"' EXIT

"$messages" $(find templates -name '*.tpl' | LC_ALL=C sort) >"$gathered"
# The date of the run is left out, so that the file changes only with the messages.
xgettext --language=C --from-code=UTF-8 --add-location=file --no-wrap --sort-output \
    --keyword --keyword=gettext --keyword=pgettext:1c,2 --keyword=N_ --keyword=say:2 --keyword=SAY:2 --keyword=SAY_N:2,3 \
    --keyword=MESSAGE --keyword=COUNTED:1,2 --keyword=FORMS:1,2 --package-name=Broadsheet --output="$pot.new" \
    "$gathered" $(find src -name '*.[ch]' | LC_ALL=C sort)
sed -e '1,/^$/{/^"POT-Creation-Date/d;/^#/d}' -e 's/charset=CHARSET/charset=UTF-8/' -e "s|$gathered|templates|" "$pot.new" >"$pot"
[ $# -eq 1 ] || exit 0

for po in src/translations/*.po; do
    [ -e "$po" ] || continue
    msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-wrap --add-location=file "$po" "$pot"
    printf '%-8s ' "$(basename "$po" .po)"
    LC_ALL=C msgfmt --check-format --statistics --output-file=/dev/null "$po" 2>&1
done
