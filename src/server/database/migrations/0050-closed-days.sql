-- Days on which a workspace is closed beside the public holidays: everywhere, or for what happens in one country.
create table closed_days (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  from_on date not null,
  -- The last day.
  until_on date not null,
  -- ISO 3166 code.
  country char(2),
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  check (from_on <= until_on)
);

create index closed_days_in_order on closed_days (workspace_id, from_on, id);
