-- Where a quota plan is left as it is though the teams in Settings differ: said of a difference by whoever plans, only added to.
create table quota_stays (
  workspace_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  -- The version of the plan that it was said of.
  number integer not null,
  -- What differs, by ids.
  difference jsonb not null,
  said_at timestamptz not null,
  -- A member or a key.
  said_by uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id, number) references quota_versions (workspace_id, plan_id, number) on delete cascade
);

create index quota_stays_by_version on quota_stays (workspace_id, plan_id, number, said_at, id);
