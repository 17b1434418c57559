-- A proof of a case reads what was sent about it.
CREATE INDEX outbox_about ON outbox (about, id);
