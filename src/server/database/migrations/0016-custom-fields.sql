-- Fields that a workspace makes itself: their definitions, and one column of values beside the fields every record has.

create table custom_fields (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  -- The kind of records that have it: a list of src/contract/fields.ts.
  record text not null,
  -- Under which its values are kept and the API names it; never changes, and no other field ever gets it. Queries have it in
  -- their text: whatever way it comes in, it is no more than letters, digits and underscores.
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  kind text not null,
  name text not null,
  description text,
  group_name text,
  required boolean not null default false,
  -- [{ key, name, colour, retired }], in their order.
  options jsonb not null default '[]',
  position integer not null,
  retired_at timestamptz,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);

create unique index custom_fields_by_key on custom_fields (workspace_id, record, key);
create unique index custom_fields_by_name on custom_fields (workspace_id, record, lower(name)) where retired_at is null;

-- Counts every change of a definition, and comes with whoever asks: a workspace without such fields never asks for them,
-- and a process that knows those of this number need not ask again.
alter table workspaces add column custom_version integer not null default 0;

-- { key: value }, without keys that have none.
alter table companies add column custom jsonb not null default '{}';
alter table people add column custom jsonb not null default '{}';
alter table households add column custom jsonb not null default '{}';
alter table products add column custom jsonb not null default '{}';
alter table deals add column custom jsonb not null default '{}';

-- What is equal and what has a piece in it is found by an index, what is more or less by reading the rows. The indexes hold
-- rows with values alone, so that nobody pays who makes no fields.
create index companies_by_custom on companies using gin (custom jsonb_path_ops) where custom <> '{}';
create index people_by_custom on people using gin (custom jsonb_path_ops) where custom <> '{}';
create index households_by_custom on households using gin (custom jsonb_path_ops) where custom <> '{}';
create index products_by_custom on products using gin (custom jsonb_path_ops) where custom <> '{}';
create index deals_by_custom on deals using gin (custom jsonb_path_ops) where custom <> '{}';
create index companies_by_custom_piece on companies using gin (lower(custom::text) gin_trgm_ops) where custom <> '{}';
create index people_by_custom_piece on people using gin (lower(custom::text) gin_trgm_ops) where custom <> '{}';
create index households_by_custom_piece on households using gin (lower(custom::text) gin_trgm_ops) where custom <> '{}';
create index products_by_custom_piece on products using gin (lower(custom::text) gin_trgm_ops) where custom <> '{}';
create index deals_by_custom_piece on deals using gin (lower(custom::text) gin_trgm_ops) where custom <> '{}';
