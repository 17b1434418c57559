# Sourced by run: a register that lives through five months, once undisturbed and then again and again
# from the same beginning, by schedulers that something happens to.

lives_to=2025-08-14T09:00:00+08:00

# In the cluster: `fresh`, how it begins, and `calm`, how it ends undisturbed.
new_schedules() {
  local place=127.0.0.1:$port
  disturbed=$(url_of "$place" disturbed)
  super -c 'CREATE DATABASE fresh OWNER duban' &&
    new_register "$(url_of "$place" fresh)" "${simulated[@]}" &&
    import_rows "$(url_of "$place" fresh)" 400 && super -c 'CREATE DATABASE calm TEMPLATE fresh' &&
    duban --db "$(url_of "$place" calm)" --now $lives_to case list >/dev/null && ledgers calm || return 1
  check 'there were reminders' at_least "$(wc -l <"$work/calm.reminders")" 300
}
new_schedule() {
  super -c 'DROP DATABASE IF EXISTS disturbed WITH (FORCE)' -c 'CREATE DATABASE disturbed TEMPLATE fresh'
}

start_scheduler() { # NAME [COMMAND THAT RUNS IT...]
  local name=$1; shift
  "$@" "$build/duban_node" "${far_url-$disturbed}" advance $lives_to >/dev/null 2>>"$work/$name.err" &
  nodes[$name]=$!
}
schedulers_end() { # NAME...
  local name
  for name; do
    check "$name comes to the end" ends_well "$name"
    unset "nodes[$name]"
  done
}

ends_well() { wait "${nodes[$1]}" || { tail -n 3 "$work/$1.err" >&2; return 1; }; }

ledgers() { # DATABASE
  ledger "$1" reminders 'case_id, kind, number, generation, rung, recipient' &&
    ledger "$1" outbox 'key, recipient, body'
}
ledger() { # DATABASE TABLE COLUMNS
  super -d "$1" -c "SELECT $3 FROM $2 ORDER BY $3" >"$work/$1.$2"
}
check_schedule() { # FAULT
  ledgers disturbed
  check "$1: reminders as if nothing had happened" cmp "$work/calm.reminders" "$work/disturbed.reminders"
  check "$1: outbox as if nothing had happened" cmp "$work/calm.outbox" "$work/disturbed.outbox"
  check "$1: verify" is_clean "$disturbed"
}
