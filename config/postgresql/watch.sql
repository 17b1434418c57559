-- watch.sql: how the register and its server are, one short table for each question.  By duban_reader:
--
--     psql -h db1 -U duban_reader -d duban -f watch.sql
--
-- README.md says which values ask for somebody.

\pset footer off

\echo 'Reminders that are due and not raised (on a register that runs on real time)'
SELECT count(*) AS rungs, to_timestamp(min(next_at) / 1e6) AS oldest,
       round(extract(epoch FROM now()) - min(next_at) / 1e6) AS seconds_late
  FROM clocks WHERE next_at <= extract(epoch FROM now()) * 1e6;

\echo 'Notices that wait in the outbox'
SELECT count(*) AS notices, to_timestamp(min(created_at) / 1e6) AS oldest
  FROM outbox WHERE status = 'pending';

\echo 'Standbys: one should be sync; how far they are behind'
SELECT application_name, state, sync_state, pg_size_pretty(pg_wal_lsn_diff(sent_lsn, replay_lsn)) AS behind,
       replay_lag
  FROM pg_stat_replication;

\echo 'Log kept back for whoever still reads it'
SELECT slot_name, active, pg_size_pretty(pg_wal_lsn_diff(
         CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END,
         restart_lsn)) AS kept
  FROM pg_replication_slots;

\echo 'Archive of the log: nothing failed since the last success'
SELECT current_setting('archive_mode') AS mode, last_archived_time, failed_count, last_failed_time, coalesce(last_failed_time > last_archived_time, failed_count > 0) AS failing
  FROM pg_stat_archiver;

\echo 'Connections'
SELECT count(*) AS used, (SELECT rolconnlimit FROM pg_roles WHERE rolname = 'duban') AS of_duban,
       current_setting('max_connections') AS of_server,
       count(*) FILTER (WHERE state LIKE 'idle in transaction%') AS idle_in_transaction,
       count(*) FILTER (WHERE wait_event_type = 'Lock') AS waiting_for_a_lock,
       max(now() - xact_start) AS longest_transaction
  FROM pg_stat_activity WHERE datname = current_database();

\echo 'Rows that are dead and not yet cleaned away'
SELECT relname AS table, n_live_tup AS live, n_dead_tup AS dead,
       round(100.0 * n_dead_tup / greatest(n_live_tup, 1)) AS percent, last_autovacuum
  FROM pg_stat_user_tables WHERE relname IN ('cases', 'clocks', 'outbox', 'idempotency')
 ORDER BY relname;

\echo 'Size'
SELECT pg_size_pretty(pg_database_size(current_database())) AS register,
       (SELECT pg_size_pretty(sum(size)) FROM pg_ls_waldir()) AS log;
