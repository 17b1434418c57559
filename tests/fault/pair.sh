# Sourced by run: a pair of PostgreSQL servers under Patroni, as config/postgresql says; the primary
# is killed with its Patroni, under the load of four nodes.

pair=$work/pair
declare -A server_port api_port patroni_pid
etcd_pid=

clear_up_part() {
  local name
  for name in "${!patroni_pid[@]}"; do kill_member "$name" 2>/dev/null; done
  [[ -z $etcd_pid ]] || kill "$etcd_pid" 2>/dev/null
}

start_etcd() {
  local client; client=$(free_port)
  local peer; peer=$(free_port)
  etcd=127.0.0.1:$client
  (
    set -a
    . <(sed -e 's/@NAME@/db1/' -e 's/@ADDRESS@/127.0.0.1/' -e "s/:2379/:$client/; s/:2380/:$peer/" \
      -e "s#@MEMBERS@#db1=http://127.0.0.1:$peer#" -e "s#/var/lib/etcd/duban#$pair/etcd#" \
      config/postgresql/etcd)
    exec etcd --log-level error
  ) >"$pair/etcd.log" 2>&1 &
  etcd_pid=$!
  wait_for 20 env ETCDCTL_API=3 etcdctl --endpoints "http://$etcd" endpoint health
}

set_member_up() { # NAME
  local name=$1
  server_port[$name]=$(free_port) api_port[$name]=$(free_port)
  mkdir -p "$pair/$name" && cp -r "$pair/tls/$name" "$pair/$name/tls"
  sed -e "s/@NAME@/$name/" -e "s/@ETCD@/$etcd/" -e "s/@API@/127.0.0.1:${api_port[$name]}/" \
    -e "s/@SERVER@/127.0.0.1:${server_port[$name]}/" -e "s#@PLACE@#$pair/$name/data#" \
    -e "s#@TLS@#$pair/$name/tls#" -e "s#@SOCKETS@#$pair/$name#" -e 's#@NETWORK@#127.0.0.1/32#' \
    -e 's#@DB1@#127.0.0.1#; s#@DB2@#127.0.0.1#' \
    -e 's/@.*_PASSWORD@/secret/' -e 's/^\( *mode:\) automatic/\1 off/' \
    config/postgresql/patroni.yml >"$pair/$name.yml"
  ! grep -n '@[A-Z_]*@' "$pair/$name.yml" || return 1
  chown -R postgres: "$pair/$name" "$pair/$name.yml"
}
start_member() { # NAME
  HOME=$pair/$1 setpriv --reuid=postgres --regid=postgres --init-groups patroni "$pair/$1.yml" >>"$pair/$1.log" 2>&1 &
  patroni_pid[$1]=$!
}
kill_member() { # NAME
  local postmaster; postmaster=$(head -1 "$pair/$1/data/postmaster.pid" 2>/dev/null)
  kill -9 "${patroni_pid[$1]}" ${postmaster:+"$postmaster" $(pgrep -P "$postmaster")}
  wait "${patroni_pid[$1]}" 2>/dev/null
  unset "patroni_pid[$1]"
}

answers() { # NAME PATH: what Patroni says of itself
  curl -sf -o /dev/null "http://127.0.0.1:${api_port[$1]}/$2"
}
find_primary() {
  primary=db1 standby=db2
  ! answers db2 primary || primary=db2 standby=db1
  answers "$primary" primary
}
is_whole() { find_primary && answers "$standby" synchronous; }
tell_log() { mkdir -p build/fault; cp "$pair"/*.log "$pair"/*/data/log* build/fault/ 2>/dev/null; tail -n 15 "$pair"/*.log >&2; return 1; }

new_pair() {
  mkdir -p "$pair" && chmod 711 "$pair"
  config/postgresql/make-certificates "$pair/tls" db1=127.0.0.1 db2=127.0.0.1 && start_etcd &&
    set_member_up db1 && set_member_up db2 || return 1
  start_member db1
  wait_for 60 answers db1 primary || tell_log || return 1
  start_member db2
  wait_for 90 is_whole || tell_log || return 1
  cp "$pair/tls/ca.crt" "$pair/ca.crt"
  authority=$pair/ca.crt
  export PGPASSWORD=secret PGSSLMODE=verify-full PGSSLROOTCERT=$authority
  port=${server_port[$primary]}
  super -f config/postgresql/roles.sql && super -c "ALTER ROLE duban PASSWORD 'secret'" || return 1
  url=$(url_of "127.0.0.1:${server_port[db1]},127.0.0.1:${server_port[db2]}")
}

# The standby becomes the primary; what was the primary comes back as standby.
failover() { # FAULT COMMAND...
  local fault=$1 at stopped; shift
  start_loads 60 || return 1
  doze 500 1500
  find_primary
  local lost=$primary heir=$standby
  at=$(milliseconds)
  "$@" || return 1
  wait_for 90 answers "$heir" primary || tell_log || return 1
  all_go_on "$(milliseconds)" || return 1
  stopped=$(longest_silence "$at" "$work"/load-*.log)
  start_lost "$lost"
  wait_for 120 is_whole || tell_log || return 1
  check "$fault: the old primary is a synchronous standby again" equal "$standby" "$lost"
  port=${server_port[$heir]}
  check_load "$fault"
  stops+=("$stopped")
}
start_lost() { [[ -n ${patroni_pid[$1]-} ]] || start_member "$1"; }
kill_member_primary() { kill_member "$primary"; }
switch_over() {
  patronictl -c "$pair/$primary.yml" switchover --master "$primary" --candidate "$standby" --force \
    >"$pair/switchover" 2>&1 || { cat "$pair/switchover" >&2; return 1; }
}
# Without a synchronous standby one server goes on alone, after Patroni has seen that it is alone.
standby_lost() {
  local at lost
  start_loads 60 || return 1
  find_primary
  lost=$standby at=$(milliseconds)
  kill_member "$lost"
  wait_for 60 goes_on_alone || return 1
  all_go_on "$(milliseconds)" || return 1
  tell 'standby killed, for the primary' "$(longest_silence "$at" "$work"/load-*.log)"
  start_member "$lost"
  wait_for 120 is_whole || tell_log || return 1
  port=${server_port[$primary]}
  check_load 'standby killed'
}
goes_on_alone() {
  local names
  port=${server_port[$primary]} && names=$(super -c 'SHOW synchronous_standby_names') && [[ -z $names ]]
}

((EUID)) && { echo 'pair: needs root, left out'; return 0; }
pair_rounds=$(((count + 49) / 50))
new_pair && new_register "$url" "${simulated[@]}" && import_rows "$url" 60 || return 1
check 'verify on the standby' is_clean "${url/=read-write/=standby}"
stops=()
for ((k = 0; k < pair_rounds; k++)); do failover 'primary killed' kill_member_primary || return 1; done
tell 'primary of a pair killed with its Patroni' "${stops[@]}"
stops=()
for ((k = 0; k < pair_rounds; k++)); do failover 'switchover' switch_over || return 1; done
tell 'switchover of a pair' "${stops[@]}"
standby_lost || return 1
clear_up_part
patroni_pid=() etcd_pid=
unset authority PGPASSWORD PGSSLMODE PGSSLROOTCERT
