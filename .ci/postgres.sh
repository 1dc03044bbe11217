#!/bin/sh
# Throw-away PostgreSQL server for the tests, on a free loopback port, nothing kept.
#   .ci/postgres.sh          starts one and prints its URL
#   .ci/postgres.sh stop URL stops the one behind that URL and removes its files
# The server refuses to run as root, so root hands it to the user postgres (or nobody).
set -eu

as_server() {
    if [ "$(id -u)" -eq 0 ]; then
        user=postgres
        id "$user" >/dev/null 2>&1 || user=nobody
        setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups env HOME=/tmp "$@"
    else
        "$@"
    fi
}

binaries() {
    if command -v pg_ctl >/dev/null 2>&1; then
        dirname "$(command -v pg_ctl)"
        return
    fi
    for folder in $(ls -d /usr/lib/postgresql/*/bin /usr/local/opt/postgresql*/bin 2>/dev/null | sort -rV); do
        if [ -x "$folder/pg_ctl" ]; then
            echo "$folder"
            return
        fi
    done
    echo "no PostgreSQL server here: install the package postgresql" >&2
    return 1
}

bin=$(binaries)

if [ "${1:-start}" = stop ]; then
    port=${2##*:}
    folder=/tmp/claims-bot-postgres-${port%%/*}
    as_server "$bin/pg_ctl" -D "$folder/server" -m immediate -w stop >/dev/null
    rm -rf "$folder"
    exit 0
fi

choose_port() {
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    folder=/tmp/claims-bot-postgres-$port
}

start() {
    options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder"
    options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
    as_server "$bin/pg_ctl" -D "$folder/server" -l "$folder/server.log" -o "$options" -w start >/dev/null
}

choose_port
mkdir -m 777 "$folder"
cd "$folder"
as_server "$bin/initdb" -D "$folder/server" -U bot --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$folder/initdb.log" 2>&1 ||
    { cat "$folder/initdb.log" >&2; exit 1; }
tries=1
until start; do # somebody may have taken the port meanwhile
    [ "$tries" -lt 5 ] || { cat "$folder/server.log" >&2; exit 1; }
    tries=$((tries + 1))
    before=$folder
    choose_port
    mv "$before" "$folder"
    cd "$folder"
done
echo "postgresql://bot@127.0.0.1:$port/postgres"
