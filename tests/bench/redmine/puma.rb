# A worker for each core, and in each a thread for every client, wherever its connection lands.
environment 'production'
bind 'tcp://127.0.0.1:0'
workers 2
threads 16, 16
wait_for_less_busy_worker 0.005
preload_app!
