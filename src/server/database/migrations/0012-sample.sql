-- A sample company in a workspace: which rows it brought, so that it can be taken away as a whole.

create table samples (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  language text not null,
  loaded_at timestamptz not null,
  loaded_by uuid,
  -- The process that was the default one before, and is again afterwards.
  former_process_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, former_process_id) references processes (workspace_id, id)
);

-- One at a time.
create unique index samples_of_workspace on samples (workspace_id);

create table sample_rows (
  workspace_id uuid not null,
  -- That of the row it brought.
  id uuid not null,
  sample_id uuid not null,
  -- The table of the row.
  kind text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, sample_id) references samples (workspace_id, id) on delete cascade
);

create index sample_rows_by_kind on sample_rows (workspace_id, kind, id);

-- Who has put the list of first steps away.
create table first_steps (
  workspace_id uuid not null,
  -- The member's own.
  id uuid not null,
  put_away_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references members (workspace_id, id) on delete cascade
);
