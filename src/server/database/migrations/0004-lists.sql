-- Lists: what makes their sorts and filters quick, saved views, and edits of many rows with what they were before.

-- Names in the order of a language. The root collation serves English, Hebrew and Thai; the others move letters of their own.
create index companies_sorted on companies (workspace_id, name collate "und-x-icu", id);
create index companies_sorted_sv on companies (workspace_id, name collate "sv-x-icu", id);
create index companies_sorted_da on companies (workspace_id, name collate "da-x-icu", id);
create index companies_sorted_tr on companies (workspace_id, name collate "tr-x-icu", id);
create index people_sorted on people (workspace_id, name collate "und-x-icu", id);
create index people_sorted_sv on people (workspace_id, name collate "sv-x-icu", id);
create index people_sorted_da on people (workspace_id, name collate "da-x-icu", id);
create index people_sorted_tr on people (workspace_id, name collate "tr-x-icu", id);
create index households_sorted on households (workspace_id, name collate "und-x-icu", id);
create index households_sorted_sv on households (workspace_id, name collate "sv-x-icu", id);
create index households_sorted_da on households (workspace_id, name collate "da-x-icu", id);
create index households_sorted_tr on households (workspace_id, name collate "tr-x-icu", id);

create index companies_by_owner on companies (workspace_id, owner_id, id);
create index companies_by_sector on companies (workspace_id, sector, id);
create index companies_by_city on companies (workspace_id, city, id);
create index companies_by_employees on companies (workspace_id, employees, id);
create index companies_by_revenue on companies (workspace_id, revenue_minor, id);
create index companies_by_update on companies (workspace_id, updated_at, id);
create index people_by_owner on people (workspace_id, owner_id, id);
create index people_by_city on people (workspace_id, city, id);
create index people_by_update on people (workspace_id, updated_at, id);
create index households_by_owner on households (workspace_id, owner_id, id);
create index households_by_city on households (workspace_id, city, id);
create index households_by_update on households (workspace_id, updated_at, id);

-- Every move of a deal writes all of its indexes: only what deals are sorted by every day.
create index deals_by_amount on deals (workspace_id, amount_minor, id);
create index deals_by_expected_close on deals (workspace_id, expected_close_on, id);
create index deals_by_next_step on deals (workspace_id, next_step_on, id);
create index deals_by_opening on deals (workspace_id, opened_at, id);
create index deals_by_end on deals (workspace_id, ended_at, id);

-- A named state of a list: columns, sort, filter, group, form.
create table views (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  kind text not null check (kind in ('companies', 'people', 'households', 'products', 'deals')),
  name text not null,
  shared text not null check (shared in ('own', 'team', 'everyone')),
  -- The team it is shared with.
  team_id uuid,
  state jsonb not null,
  -- A member or a key.
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  check ((shared = 'team') = (team_id is not null)),
  foreign key (workspace_id, team_id) references teams (workspace_id, id)
);

create index views_by_kind on views (workspace_id, kind, id);
create index views_by_team on views (workspace_id, team_id) where team_id is not null;

-- The view that a list opens with, for each of us.
create table first_views (
  workspace_id uuid not null,
  id uuid not null,
  -- A member or a key.
  actor_id uuid not null,
  kind text not null,
  view_id uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, view_id) references views (workspace_id, id) on delete cascade
);

create unique index first_views_of_actor on first_views (workspace_id, actor_id, kind);
create index first_views_by_view on first_views (workspace_id, view_id);

-- One change of many rows.
create table bulk_edits (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  kind text not null check (kind in ('companies', 'people', 'households', 'products', 'deals')),
  status text not null check (status in ('queued', 'running', 'done', 'failed', 'undoing', 'undone')),
  act jsonb not null,
  -- The rows: a filter, or ids.
  selection jsonb not null,
  -- What the worker must know of whoever asked: role, and whom they see.
  actor jsonb not null,
  created_by uuid not null,
  total integer not null,
  processed integer not null default 0,
  changed integer not null default 0,
  -- Code of refusal → how many rows.
  refused jsonb not null default '{}',
  -- What an undo came to.
  restored integer not null default 0,
  kept integer not null default 0,
  created_at timestamptz not null,
  finished_at timestamptz,
  undone_at timestamptz,
  primary key (workspace_id, id)
);

-- Every row of a bulk edit, with its fields before and after: an undo gives back what nobody changed since.
create table bulk_edit_rows (
  workspace_id uuid not null,
  id uuid not null,
  edit_id uuid not null,
  row_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'changed', 'same', 'refused', 'restored', 'kept')),
  before jsonb,
  after jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, edit_id) references bulk_edits (workspace_id, id) on delete cascade
);

create index bulk_edit_rows_by_state on bulk_edit_rows (workspace_id, edit_id, state, id);
