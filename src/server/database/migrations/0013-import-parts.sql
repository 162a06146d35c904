-- What files tell of a deal beside its own row: the stages it came through, the products it is made of. Kept while an
-- import runs, until the deal itself is read: the files may come in any order.
create table import_parts (
  workspace_id uuid not null,
  id uuid not null,
  import_id uuid not null,
  file_id uuid not null,
  row_number integer not null,
  kind text not null check (kind in ('history', 'lines')),
  -- The deal as the file names it: by an id of its own, or by its folded name.
  deal text not null,
  -- The deal was here before the import: its way and its products are not told anew.
  is_there boolean not null,
  part jsonb not null,
  -- The row as it was, to be handed back if no deal asks for it.
  cells jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, import_id) references imports (workspace_id, id) on delete cascade
);

create index import_parts_by_deal on import_parts (workspace_id, import_id, deal);

-- How files with such columns are read, kept under a name to be used again.
create table import_mappings (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  -- The columns of the files it is for, in any order, as one hash.
  columns_hash text not null,
  mapping jsonb not null,
  stages jsonb not null,
  created_by uuid,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (workspace_id, id)
);

create unique index import_mappings_by_name on import_mappings (workspace_id, lower(name));
create index import_mappings_by_columns on import_mappings (workspace_id, columns_hash, created_at);
