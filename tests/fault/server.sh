# Sourced by run: the PostgreSQL server itself is killed, restarted, full of connections, and out of
# space, under the load of four nodes.

rounds=$(((count + 9) / 10))

new_loaded_cluster() { # NAME [OPTION OF initdb...]
  new_cluster "$@" && new_register "$url" "${simulated[@]}" && import_rows "$url" 60 && start_loads 60
}

kill_and_start() { kill_cluster && start_cluster 2>"$work/start"; }

server_comes_back() { # FAULT COMMAND...
  local fault=$1 stops=() at; shift
  start_loads 60 || return 1
  for ((k = 0; k < rounds; k++)); do
    doze 100 900
    at=$(milliseconds)
    "$@" || return 1
    all_go_on "$(milliseconds)" || return 1
    stops+=("$(longest_silence "$at" "$work"/load-*.log)")
  done
  check_load "$fault"
  tell "$fault" "${stops[@]}"
}

# `duban remind run` outlives its server, and settles afterwards what has fallen due.
remind_run_resumes() {
  local real at; real=$(url_of 127.0.0.1:"$port" real)
  super -c 'CREATE DATABASE real OWNER duban' && new_register "$real" || return 1
  "$build/duban" --config config/duban.toml --lang en --db "$real" remind run >/dev/null \
    2>"$work/remind.err" &
  nodes[remind]=$!
  wait_for 10 is_asked real && kill_cluster && wait_for 10 test -s "$work/remind.err" || return 1
  at=$(milliseconds)
  start_cluster 2>"$work/start" && import_rows "$real" 3 || return 1
  check 'remind run: settles what is due by itself' wait_for 30 nothing_is_due real
  tell 'server started again, until remind run has settled' $(($(milliseconds) - at))
  check 'remind run: ends when told to' stop_nodes
  check 'remind run: verify' is_clean "$real"
}
is_asked() { # DATABASE
  [[ -n $(super -c "SELECT 1 FROM pg_stat_activity WHERE datname = '$1' AND query LIKE '%next_at%'") ]]
}
nothing_is_due() { # DATABASE
  [[ $(super -d "$1" -c 'SELECT count(*) FROM clocks WHERE next_at <= extract(epoch FROM now()) * 1e6') == 0 ]]
}

# Whoever finds no connection is told so, and served as soon as one is free.
connections_run_out() {
  start_loads 60 && super -c 'ALTER ROLE duban CONNECTION LIMIT 8' || return 1
  duban --db "$url" case list >"$work/out" 2>"$work/err"
  check 'too many connections: exit 1' equal $? 1
  check 'too many connections are told in a sentence' grep -q 'too many connections\|no more conn' "$work/err"
  start_load load-5 60
  wait_for 10 test -s "$work/load-5.err"
  check 'who finds no connection waits' is_running load-5
  local at; at=$(milliseconds)
  kill_node load-1
  check 'who waited is served when one is free' wait_for 10 goes_on load-5 "$at"
  tell 'connections used up, after one is free' "$(($(head -n 1 "$work/load-5.log" | cut -d' ' -f4) - at))"
  super -c 'ALTER ROLE duban CONNECTION LIMIT 80'
  start_load load-1 60
  all_go_on "$(milliseconds)"
  check_load 'too many connections'
}

# Fills a disk to the last byte; the load must come to a halt.
fill_disk() { # FOLDER
  cat /dev/zero >>"$1/ballast" 2>/dev/null
  wait_for 30 is_silent || { echo '  the load goes on on a full disk' >&2; return 1; }
}
is_silent() {
  local before; before=$(acknowledged)
  sleep 0.7
  (($(acknowledged) == before))
}

# A row may still find room in a page where the load's did not, and a checkpoint frees some: the disk
# is filled again until the command fails.
urge_on_full_disk() { # FOLDER
  for ((k = 0; k < 100; k++)); do
    cat /dev/zero >>"$1/ballast" 2>/dev/null
    duban --db "$url" case fire 1.1 urge >"$work/out" 2>"$work/err" || return
  done
}

# The disk under the server is full: with the tables, or with the log of PostgreSQL, which then stops
# and is started by whoever watches over it.
full_disk_ends() { # FAULT DISK
  local at
  fill_disk "$2" || return 1
  urge_on_full_disk "$2"
  check "$1: exit 1" equal $? 1
  check "$1: told in a sentence" grep -q '^.*\(database server\).*\.' "$work/err"

  at=$(milliseconds)
  rm "$2/ballast"
  control status >/dev/null || start_cluster || return 1
  all_go_on "$at" || return 1
  tell "$1, after there is space" "$(longest_silence "$at" "$work"/load-*.log)"
  check_load "$1"
}
small_disk() { # FOLDER SIZE
  mkdir "$1" && mount -t tmpfs -o size="$2" tmpfs "$1" 2>/dev/null && chown postgres: "$1" && chmod 700 "$1"
}

new_loaded_cluster server && stop_nodes || return 1
server_comes_back 'server killed with kill -9, started at once' kill_and_start || return 1
server_comes_back 'server restarted, immediate' control restart -m immediate -w || return 1
server_comes_back 'server restarted, fast' control restart -m fast -w || return 1
remind_run_resumes || return 1
connections_run_out || return 1
stop_cluster

((EUID)) && { echo 'full disk under PostgreSQL: needs root, left out'; return 0; }
small_disk "$work/small" 120m && new_loaded_cluster small --wal-segsize=1 &&
  full_disk_ends 'disk of the tables full' "$work/small" || return 1
stop_cluster
small_disk "$work/log-disk" 24m && new_loaded_cluster logged --wal-segsize=1 -X "$work/log-disk" &&
  full_disk_ends 'disk of the log (pg_wal) full' "$work/log-disk" || return 1
stop_cluster
