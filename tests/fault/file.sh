# Sourced by run: faults of a register in a file.  kill -9 at random moments of a running import, of
# transitions and of the scheduler, and a full disk.

count_of() { sqlite3 "$1" "SELECT count(*) FROM $2"; }
roots_of() { count_of "$1" 'cases WHERE id % 1000 = 0'; }
is_file_clean() { is_clean "sqlite:$1"; }

new_file() { # PATH
  rm -f "$1" "$1"-wal "$1"-shm
  new_register "sqlite:$1" "${simulated[@]}"
}

import_survives() {
  local rows=3000 db=$work/import.db acknowledged=0
  rows $rows >"$work/rows.csv"
  new_file "$db" || return 1
  for ((k = 0; k < count; k++)); do
    kill_somewhere 900 "$build/duban" --config config/duban.toml --lang en --db "sqlite:$db" \
      import suggestions "$work/rows.csv" --congress 130582
    ((acknowledged += $(grep -c ': taken as' "$work/out")))
    check 'every acknowledged row is there' at_least "$(roots_of "$db")" $acknowledged
    check 'verify after a killed import' is_file_clean "$db"
  done
  duban --db "sqlite:$db" import suggestions "$work/rows.csv" --congress 130582 >/dev/null 2>&1
  check 'every row once' equal "$(roots_of "$db")" $rows
  check 'verify at the end' is_file_clean "$db"
}

transitions_survive() {
  local db=$work/transitions.db id=1 last
  new_file "$db" || return 1
  duban --db "sqlite:$db" case open submit --congress 130582 \
    --data '{"title":"关于道路的建议","text":"……","lead_deputy":"张代表","session":"9-3"}' >/dev/null &&
    duban --db "sqlite:$db" case fire $id register >/dev/null &&
    duban --db "sqlite:$db" case fire $id assign \
      --data '{"mode":"sole","units":[{"unit":"市交通运输局","role":"sole"}]}' >/dev/null || return 1
  for ((k = 0; k < count; k++)); do
    kill_somewhere 400 "$build/duban_transitions" "sqlite:$db" $id.1
    last=$(tail -n 1 "$work/out")
    check 'acknowledged events are there' at_least \
      "$(sqlite3 "$db" "SELECT version FROM cases WHERE id = ${id}001")" "${last:-0}"
  done
  check 'verify after killed transitions' is_file_clean "$db"
}

# The same register lives through five months twice: once undisturbed, once killed all the time.
scheduler_survives() {
  local db=$work/import.db calm=$work/calm.db killed=$work/killed.db
  sqlite3 "$db" ".backup $calm" && sqlite3 "$db" ".backup $killed" || return 1
  local to=2025-08-14T09:00:00+08:00
  duban --db "sqlite:$calm" --now $to case list >/dev/null || return 1
  for ((k = 0; k < count; k++)); do
    kill_somewhere 900 "$build/duban" --config config/duban.toml --db "sqlite:$killed" --now $to case list
  done
  duban --db "sqlite:$killed" --now $to case list >/dev/null
  for table in reminders outbox; do
    local columns='case_id, kind, number, generation, rung, recipient'
    [[ $table == outbox ]] && columns='key, recipient, body'
    for one in calm killed; do
      sqlite3 "$work/$one.db" "SELECT $columns FROM $table ORDER BY $columns" >"$work/$one.$table"
    done
    check "$table as if nothing had happened" cmp -s "$work/calm.$table" "$work/killed.$table"
  done
  check 'there were reminders' at_least "$(count_of "$killed" reminders)" 1000
  check 'verify after a killed scheduler' is_file_clean "$killed"
}

# A disk of two megabytes: the import stops with a sentence, and what it wrote is whole.
full_disk_survives() {
  local disk=$work/disk
  mkdir "$disk" && mount -t tmpfs -o size=2m tmpfs "$disk" 2>/dev/null ||
    { echo 'full disk: needs root, left out'; return 0; }
  new_file "$disk/full.db"
  duban --db "sqlite:$disk/full.db" import suggestions "$work/rows.csv" --congress 130582 \
    >"$work/out" 2>"$work/err"
  check 'a full disk ends an import with exit 1' equal $? 1
  check 'a full disk is told in a sentence' grep -qi 'full' "$work/err"
  cp "$disk/full.db"* "$work/" && check 'verify on what is left' is_file_clean "$work/full.db"
  umount "$disk"
}

import_survives || { echo 'import: could not be set up' >&2; ((failed += 1)); }
transitions_survive || { echo 'transitions: could not be set up' >&2; ((failed += 1)); }
scheduler_survives || { echo 'scheduler: could not be set up' >&2; ((failed += 1)); }
full_disk_survives
