-- What could be made better in a process, in the order that people have put it in; one change is under way at a time.
create table improvements (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  process_id uuid not null,
  title text not null,
  why text not null,
  -- The stage it is about, by its key in whichever version.
  stage_key text,
  owner_id uuid,
  -- Where it came from, with the numbers of then; null for what somebody thought of.
  origin jsonb,
  -- Of what stands twice for one reason: a finding about a stage, a quality. Null for what somebody thought of.
  reason text,
  state text not null check (state in ('waiting', 'under_way', 'done', 'dropped')),
  -- Those that wait, the first one first.
  position integer not null,
  -- The change as it is made now, or was made last: what is measured, before and at the end, and of whose deals.
  run jsonb,
  -- What was made before it was taken up again, the earliest first.
  former jsonb not null default '[]',
  finished_at timestamptz,
  removed_at timestamptz,
  -- A member or a key.
  created_by uuid not null,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, process_id) references processes (workspace_id, id),
  foreign key (workspace_id, owner_id) references members (workspace_id, id)
);

create unique index one_improvement_under_way on improvements (workspace_id, process_id) where state = 'under_way';
create unique index improvements_by_reason on improvements (workspace_id, process_id, reason)
  where reason is not null and removed_at is null and state in ('waiting', 'under_way');
create index improvements_by_process on improvements (workspace_id, process_id, state, position, id)
  where removed_at is null;
create index improvements_by_owner on improvements (workspace_id, owner_id) where owner_id is not null;
