-- The process looked through as of a day: what was found then stays what it was.
create table process_audits (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  process_id uuid not null,
  -- The version whose stages it tells.
  version_id uuid not null,
  as_of date not null,
  -- It was made from what was recorded by then: the second clock of a replay.
  made_at timestamptz not null,
  made_by uuid,
  -- The owners whose deals it counts; null counts all.
  sees uuid[],
  -- As src/contract/process-map.ts says: what was found, and the map it was found in.
  report jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, process_id) references processes (workspace_id, id),
  foreign key (workspace_id, version_id) references process_versions (workspace_id, id)
);

create index process_audits_by_process on process_audits (workspace_id, process_id, id);

-- What was done for deals while they were in a stage, and how their gates were passed: few among the facts.
create index facts_of_doing on facts (workspace_id, type, deal_id, occurred_at) include (recorded_at)
  where type in ('deal.next_step_done', 'deal.criterion_confirmed', 'deal.gate_overridden');
-- Moves past a gate that lacked something.
create index facts_of_lacking_moves on facts (workspace_id, deal_id, occurred_at) include (recorded_at)
  where type = 'deal.moved' and data ? 'missing';
