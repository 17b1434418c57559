# Sourced by run: four nodes on one PostgreSQL register, of which one is killed again and again.

killed_nodes_resume() {
  local stops=() name at
  new_cluster nodes && new_register "$url" "${simulated[@]}" && import_rows "$url" 60 &&
    start_loads 60 || return 1
  for ((k = 1; k <= count; k++)); do
    doze 20 300
    name=load-$((1 + RANDOM % 4))
    kill_node "$name"
    at=$(milliseconds)  # or a last line of the killed one would pass for the first of the next
    start_load "$name" 60
    wait_for 30 goes_on "$name" "$at" || { tail -n 3 "$work/$name.err" >&2; return 1; }
    stops+=("$(longest_silence "$at" "$work/$name.log")")
    ((k % 25)) || check 'verify among killed nodes' is_clean "$url"
  done
  check_load 'killed nodes'
  tell 'kill -9 of one node of four, for that node' "${stops[@]}"
}
killed_nodes_resume || return 1

# The same register lives through five months again and again: once undisturbed, then each time by
# four schedulers of which one is killed all the time.
killed_schedulers_resume() {
  local kills=0
  new_schedules || return 1
  while ((kills < count)); do
    new_schedule || return 1
    live_through
    check_schedule 'killed schedulers'
  done
}
# Kills one of four schedulers after another until they are done.
live_through() {
  local name
  for name in scheduler-{1..4}; do start_scheduler "$name"; done
  while ((kills < count)); do
    doze 20 400
    name=scheduler-$((1 + RANDOM % 4))
    is_running "$name" || break
    kill_node "$name"
    start_scheduler "$name"
    ((kills += 1))
  done
  schedulers_end scheduler-{1..4}
}
killed_schedulers_resume || return 1

# A scheduler that stands still, as a suspended machine does, loses what it has claimed.
hanging_scheduler_resumes() {
  local at hung
  new_schedule || return 1
  far_url="$disturbed&application_name=hangs" start_scheduler scheduler-1
  start_scheduler scheduler-2 && start_scheduler scheduler-3
  stop_in_transaction || return 1
  at=$(milliseconds) hung=${nodes[scheduler-1]}
  schedulers_end scheduler-2 scheduler-3
  tell 'scheduler stands still: until the others had done its work' $(($(milliseconds) - at))
  kill -CONT "$hung"
  schedulers_end scheduler-1
  check "the server's own words are not shown" equal "$(grep -c 'FATAL' "$work/scheduler-1.err")" 0
  check_schedule 'a scheduler that stood still'
}
# Stops the first scheduler in the middle of a transaction.
stop_in_transaction() {
  local hung=${nodes[scheduler-1]}
  for ((try = 0; try < 500; try++)); do
    doze 1 20
    kill -STOP "$hung" || return 1
    holds_a_claim && return
    kill -CONT "$hung"
  done
  return 1
}
holds_a_claim() {
  sleep 0.02
  [[ $(super -c "SELECT state FROM pg_stat_activity WHERE application_name = 'hangs'") == *transaction* ]]
}
hanging_scheduler_resumes || return 1
stop_cluster
