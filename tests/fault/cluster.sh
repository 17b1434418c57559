# Sourced by run: a PostgreSQL server of our own that may be killed, and nodes that work on it.

server_bin=$(pg_config --bindir)
clusters=()
declare -A nodes=()

# PostgreSQL does not run as root.
as_server() { if ((EUID)); then "$@"; else runuser -u postgres -- "$@"; fi; }
free_port() {
  local port
  while port=$((20000 + RANDOM % 10000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

# Makes and starts a server in a folder, set up as the guide says: sets `cluster`, `port`, `url`.
new_cluster() { # NAME [OPTION OF initdb...]
  cluster=$work/$1 port=$(free_port); shift
  clusters+=("$cluster")
  mkdir -p "$cluster"
  rm -f "$work"/load-*  # a load goes on where its log ends
  ((EUID)) || chown -R postgres: "$cluster"
  as_server "$server_bin/initdb" -D "$cluster" -A trust -U postgres --locale=C.UTF-8 -E UTF8 "$@" \
    >/dev/null || return 1
  { grep -v '^shared_buffers\|^max_wal_size' config/postgresql/duban.conf
    printf '%s\n' "port = $port" "unix_socket_directories = '$cluster'"
  } | as_server tee -a "$cluster/postgresql.conf" >/dev/null
  start_cluster && super -q -f config/postgresql/roles.sql >/dev/null || return 1
  url=$(url_of 127.0.0.1:"$port")
}
# The URL that the guide gives to a node; without TLS unless there is an `authority`.
url_of() { # HOST:PORT[,HOST:PORT] [DATABASE]
  sed -n -e "s/^DUBAN_DB='\(.*\)'$/\1/" -e "s/db1:5432,db2:5432/$1/" -e "s#/duban?#/${2-duban}?#" \
    -e "s#/etc/duban/ca.crt#${authority-}#" \
    -e "${authority+b done}; s/&sslmode=[^&]*&sslrootcert=[^&]*//; :done" \
    -e '/^postgresql:/p' config/postgresql/environment
}
control() { as_server "$server_bin/pg_ctl" -D "$cluster" -s -l "$cluster/log" "$@"; }
start_cluster() { control start -w -t 60; }
stop_cluster() { control stop -m immediate; }
kill_cluster() { # the postmaster and all its children at once
  local postmaster; postmaster=$(head -1 "$cluster/postmaster.pid")
  kill -9 "$postmaster" $(pgrep -P "$postmaster") 2>/dev/null
  while pgrep -P "$postmaster" >/dev/null || kill -0 "$postmaster" 2>/dev/null; do sleep 0.02; done
}
super() { PGOPTIONS="-c client_min_messages=warning" psql -XAtq -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$port" -U postgres "$@"; }
ask() { super -d duban -c "$1"; }

# Starts a node that urges assignments of the first CASES cases at random.
start_load() { # NAME CASES [COMMAND THAT RUNS IT...]
  local name=$1 cases=$2; shift 2
  "$@" "$build/duban_node" "${node_url-$url}" load "$name" "$cases" "$work/$name.log" \
    >/dev/null 2>>"$work/$name.err" &
  nodes[$name]=$!
}
start_loads() { # CASES
  local name at; at=$(milliseconds)
  for name in load-{1..4}; do start_load "$name" "$1"; done
  all_go_on "$at"
}
is_running() { kill -0 "${nodes[$1]}" 2>/dev/null; }
kill_node() { # NAME
  kill -9 "${nodes[$1]}" 2>/dev/null
  wait "${nodes[$1]}" 2>/dev/null
  unset "nodes[$1]"
}
# Lets the nodes finish the command they are at; a node that has ended by itself is a failure.
stop_nodes() {
  local name bad=0
  for name in "${!nodes[@]}"; do kill -TERM "${nodes[$name]}" 2>/dev/null; done
  for name in "${!nodes[@]}"; do
    wait "${nodes[$name]}" 2>/dev/null || { bad=1; tail -n 3 "$work/$name.err" >&2; }
  done
  nodes=()
  return $bad
}

# What a part that failed has left would spoil the next.
end_part() {
  local name
  for name in "${!nodes[@]}"; do kill_node "$name"; done
  ! declare -F clear_up_part >/dev/null || { clear_up_part; unset -f clear_up_part; }
  unset authority PGPASSWORD PGSSLMODE PGSSLROOTCERT node_url
}

# Kills what is left over and takes the disks away.
clear_up() {
  end_part
  for cluster in "${clusters[@]}"; do
    [[ ! -e $cluster/postmaster.pid ]] || stop_cluster 2>/dev/null
  done
  awk -v work="$work/" 'index($2, work) == 1 {print $2}' /proc/mounts | xargs -r umount -l
}

acknowledged() { cat "$work"/load-*.log 2>/dev/null | wc -l; }
# Waits until every node of the load has been acknowledged something after a moment.
all_go_on() { # MILLISECONDS [SECONDS]
  local name
  for name in "${!nodes[@]}"; do
    wait_for "${2-30}" goes_on "$name" "$1" || { tail -n 3 "$work/$name.err" >&2; return 1; }
  done
}
goes_on() { (($(tail -n 1 "$work/$1.log" | cut -d' ' -f4) > $2)); } # NAME MILLISECONDS
# The longest time from a moment on in which none of these logs acknowledged anything.
longest_silence() { # MILLISECONDS LOG...
  local since=$1; shift
  cat "$@" | awk -v since="$since" '$4 >= since {print $4}' | sort -n |
    awk -v last="$since" '$1 - last > most {most = $1 - last} {last = $1} END {print most + 0}'
}

# What was acknowledged is there as it was acknowledged, and nothing was carried out twice or
# without having been asked for.
check_load() { # FAULT
  local lost doubled
  check "$1: every node goes on by itself" stop_nodes
  lost=$({ echo 'CREATE TEMP TABLE acknowledged (key text, id bigint, version bigint); COPY acknowledged FROM STDIN;'
    awk '{name = FILENAME; sub(".*/", "", name); sub(".log$", "", name)
          print name "-" $1 "\t" $2 "\t" $3}' "$work"/load-*.log
    echo '\.'
    echo "SELECT count(*) FROM acknowledged a LEFT JOIN ($commanded) e
            ON e.case_id = a.id AND e.seq = a.version AND e.key = a.key WHERE e.key IS NULL;"
  } | super -d duban)
  check "$1: no acknowledged event is lost" equal "$lost" 0
  doubled=$(ask "SELECT count(*) - count(DISTINCT key) FROM ($commanded) e")
  check "$1: no command is carried out twice" equal "$doubled" 0
  check "$1: none is carried out that nobody heard of" equal \
    "$(ask "SELECT count(*) FROM ($commanded) e")" "$(acknowledged)"
  check "$1: verify" is_clean "$url"
}
# The events of the load, by the key they were asked for with.
commanded="SELECT case_id, seq, coalesce(told ->> 'words', told ->> 'title') AS key
  FROM (SELECT case_id, seq, CAST(body AS json) -> 'data' AS told FROM events
         WHERE event IN ('urge', 'submit')) AS e
 WHERE coalesce(told ->> 'words', told ->> 'title') LIKE 'load-%'"
