# Sourced by run: checks, and the table of what was measured.

failed=0 passed=0 measured=

duban() { "$build/duban" --config config/duban.toml --lang en "$@"; }
check() { # NAME COMMAND...
  local name=$1; shift
  if "$@"; then ((passed += 1)); else ((failed += 1)); echo "FAILED: $name" >&2; fi
}
equal() { [[ $1 == "$2" ]] || { echo "  expected $2, found $1" >&2; return 1; }; }
at_least() { (($1 >= $2)) || { echo "  expected at least $2, found $1" >&2; return 1; }; }
at_most() { (($1 <= $2)) || { echo "  expected at most $2, found $1" >&2; return 1; }; }
is_clean() { # URL
  duban --db "$1" verify >"$work/verify" 2>&1 || { cat "$work/verify" >&2; return 1; }
}

milliseconds() { date +%s%3N; }
# Sleeps for some random milliseconds.
doze() { # LEAST MOST
  local some=$(($1 + RANDOM % ($2 - $1)))
  sleep "$(printf '%d.%03d' $((some / 1000)) $((some % 1000)))"
}

# Waits until a command succeeds, but not for ever.
wait_for() { # SECONDS COMMAND...
  local until=$((SECONDS + $1)); shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < until)) || { echo "  waited in vain: $*" >&2; return 1; }
    sleep 0.1
  done
}

# Adds a line to the table: a fault, and how long it stopped the service each time.
tell() { # FAULT MILLISECONDS...
  local fault=$1; shift
  local sorted; mapfile -t sorted < <(printf '%s\n' "$@" | sort -n)
  measured+=$(printf '%-52s %5d %9d %9d' "$fault" $# "${sorted[$#/2]}" "${sorted[-1]}")$'\n'
}
print_table() {
  [[ -z $measured ]] || printf '\n%-52s %5s %9s %9s\n%s\n' \
    'service stopped by' times 'median ms' 'worst ms' "$measured"
}

# Runs a command in the background and kills it after a random part of a second.
kill_somewhere() { # MILLISECONDS COMMAND...
  local most=$1; shift
  "$@" >"$work/out" 2>"$work/err" &
  local pid=$!
  sleep "$(printf '0.%03d' $((RANDOM % most)))"
  kill -9 $pid 2>/dev/null
  wait $pid 2>/dev/null
}

# A register of imported suggestions, each with one assignment (N.1).
new_register() { # URL [OPTION...]
  local url=$1; shift
  duban --db "$url" db create "$@" >/dev/null &&
    duban --db "$url" congress add 130582 沙河市人大常委会 --level county >/dev/null &&
    duban --db "$url" unit add 市交通运输局 >/dev/null
}
rows() { # COUNT
  echo 'kind,session,number,title,undertaker,role,assigned_on'
  for ((i = 1; i <= $1; i++)); do echo "人大建议,市九届人大三次会议,$i,关于第${i}号道路的建议,市交通运输局,主办,2025-03-03"; done
}
import_rows() { # URL COUNT
  rows "$2" >"$work/some.csv" &&
    duban --db "$1" import suggestions "$work/some.csv" --congress 130582 >/dev/null
}
simulated=(--simulated-clock 2025-03-14T09:00:00+08:00)
