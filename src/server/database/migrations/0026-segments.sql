-- Target markets: whom the workspace means to sell to, as filters over companies, people or households.

create table segments (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  note text,
  -- The kind of customers that it judges: a list of src/contract/fields.ts.
  kind text not null check (kind in ('companies', 'people', 'households')),
  filter jsonb not null,
  retired_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);

create unique index segments_by_name on segments (workspace_id, lower(name)) where retired_at is null;
