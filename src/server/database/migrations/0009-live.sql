-- What changed, for whoever looks on: written in the transaction of the change, read after its commit, kept for an hour.

create table change_log (
  workspace_id uuid not null,
  -- The transaction that made the change. Readers go by it and not by a number: a number taken before the commit lets a
  -- reader pass by whoever commits late; the oldest transaction still running says exactly what may yet come.
  transaction_id xid8 not null default pg_current_xact_id(),
  id uuid not null,
  kind text not null,
  -- Null: several rows, or the kind as a whole.
  row_id uuid,
  -- Names only; empty for a row that is new or gone.
  fields text[] not null,
  changed_at timestamptz not null,
  primary key (workspace_id, transaction_id, id)
);
