-- Processes retire, stages say how many deals they want, and running deals change to another version by a mapping.

alter table processes
  add column retired_at timestamptz,
  add column field_versions jsonb not null default '{}';

alter table stages
  -- How many deals a month are to come into the stage.
  add column target_deals integer;

-- Running deals of one version moved to another, by a mapping of stages, as a whole.
create table changeovers (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  from_version_id uuid not null,
  to_version_id uuid not null,
  -- Key of a stage left → key of the stage entered; the deals of a stage that is not named stay.
  mapping jsonb not null,
  gates text not null check (gates in ('tell', 'hold')),
  -- Only these deals; all of the version when null.
  deal_ids uuid[],
  occurred_at timestamptz,
  status text not null check (status in ('queued', 'running', 'done', 'undoing', 'undone', 'failed')),
  -- Deals that were to be moved when it was asked for.
  total bigint not null,
  -- The last deal that was looked at: the next batch goes on behind it.
  reached uuid,
  -- Who asked, with what they see: the batches run as them.
  actor jsonb not null,
  created_by uuid,
  created_at timestamptz not null,
  finished_at timestamptz,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, from_version_id) references process_versions (workspace_id, id),
  foreign key (workspace_id, to_version_id) references process_versions (workspace_id, id)
);

create index changeovers_by_from on changeovers (workspace_id, from_version_id, id);
create index changeovers_by_to on changeovers (workspace_id, to_version_id, id);

create table changeover_deals (
  workspace_id uuid not null,
  changeover_id uuid not null,
  deal_id uuid not null,
  state text not null check (state in ('moved', 'refused', 'undone', 'kept')),
  reason text,
  -- The fact that moved it, and since when it had been in the stage it left: what an undo gives back.
  fact_id uuid,
  entered_before timestamptz,
  primary key (workspace_id, changeover_id, deal_id),
  foreign key (workspace_id, changeover_id) references changeovers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade
);

create index changeover_deals_by_state on changeover_deals (workspace_id, changeover_id, state, deal_id);
create index changeover_deals_by_deal on changeover_deals (workspace_id, deal_id);

-- A change of version says where a deal stands, as the others do: the index of state has it too.
drop index facts_of_state;
create index facts_of_state on facts (workspace_id, deal_id, occurred_at, id) include (type, stage_id, dated, recorded_at)
  where type in ('deal.opened', 'deal.moved', 'deal.won', 'deal.win_reversed', 'deal.lost', 'deal.disqualified',
    'deal.postponed', 'deal.reopened', 'deal.version_changed');

-- The few deals that have changed their version, for the figures that ask which process a deal was in on a day.
create index facts_of_version_changes on facts (workspace_id, deal_id) where type = 'deal.version_changed';
