-- Files that leave Rondo, and complete archives that come in from another one: each in pieces, so that a worker on another
-- machine can make it, and a download needs neither its memory nor a transaction.

create table exports (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  kind text not null check (kind in ('table', 'cards', 'everything')),
  -- What was asked for, as the contract has it.
  request jsonb not null,
  status text not null check (status in ('queued', 'running', 'done', 'failed')),
  file_name text not null,
  -- Written so far; of everything, how many there will be about.
  rows bigint not null default 0,
  total bigint,
  bytes bigint not null default 0,
  -- Who asked, with what they see: the rows are read as them.
  actor jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  -- When it is deleted.
  expires_at timestamptz not null,
  primary key (workspace_id, id)
);

create index exports_of_maker on exports (workspace_id, created_by, id);
create index exports_by_end on exports (expires_at);

create table export_pieces (
  workspace_id uuid not null,
  id uuid not null,
  export_id uuid not null,
  number integer not null,
  content bytea not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, export_id) references exports (workspace_id, id) on delete cascade
);

create unique index export_pieces_by_export on export_pieces (workspace_id, export_id, number);
-- They are packed already.
alter table export_pieces alter column content set storage external;

create table restores (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  status text not null check (status in ('queued', 'running', 'done', 'failed')),
  file_name text not null,
  bytes bigint not null,
  -- Rows taken in so far, and how many the archive says it has.
  rows bigint not null default 0,
  total bigint not null,
  -- The code of the refusal, with its data.
  refusal jsonb,
  created_by uuid not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id)
);

create table restore_pieces (
  workspace_id uuid not null,
  id uuid not null,
  restore_id uuid not null,
  number integer not null,
  content bytea not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, restore_id) references restores (workspace_id, id) on delete cascade
);

create unique index restore_pieces_by_restore on restore_pieces (workspace_id, restore_id, number);
alter table restore_pieces alter column content set storage external;
