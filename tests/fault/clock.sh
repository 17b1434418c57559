# Sourced by run: the wall clock of one of four nodes is an hour ahead, jumps back, and goes an hour
# behind.  Time is the database's, so that none of this may be seen in the register.

# As `faketime`, but the time can be moved while the node runs.  Takes the place of the shell.
set_wall_clock() { echo "$1" >"$work/wall-clock"; }
with_wall_clock() {
  exec env LD_PRELOAD="$(dpkg -L libfaketime | grep '/libfaketimeMT.so')" FAKETIME_NO_CACHE=1 \
    FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_TIMESTAMP_FILE="$work/wall-clock" "$@"
}

wall_clock_jumps() {
  local began ended
  new_cluster clock && new_register "$url" && import_rows "$url" 10 || return 1
  began=$(milliseconds)
  set_wall_clock +0
  start_load load-1 10 with_wall_clock && for k in 2 3 4; do start_load load-$k 10; done
  all_go_on 0 || return 1
  for offset in +1h +0 -1h +0; do
    set_wall_clock $offset
    go_on_for 1 || return 1
  done
  stop_nodes || return 1
  ended=$(milliseconds)
  check 'wall clock: history never runs back in a family' equal "$(ask "
    SELECT count(*) FROM (SELECT recorded_at < lag(recorded_at) OVER (PARTITION BY case_id - case_id % 1000
      ORDER BY CAST(CAST(body AS json) ->> 'commit' AS bigint), recorded_at) AS back FROM events) AS e WHERE back")" 0
  check 'wall clock: no event is recorded in the future' at_most \
    "$(ask "SELECT max(recorded_at) / 1000 FROM events")" $((ended + 2000))
  check 'wall clock: no event is recorded in the past' at_least \
    "$(ask "SELECT min(recorded_at) / 1000 FROM events WHERE event = 'urge'")" $((began - 2000))
  check_load 'wall clock'
}
go_on_for() { # SECONDS; by lines, because the far clock's milliseconds say nothing
  local name before
  sleep "$1"
  for name in "${!nodes[@]}"; do
    before=$(wc -l <"$work/$name.log")
    wait_for 20 has_more_lines "$name" "$before" || return 1
  done
}
has_more_lines() { (($(wc -l <"$work/$1.log") > $2)); }
wall_clock_jumps || return 1
stop_cluster
