#!/bin/sh
# SPDX-License-Identifier: MIT
# install.sh PROGRAM DESTDIR PREFIX UNITDIR: what `make install` does. Below DESTDIR (empty: this machine) it
# installs these, with PREFIX in the paths that they contain:
#
#   PREFIX/bin/broadsheet                the program, with templates and SQL inside
#   PREFIX/share/broadsheet/public/      style sheets, scripts, icons, fonts
#   PREFIX/share/broadsheet/nginx/       files that nginx sites include (common, server), and a site's file (site)
#   PREFIX/share/broadsheet/apache/      the same for Apache: common, limits; proxy, fcgid or cgi
#   PREFIX/share/broadsheet/prometheus/  alerts
#   PREFIX/share/broadsheet/systemd/     drop-ins for the service
#   PREFIX/share/man, PREFIX/share/doc   the manual, the guides
#   PREFIX/share/bash-completion, zsh    completions for the shells
#   UNITDIR                              systemd units for one site, and for any number of sites (broadsheet@)
#
# Each file is replaced by a rename, so a program that starts meanwhile finds either the old file or the new one.
set -eu
umask 022
program=$1 dest=$2 prefix=$3 units=$4
share=$prefix/share/broadsheet

# put FILE DESTINATION [MODE]
put() {
    install -d "$dest$(dirname "$2")"
    install -m "${3:-0644}" "$1" "$dest$2.new"
    mv -f "$dest$2.new" "$dest$2"
}
adapted=$(mktemp)
trap 'rm -f "$adapted"' EXIT
# put_adapted FILE DESTINATION: replaces /usr by PREFIX in the file's paths
put_adapted() {
    sed -e "s#/usr/bin/broadsheet#$prefix/bin/broadsheet#g" -e "s#/usr/share/broadsheet#$share#g" "$1" >"$adapted"
    put "$adapted" "$2"
}

put "$program" "$prefix/bin/broadsheet" 0755
for file in $(cd public && find . -type f | sed 's#^\./##'); do
    put "public/$file" "$share/public/$file"
done
for name in common server; do
    put_adapted "docs/nginx-$name.conf" "$share/nginx/$name.conf"
done
put_adapted docs/nginx.conf "$share/nginx/site.conf"
for name in common limits proxy fcgid cgi; do
    put_adapted "docs/apache-$name.conf" "$share/apache/$name.conf"
done
put docs/alerts.yml "$share/prometheus/alerts.yml"
put docs/broadsheet-closed.conf "$share/systemd/closed.conf"
for unit in docs/*.service docs/*.socket docs/*.timer; do
    [ ! -e "$unit" ] || put_adapted "$unit" "$units/${unit#docs/}"
done
# The same for further sites: broadsheet@weekly serves /var/lib/broadsheet-weekly behind /run/broadsheet/weekly.sock.
instance=$(mktemp)
trap 'rm -f "$adapted" "$instance"' EXIT
for unit in broadsheet.service broadsheet.socket broadsheet-backup.service broadsheet-backup.timer; do
    sed -e 's#/var/lib/broadsheet#/var/lib/broadsheet-%i#g' -e 's#broadsheet\.socket#broadsheet@%i.socket#g' \
        -e 's#/var/backups/broadsheet#/var/backups/broadsheet-%i#g' \
        -e 's#/broadsheet\.sock$#/%i.sock#' -e 's#^Description=.*#& (%i)#' "docs/$unit" >"$instance"
    put_adapted "$instance" "$units/${unit%.*}@.${unit##*.}"
done
put_adapted docs/broadsheet.1 "$prefix/share/man/man1/broadsheet.1"
# Debian's zsh reads vendor-completions.
case $prefix in
/usr) zsh=vendor-completions ;;
*) zsh=site-functions ;;
esac
completion=$(mktemp)
trap 'rm -f "$adapted" "$instance" "$completion"' EXIT
"$program" completion bash >"$completion"
put "$completion" "$prefix/share/bash-completion/completions/broadsheet"
"$program" completion zsh >"$completion"
put "$completion" "$prefix/share/zsh/$zsh/_broadsheet"
for guide in docs/*.md; do
    put "$guide" "$prefix/share/doc/broadsheet/${guide#docs/}"
done
