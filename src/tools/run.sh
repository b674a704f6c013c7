#!/bin/bash
# SPDX-License-Identifier: MIT
# Runs a site on this machine; `make run` calls it with PORT and SITE set. It creates a sample site on
# first use, starts the program and an nginx of its own, and runs until Ctrl-C, SIGTERM, or until one of
# the two ends. It works as root and as any other user, and does not touch the system's nginx.
#
# nginx uses docs/nginx*.conf, the files that a real site installs, with other ports and paths. Two
# things differ from a real site:
#  - It listens on this machine's own addresses only.
#  - If root starts it, its workers stay root, since only root can read a checkout below /root.
set -u
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
PORT=${PORT:-8080}
SITE=${SITE:-site}
PROGRAM=${PROGRAM:-build/broadsheet}

die() { echo "run: $*" >&2; exit 1; }

[[ $PORT =~ ^[0-9]{1,5}$ ]] && ((PORT >= 1 && PORT <= 65535)) ||
    die "PORT must be a number from 1 to 65535, not '$PORT'"
if (: <"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then
    die "port $PORT is taken by another program; choose another with: make run PORT=$((PORT < 65535 ? PORT + 1 : 8080))"
fi

# A signal ends this after the command that is running, so that no folder is left behind.
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Makes the folder $2.NUMBER, puts its name into the variable $1, and removes it when this ends. Ctrl-C reaches
# mkdir, too, which may have made the folder by then.
temporary_folder() {
    local name=$2.$$.$RANDOM
    trap "rmdir ${name@Q} 2>/dev/null" EXIT
    mkdir -m 700 "$name" || return 1
    trap "rm -rf ${name@Q}" EXIT
    printf -v "$1" %s "$name"
}

# ---- the site -------------------------------------------------------------------------------------

password=
if [[ ! -e $SITE ]] || [[ -d $SITE && -z $(ls -A "$SITE") ]]; then
    # Created in another folder and then moved, so an interrupted run leaves no incomplete site.
    echo "run: creating a sample site in $SITE"
    mkdir -p "$(dirname "$SITE")" || die "cannot create the folder for the site"
    temporary_folder making "$(dirname "$SITE")/.making" || die "cannot create a folder beside '$SITE'"
    password=$(LC_ALL=C tr -dc 'a-hjkmnp-z2-9' </dev/urandom | head -c 20)
    (umask 077 && printf '%s\n' "$password" >"$making/password")
    "$PROGRAM" init "$making/site" --sample --address "http://localhost:$PORT" >"$making/log" 2>&1 &&
        "$PROGRAM" --site "$making/site" user add admin --role admin \
            --password-file "$making/password" >>"$making/log" 2>&1 ||
        { cat "$making/log" >&2; die "cannot create the sample site"; }
    mv -T "$making/site" "$SITE" || die "cannot create '$SITE'"
    rm -rf "$making"
    trap - EXIT
fi
[[ -d $SITE ]] || die "SITE=$SITE is not a folder"
site=$(realpath "$SITE")

# ---- the folders of this run ----------------------------------------------------------------------

# Short names for the paths in the configuration: a socket's path has at most 107 bytes, and nginx takes
# spaces and "$" in a path for syntax.
temporary_folder short /tmp/broadsheet || die "cannot create a folder in /tmp"
chmod 711 "$short"
ln -s "$site" "$short/site"
ln -s "$PWD/public" "$short/public"

run=$site/run/$PORT
mkdir -p "$run" || die "'$SITE' is not writable"
: >"$run/broadsheet.log" && : >"$run/nginx.log" || die "'$SITE/run' is not writable"

ipv6='/listen \[::\]:80;/d'
[[ -s /proc/net/if_inet6 ]] && ipv6="s#listen \[::\]:80;#listen [::1]:$PORT;#"
sed -e "s#/run/broadsheet/broadsheet.sock#$short/socket#" \
    -e "s#/usr/share/broadsheet/nginx/##" \
    -e "s#/var/lib/broadsheet;#$short/site;#" \
    -e "s#/var/log/nginx/broadsheet.error.log#nginx.log#" \
    -e "s#/var/log/nginx/##" \
    -e "s#listen 80;#listen 127.0.0.1:$PORT;#" -e "$ipv6" \
    docs/nginx.conf >"$run/site.conf"
sed "s#/usr/share/broadsheet/public#$short/public#" docs/nginx-server.conf >"$run/server.conf"
cp docs/nginx-common.conf "$run/common.conf"
cat >"$run/nginx.conf" <<END
$( ((EUID)) || echo "user root;")
daemon off;
pid nginx.pid;
error_log nginx.log;
events { }
http {
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    sendfile on;
    client_body_temp_path temp-body;
    fastcgi_temp_path temp-fastcgi;
    proxy_temp_path temp-proxy;
    scgi_temp_path temp-scgi;
    uwsgi_temp_path temp-uwsgi;
    include common.conf;
    include site.conf;
}
END

# ---- the two processes ----------------------------------------------------------------------------

# Each gets its own session, so that Ctrl-C reaches only this script, which stops them in order. They also
# get a signal if this script itself is killed.
start() { exec setsid setpriv --pdeathsig TERM "$@"; }
program= server=
alive() { [[ -n $1 ]] && kill -0 "$1" 2>/dev/null; }

# end PID SIGNAL: sends the signal, waits up to ten seconds, then kills the process.
end() {
    alive "$1" || return 0
    kill -s "$2" "$1"
    for ((i = 0; i < 100; i++)); do alive "$1" && sleep 0.1 || break; done
    alive "$1" && kill -s KILL "$1"
    wait "$1" 2>/dev/null
}
stop_both() { # nginx first, so that it sends no request to a program that has ended
    end "$server" QUIT
    end "$program" TERM
}
failed() { # failed NAME LOG: reports which one has ended, and why
    echo "run: $1 has ended; the last lines of $2:" >&2
    tail -n 10 "$2" >&2
    stop_both
    exit 1
}
stopping=
trap stopping=1 INT TERM HUP

start "$PROGRAM" serve --site "$site" --listen "unix:$short/socket" \
    </dev/null >>"$run/broadsheet.log" 2>&1 & program=$!
for ((i = 0; i < 300; i++)); do
    [[ -S $short/socket || $stopping ]] && break
    alive "$program" || failed "the program" "$run/broadsheet.log"
    sleep 0.1
done
start nginx -p "$run" -c "$run/nginx.conf" -e nginx.log \
    </dev/null >>"$run/nginx.log" 2>&1 & server=$!

answers() {
    local status=
    exec 3<>"/dev/tcp/127.0.0.1/$PORT" || return 1
    printf 'GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
    IFS= read -r -t 5 status <&3
    exec 3>&-
    [[ $status == *" 200 "* ]]
} 2>/dev/null
answered=
for ((i = 0; i < 300; i++)); do
    [[ $stopping ]] && break
    alive "$program" || failed "the program" "$run/broadsheet.log"
    if ! alive "$server"; then
        grep -q 'Address already in use' "$run/nginx.log" &&
            { stop_both; die "port $PORT is taken by another program; choose another with PORT="; }
        failed nginx "$run/nginx.log"
    fi
    answers && { answered=1; break; }
    sleep 0.1
done

# Says how to sign in. The password is known only to the run that created the site.
tell_how_to_sign_in() {
    local names first do="$(printf %q "$PROGRAM") user" at="--site $(printf %q "$SITE")"
    if [[ $password ]]; then
        echo "user: admin"
        echo "password: $password"
        return
    fi
    # Sign-in names of enabled accounts that may do everything: name, role, disabled.
    names=$("$PROGRAM" --site "$site" user list | awk -F'\t' '$2 == "admin" && $3 == "no" { print $1 }')
    first=$(grep -x admin <<<"$names" || head -n 1 <<<"$names")
    if [[ $first ]]; then
        echo "user: $first"
        echo "To give this account a new password, in another terminal:"
        echo "    $do password $(printf %q "$first") $at"
    else
        echo "Nobody can sign in yet. To create an account, in another terminal:"
        echo "    $do add NAME --role admin $at"
    fi
}

if [[ ! $stopping ]]; then
    [[ $answered ]] || { stop_both; die "the site does not answer; see the logs in $SITE/run/$PORT"; }
    echo "address: http://localhost:$PORT/"
    echo "admin: http://localhost:$PORT/admin/"
    tell_how_to_sign_in
    echo "logs: $SITE/run/$PORT"
    echo "Ctrl-C stops it."
fi
while [[ ! $stopping ]]; do
    wait -n "$program" "$server"
    [[ $stopping ]] && break
    alive "$program" || failed "the program" "$run/broadsheet.log"
    alive "$server" || failed nginx "$run/nginx.log"
done
trap '' INT TERM HUP
stop_both
echo "stopped"
