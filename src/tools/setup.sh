#!/bin/sh
# SPDX-License-Identifier: MIT
# setup.sh LIST...: installs the missing Debian packages of the lists (build, run, check, deb, install,
# fuzz, bench, translations). Instant and silent if none is missing.
#
# An item is PACKAGE, or COMMAND:PACKAGE if any program with that name will do (a newer Node than
# Debian's, nginx-full instead of nginx). "~" marks an optional one (the web fonts, a smaller browser): if
# it cannot be installed, a message says so and the rest goes on.
set -u
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

build="gcc:gcc g++:g++ pkg-config:pkg-config libc6-dev libfcgi-dev libsqlite3-dev libctemplate-dev libmd4c-dev libmd4c-html0-dev
       libsodium-dev libutf8proc-dev libzxcvbn-dev libicu-dev zlib1g-dev libbrotli-dev libcurl4-openssl-dev
       libarchive-dev ~hb-subset:libharfbuzz-bin ~woff2_compress:woff2 ~fonts-sil-charis ~fonts-inter"
run="nginx:nginx tzdata"
# apache2-bin is Apache without its service, since the tests start their own.
check="$run curl:curl sqlite3:sqlite3 faketime:faketime libcmocka-dev clang-format:clang-format
       apache2-bin libapache2-mod-fcgid media-types node:nodejs npm:npm chromium:chromium
       ~chromium-headless-shell:chromium-headless-shell
       python3:python3-minimal python3-brotli python3-feedparser xmllint:libxml2-utils java:default-jre-headless
       w3m:w3m links:links zsh:zsh script:bsdutils openssl:openssl promtool:prometheus
       systemd-analyze:systemd xgettext:gettext"
deb="build-essential dpkg-buildpackage:dpkg-dev debhelper"
install="debootstrap:debootstrap systemd-nspawn:systemd-container lintian:lintian
         slowhttptest:slowhttptest"
fuzz="clang:clang libclang-rt-14-dev"
translations="xgettext:gettext"
bench="$run wrk:wrk sqlite3:sqlite3 node:nodejs media-types npm:npm chromium:chromium"

die() { echo "setup: $*" >&2; exit 1; }

items=
for list; do
    case $list in
    build) items="$items $build" ;;
    run) items="$items $run" ;;
    check) items="$items $check" ;;
    deb) items="$items $deb" ;;
    install) items="$items $install" ;;
    fuzz) items="$items $fuzz" ;;
    bench) items="$items $bench" ;;
    translations) items="$items $translations" ;;
    *) die "no list is called '$list' (build, run, check, deb, install, fuzz, bench, translations)" ;;
    esac
done

command -v dpkg-query >/dev/null ||
    die "this needs Debian (there is no dpkg-query here); docs/DEPLOY.md names the libraries"
have=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' | sed -n 's/^ii //p')
missing=
wanted=
for item in $items; do
    nice=${item%%[!~]*}
    item=${item#"~"}
    package=${item#*:}
    case $item in
    *:*) command -v "${item%%:*}" >/dev/null && continue ;;
    *) printf '%s\n' "$have" | grep -qxF "$package" && continue ;;
    esac
    case " $missing $wanted " in
    *" $package "*) ;;
    *) if [ "$nice" ]; then wanted="$wanted $package"; else missing="$missing $package"; fi ;;
    esac
done
[ -n "$missing$wanted" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || [ -z "$missing" ] ||
        die "these packages are missing, and there is no sudo to install them with; as root: apt-get install$missing"
    as_root=sudo
fi
echo "setup: installing packages, which takes a minute or two:$missing$wanted"
[ -z "$as_root" ] || echo "setup: sudo may ask for your password"
log=$(mktemp) || die "cannot create a temporary file"
# Without the traps for signals, dash would leave the file behind.
trap 'rm -f "$log"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

root() { $as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C "$@" >"$log" 2>&1; }
# Runs apt-get with its output in the log. While another program installs packages (such as the machine's
# own upgrade after a start), it tries again: apt-get itself waits only for dpkg's lock, and silently. If an
# earlier installation was interrupted, it is completed first, as apt-get asks for.
apt() {
    turns=0
    completed=
    until root apt-get -q -y -o Acquire::Retries=3 -o APT::Update::Error-Mode=any "$@"; do
        if [ -z "$completed" ] && grep -q 'dpkg was interrupted' "$log"; then
            completed=1
            echo "setup: completing an installation that was interrupted (dpkg --configure -a)"
            root dpkg --configure -a || return
            continue
        fi
        held=$(sed -n 's/^E: \(Could not get lock .*\)/\1/p' "$log" | head -n 1)
        [ -n "$held" ] && [ $turns -lt 300 ] || return
        [ $turns != 0 ] || echo "setup: waiting for up to five minutes: $held"
        turns=$((turns + 1))
        sleep 1
    done
}
cause() { tail -n 20 "$log" >&2; }
# Old package lists may still be good enough to install from.
apt update || { cause; echo "setup: cannot update the package lists (apt-get update; its last lines are above)" >&2; }
install() { [ $# = 0 ] || apt install --no-install-recommends "$@"; }
# shellcheck disable=SC2086 # one word a package
install $missing $wanted && exit
[ -z "$wanted" ] || cause
# shellcheck disable=SC2086
[ -n "$wanted" ] && install $missing || {
    cause
    die "apt-get could not install$missing (its last lines are above)"
}
echo "setup: goes on without$wanted, which could not be installed (apt-get's last lines are above)" >&2
