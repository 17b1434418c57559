# Sourced by run: one of four nodes is in a network of its own, whose cable is pulled and put back,
# for a moment and for longer than the server and the node wait for each other.

space=duban-fault-$$ host_end=duban$(($$ % 10000))a node_end=duban$(($$ % 10000))b
net=10.$((200 + RANDOM % 50)).$((RANDOM % 250))

clear_up_part() {
  ip netns del "$space" 2>/dev/null
  ip link del "$host_end" 2>/dev/null
  return 0
}
new_network() {
  ip netns add "$space" && ip link add "$host_end" type veth peer name "$node_end" &&
    ip link set "$node_end" netns "$space" && ip addr add "$net.1/30" dev "$host_end" &&
    ip link set "$host_end" up && ip netns exec "$space" ip addr add "$net.2/30" dev "$node_end" &&
    ip netns exec "$space" ip link set "$node_end" up
}
# Nothing arrives any more on either side, and nobody is told.
pull_cable() { ip link set "$host_end" down; }
put_cable_back() { ip link set "$host_end" up; }

# The far node is load-1; the others go on while its cable is pulled.
cable_pulled() { # SECONDS
  local at back; at=$(milliseconds)
  node_url=$(url_of "$net.1:$port") start_load load-1 20 ip netns exec "$space" && start_load load-2 20 && start_load load-3 20 &&
    start_load load-4 20 && all_go_on "$at" || return 1
  doze 100 900
  at=$(milliseconds)
  pull_cable
  sleep "$1"
  back=$(milliseconds)
  put_cable_back
  all_go_on "$back" 60 || return 1
  others+=("$(longest_silence "$at" "$work"/load-[234].log)")
  # Each alone: a family that the far node has locked holds up whoever asks for it.
  for name in load-2 load-3 load-4; do each+=("$(longest_silence "$at" "$work/$name.log")"); done
  resumed+=("$(longest_silence "$back" "$work/load-1.log")")
  check_load "cable pulled for $1 s"
}
# The far scheduler loses what it has claimed, and the near ones settle it.
scheduler_cut_off() {
  local at
  new_schedule || return 1
  far_url=$(url_of "$net.1:$port" disturbed) start_scheduler scheduler-1 ip netns exec "$space"
  start_scheduler scheduler-2 && start_scheduler scheduler-3 && doze 100 1500
  at=$(milliseconds)
  pull_cable
  schedulers_end scheduler-2 scheduler-3
  near+=($(($(milliseconds) - at)))
  put_cable_back
  schedulers_end scheduler-1
  check_schedule 'a scheduler cut off'
}

((EUID)) && { echo 'network: needs root, left out'; return 0; }
new_network 2>/dev/null || { echo 'network: no name spaces here, left out'; return 0; }
new_cluster network && new_register "$url" "${simulated[@]}" && import_rows "$url" 20 || return 1
echo "host all all $net.0/30 trust" | as_server tee -a "$cluster/pg_hba.conf" >/dev/null
control reload
rounds=$(((count + 19) / 20)) others=() each=() resumed=()
for ((k = 0; k < rounds; k++)); do cable_pulled 3 && cable_pulled 15 || return 1; done
tell 'cable of one node pulled: the others together' "${others[@]}"
tell 'cable of one node pulled: each other alone' "${each[@]}"
tell 'cable of one node pulled: that node, once put back' "${resumed[@]}"
near=()
new_schedules || return 1
for ((k = 0; k < rounds; k++)); do scheduler_cut_off || return 1; done
tell 'scheduler cut off: until the others had done its work' "${near[@]}"
stop_cluster
clear_up_part
