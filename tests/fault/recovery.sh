# Sourced by run: a register is brought back to a moment, from a base backup and the archived log that
# were made under load, by the scripts of config/postgresql.

scripts=$PWD/config/postgresql
as_operator() { # COMMAND...
  (cd "$work" && as_server env PGHOST=127.0.0.1 PGPORT="$port" PGUSER=postgres "$@")
}

recovered_to_a_moment() {
  local store=$work/backups at began before last
  local as_owner=(); ((EUID)) || as_owner=(-o postgres)
  install -d "${as_owner[@]}" -m 700 "$store" "$store/wal" "$store/base" &&
    mkdir "$work/scripts" && install -m 755 "$scripts"/* "$work/scripts" && new_cluster recovery || return 1
  printf '%s\n' 'archive_mode = on' "archive_command = '$work/scripts/archive-wal %p $store/wal/%f'" |
    as_server tee -a "$cluster/postgresql.conf" >/dev/null
  control restart -w && new_register "$url" && import_rows "$url" 20 && start_loads 20 || return 1
  check 'a base backup under load' as_operator "$work/scripts/back-up" "$store" >"$work/backup" 2>"$work/err"
  doze 500 900
  stop_nodes || return 1
  at=$(super -c 'SELECT now()')
  before=$(acknowledged)
  cat "$work"/load-*.log | sort >"$work/before"
  sleep 0.05
  start_loads 20 && doze 300 600 && stop_nodes || return 1
  check 'there is something to lose' at_least "$(acknowledged)" $((before + 20))
  last=$(super -c 'SELECT pg_walfile_name(pg_switch_wal())')
  wait_for 30 test -e "$store/wal/$last" && kill_cluster || return 1

  began=$(milliseconds)
  as_operator "$work/scripts/recover" "$(cat "$work/backup")" "$store/wal" "$store/recovered" "$at" || return 1
  cluster=$store/recovered
  clusters+=("$cluster")
  control start -w -t 60 && wait_for 60 has_arrived || return 1
  tell 'recovered to a moment, from base backup and log' $(($(milliseconds) - began))
  # What was acknowledged after the moment is forgotten here too.
  for name in load-{1..4}; do
    grep -Fxf "$work/before" "$work/$name.log" >"$work/kept" || return 1
    mv "$work/kept" "$work/$name.log"
  done
  start_loads 20 || return 1
  check 'it is held' duban --db "$url" db hold >/dev/null
  check 'held, programs that run stop' wait_for 15 all_have_ended
  nodes=()
  check 'held, it sends nothing' equal "$(duban --db "$url" remind run --once 2>&1 | grep -c 'is held')" 1
  check 'it is released' duban --db "$url" db release >/dev/null
  check_load 'recovered to a moment'
  check 'the recovered server writes no archive' equal "$(super -c 'SHOW archive_mode')" off
  for name in archive_mode restore_command recovery_target_timeline recovery_target_action recovery_target_time; do
    super -c "ALTER SYSTEM RESET $name" || return 1
  done
  control restart -w || return 1
  check 'taken over, it writes an archive again' equal "$(super -c 'SHOW archive_mode')" on
  ! as_operator "$work/scripts/recover" "$(cat "$work/backup")" "$store/wal" "$cluster" 2>"$work/err" || return 1
  check 'nothing is recovered over something else' grep -q 'not empty; nothing was changed' "$work/err"
}
all_have_ended() { local name; for name in load-{1..4}; do ! is_running "$name" || return 1; done; }
has_arrived() { [[ $(super -c 'SELECT pg_is_in_recovery()') == f ]]; }
# The questions of the guide, asked by who may only read.
check_watch() {
  check 'watch.sql by the reader' psql -X -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$port" \
    -U duban_reader -d duban -f config/postgresql/watch.sql >"$work/watch"
  check 'the reader changes nothing' equal "$(psql -XAtq -h 127.0.0.1 -p "$port" -U duban_reader -d duban \
    -c 'DELETE FROM outbox' 2>&1)" 'ERROR:  permission denied for table outbox'
}
recovered_to_a_moment || return 1
check_watch
stop_cluster
