-- Experiments: a change of a process tested against what is now, on the deals that are opened meanwhile.

-- A version on trial is as fixed as a published one, and only an experiment opens deals in it.
alter table process_versions drop constraint process_versions_status_check;
alter table process_versions add constraint process_versions_status_check
  check (status in ('draft', 'trial', 'published', 'retired'));

create table experiments (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  hypothesis text not null,
  -- What is changed: a list of src/contract/experiments.ts.
  kind text not null,
  process_id uuid not null,
  control_version_id uuid not null,
  changed_version_id uuid not null,
  -- Which deals are in it; null for all.
  source_ids uuid[],
  team_ids uuid[],
  owner_ids uuid[],
  -- What chance gives an arm to: each deal, or each seller with all deals.
  unit text not null check (unit in ('deal', 'seller')),
  by_source boolean not null,
  changed_percent integer not null check (changed_percent between 10 and 90),
  horizon_days integer not null,
  -- Of 100 deals.
  smallest_effect double precision not null,
  -- What was said before the start: how long it takes.
  plan jsonb,
  -- The arms of the sellers that were there at the start: { id: arm }.
  seller_arms jsonb,
  created_at timestamptz not null,
  created_by uuid,
  started_at timestamptz,
  started_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  decision text,
  decision_reason text,
  decided_at timestamptz,
  decided_by uuid,
  -- The reading as it was when the decision was made.
  decided_reading jsonb,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, process_id) references processes (workspace_id, id) on delete cascade,
  foreign key (workspace_id, control_version_id) references process_versions (workspace_id, id) on delete cascade,
  foreign key (workspace_id, changed_version_id) references process_versions (workspace_id, id) on delete cascade
);

-- One change of a process at a time.
create unique index experiments_running on experiments (workspace_id, process_id)
  where started_at is not null and ended_at is null;
create index experiments_by_process on experiments (workspace_id, process_id, id);

-- How many deals of a source have come into an experiment: the next one takes its place in a block of ten.
create table experiment_strata (
  workspace_id uuid not null,
  experiment_id uuid not null,
  -- The source's id, or 'none'.
  stratum text not null,
  assigned integer not null,
  primary key (workspace_id, experiment_id, stratum),
  foreign key (workspace_id, experiment_id) references experiments (workspace_id, id) on delete cascade
);

create index facts_of_arms on facts (workspace_id, ((data ->> 'experimentId')), deal_id)
  where type = 'deal.assigned_to_arm';
