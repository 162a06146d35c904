-- Rows that are there twice: what makes two alike, the pairs that were found, and merges that can be taken back.

-- A row that was merged stays, archived, and leads to the one it went into: what the past tells of it keeps its name.
alter table companies
  add column merged_into_id uuid,
  add foreign key (workspace_id, merged_into_id) references companies (workspace_id, id) on delete cascade;
alter table people
  add column merged_into_id uuid,
  add foreign key (workspace_id, merged_into_id) references people (workspace_id, id) on delete cascade;
alter table households
  add column merged_into_id uuid,
  add foreign key (workspace_id, merged_into_id) references households (workspace_id, id) on delete cascade;

create index companies_merged on companies (workspace_id, merged_into_id) where merged_into_id is not null;
create index people_merged on people (workspace_id, merged_into_id) where merged_into_id is not null;
create index households_merged on households (workspace_id, merged_into_id) where merged_into_id is not null;
create index companies_by_site on companies (workspace_id, domain) where domain is not null;

-- What two rows must share to be compared: hashes, so that nothing of a person can be read here. Written by the scan, not
-- with the rows: an import of a million people would write four of these a row. No reference to the rows: a key whose row
-- is gone finds nothing.
create table likeness_keys (
  workspace_id uuid not null,
  key bigint not null,
  row_id uuid not null,
  primary key (workspace_id, key, row_id)
);

create index likeness_keys_of_row on likeness_keys (workspace_id, row_id);

-- How far the scan of each kind has come, in the order in which rows were changed.
create table likeness_scans (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  kind text not null check (kind in ('company', 'person', 'household')),
  -- Of which edition of the rules the keys are: others begin from the first row.
  rules integer not null,
  reached_at timestamptz,
  reached_id uuid,
  scanned bigint not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, id)
);

create unique index likeness_scans_of_kind on likeness_scans (workspace_id, kind);

create table duplicates (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  kind text not null check (kind in ('company', 'person', 'household')),
  -- The lesser id first, so that a pair is there once.
  one_id uuid not null,
  other_id uuid not null,
  score real not null,
  reasons text[] not null,
  state text not null default 'open' check (state in ('open', 'different', 'merged')),
  -- Pairs that hang together have one group; the surest of them stands for it in the list.
  group_id uuid not null,
  leads boolean not null default true,
  found_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (workspace_id, id),
  check (one_id < other_id)
);

create unique index duplicates_of_pair on duplicates (workspace_id, one_id, other_id);
create index duplicates_of_other on duplicates (workspace_id, other_id);
create index duplicates_of_group on duplicates (workspace_id, group_id);
create index duplicates_in_list on duplicates (workspace_id, kind, score desc, id desc) where leads and state = 'open';
create index duplicates_decided on duplicates (workspace_id, kind, decided_at desc, id desc) where state = 'different';

-- One act of merging: of one group, or of all that are sure.
create table merges (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  kind text not null check (kind in ('company', 'person', 'household')),
  status text not null check (status in ('queued', 'running', 'done', 'failed', 'undoing', 'undone')),
  total integer not null,
  processed integer not null default 0,
  -- Rows that went into others.
  removed integer not null default 0,
  refused integer not null default 0,
  kept integer not null default 0,
  -- Who asked, with what they see: a job merges as them.
  actor jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  undone_at timestamptz,
  undone_by uuid,
  primary key (workspace_id, id)
);

create table merge_parts (
  workspace_id uuid not null,
  id uuid not null,
  merge_id uuid not null,
  survivor_id uuid not null,
  removed_ids uuid[] not null,
  state text not null default 'waiting' check (state in ('waiting', 'merged', 'refused', 'undone', 'kept')),
  -- The survivor's columns that the merge changed: as they were, and as it left them.
  before jsonb,
  after jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, merge_id) references merges (workspace_id, id) on delete cascade
);

create index merge_parts_by_state on merge_parts (workspace_id, merge_id, state, id);
create index merge_parts_of_survivor on merge_parts (workspace_id, survivor_id);

-- Every row that followed, by which column and from whom; `gone` is a row that could not follow, because the survivor had it.
create table merge_links (
  workspace_id uuid not null,
  id uuid not null,
  part_id uuid not null,
  link text not null,
  row_id uuid not null,
  from_id uuid not null,
  gone jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, part_id) references merge_parts (workspace_id, id) on delete cascade
);

create index merge_links_of_part on merge_links (workspace_id, part_id, link);
