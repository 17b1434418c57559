# Sourced by run: two servers on one PostgreSQL register, of which one is killed again and again while
# callers write through both and others listen to what happens.

server_ports=($(free_port) $(free_port))
servers=() listeners=()
json_type='Content-Type: application/json'

start_server() { # NUMBER
  "$build/duban" --config config/duban.toml --lang en --db "$url" \
    serve --listen 127.0.0.1:"${server_ports[$1]}" >/dev/null 2>>"$work/server-$1.err" &
  servers[$1]=$!
}
answers() { curl -sf -m 2 "http://127.0.0.1:${server_ports[$1]}/readyz"; } # NUMBER
kill_server() { # NUMBER
  kill -9 "${servers[$1]}" 2>/dev/null
  wait "${servers[$1]}" 2>/dev/null
}
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; } # NAME
# A script's token: `token`.
sign_in() {
  local site=http://127.0.0.1:${server_ports[0]}/api/v1 jar=$work/cookies once csrf
  duban --db "$url" user add officer --role officer >/dev/null || return 1
  once=$(duban --db "$url" user password officer | grep -oE '[a-z0-9]{4}(-[a-z0-9]{4}){3}')
  csrf=$(curl -sf -c "$jar" -H "$json_type" -d "{\"name\":\"officer\",\"password\":\"$once\"}" \
    "$site/session" | member csrf) || return 1
  csrf=$(curl -sf -b "$jar" -c "$jar" -H "$json_type" -H "X-CSRF-Token: $csrf" \
    -d "{\"old\":\"$once\",\"wanted\":\"chun-jiang-hua-yue-ye\"}" "$site/session/password" | member csrf)
  token=$(curl -sf -b "$jar" -H "$json_type" -H "X-CSRF-Token: $csrf" \
    -d "{\"name\":\"load\",\"scopes\":[\"read\",\"write\"],\"ends_at\":\"$(date -u -d tomorrow +%FT%TZ)\"}" \
    "$site/tokens" | member token)
  [[ -n $token ]]
}
start_caller() { # NAME CASES
  DUBAN_TOKEN=$token "$build/duban_caller" "$1" "$2" "$work/$1.log" "${server_ports[@]}" \
    >/dev/null 2>>"$work/$1.err" &
  nodes[$1]=$!
}

# Listens to one server, and goes on at the other where it was cut off.
listen() { # LOG NUMBER
  local log=$1 number=$2 last
  trap 'kill $(jobs -p) 2>/dev/null; exit' TERM
  while :; do
    last=$(heard "$log" | tail -n 1 | cut -d' ' -f1)
    curl -sN -H "Authorization: Bearer $token" ${last:+-H "Last-Event-ID: $last"} \
      "http://127.0.0.1:${server_ports[number]}/api/v1/stream" >>"$log" &
    wait $!
    printf '\nbroken off\n' >>"$log"
    number=$((1 - number))
    sleep 0.1
  done
}
# Id, case and version of all that came whole: case 12.1 is stored as 12001.
heard() { # LOG
  awk '/^broken off$/ {id = ""; data = ""} /^id: / {id = $2} /^data: / {data = $0}
       /^$/ {if (id != "" && data ~ /^data: .*}$/ && match(data, /"id":"[0-9.]+"/)) {
               split(substr(data, RSTART + 6, RLENGTH - 7), part, ".")
               match(data, /"version":[0-9]+/)
               print id, part[1] * 1000 + part[2], substr(data, RSTART + 10, RLENGTH - 10)}
             else if (id != "") print id
             id = ""; data = ""}' "$1" 2>/dev/null
}
acknowledged_events() { awk '{print $2, $3}' "$work"/load-*.log | sort -u; }
heard_events() { heard "$1" | awk 'NF == 3 {print $2, $3}'; } # LOG
has_heard_all() { [[ -z $(comm -23 <(acknowledged_events) <(heard_events "$1" | sort -u)) ]]; } # LOG
heard_once() { [[ -z $(heard_events "$1" | sort | uniq -d) ]]; } # LOG

clear_up_part() {
  kill -9 "${servers[@]}" 2>/dev/null
  kill "${listeners[@]}" 2>/dev/null
  wait "${servers[@]}" "${listeners[@]}" 2>/dev/null
  servers=() listeners=()
}

killed_servers_resume() {
  local stops=() number at
  new_cluster http && new_register "$url" "${simulated[@]}" && import_rows "$url" 60 || return 1
  for number in 0 1; do start_server $number; done
  for number in 0 1; do wait_for 30 answers $number || return 1; done
  sign_in || return 1
  for number in 0 1 2 3; do
    listen "$work/heard-$number" $((number % 2)) >/dev/null 2>&1 &
    listeners+=($!)
  done
  at=$(milliseconds)
  for number in {1..8}; do start_caller "load-$number" 60; done
  all_go_on "$at" || return 1
  for ((k = 1; k <= count; k++)); do
    doze 50 400
    number=$((RANDOM % 2)) at=$(milliseconds)
    kill_server $number
    start_server $number
    all_go_on "$at" || return 1
    stops+=("$(longest_silence "$at" "$work"/load-*.log)")
    wait_for 30 answers $number || return 1
  done
  check_load 'killed servers'
  check 'killed servers: there was something to lose' at_least "$(acknowledged)" $((count * 20))
  for number in 0 1 2 3; do
    check "killed servers: listener $number misses nothing" wait_for 20 has_heard_all "$work/heard-$number"
    check "killed servers: listener $number hears nothing twice" heard_once "$work/heard-$number"
  done
  tell 'kill -9 of one server of two, for their callers' "${stops[@]}"
}
killed_servers_resume || return 1
clear_up_part
stop_cluster
