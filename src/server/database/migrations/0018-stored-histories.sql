-- What figures are made of, ready to be read: the facts of a large workspace as columns of numbers, as they were when a
-- snapshot was taken. A cache, never a source of truth: what has happened since is in the log of changes, which is kept
-- for as long as a stored history goes on from it.

create table stored_histories (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  -- What the bytes must be understood by.
  format text not null,
  time_zone text not null,
  -- What was committed when it was read.
  snapshot pg_snapshot not null,
  -- A database that is put back elsewhere counts its transactions anew: there, this is not the row's own xmin.
  transaction_id xid8 not null default pg_current_xact_id(),
  stored_at timestamptz not null,
  primary key (workspace_id, id)
);

create table stored_blocks (
  workspace_id uuid not null,
  id uuid not null,
  history_id uuid not null,
  name text not null,
  number integer not null,
  bytes bytea not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, history_id) references stored_histories (workspace_id, id) on delete cascade
);

create unique index stored_blocks_in_order on stored_blocks (workspace_id, history_id, name, number);
-- Compression would cost more than reading what it saves.
alter table stored_blocks alter column bytes set storage external;

-- Where several rows changed: which. Null where nobody has said.
alter table change_log add column row_ids uuid[];
