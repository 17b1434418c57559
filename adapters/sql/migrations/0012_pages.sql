-- What one congress is shown of outbox and audit log, a page at a time.

CREATE INDEX outbox_congress ON outbox (congress, id);
CREATE INDEX audit_congress ON audit (congress, seq);
