-- Whom a seller has promised to call back, on any list.
create index prospects_to_call_back on prospects (workspace_id, owner_id, call_at) where state = 'set_aside' and call_at is not null;
