-- What a cost said before somebody changed it or took it out: an old report reads it again.

-- Since when the entry says what it says; null since it was entered.
alter table cost_entries add column changed_at timestamptz;

-- Only added to. Each row is an entry as it was known from `recorded_at` until `superseded_at`.
create table past_costs (
  workspace_id uuid not null,
  id uuid not null,
  -- The entry; no reference, for it may be gone.
  cost_id uuid not null,
  source_id uuid not null,
  from_on date not null,
  to_on date not null,
  amount_minor bigint not null,
  currency char(3) not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, source_id) references sources (workspace_id, id)
);

create index past_costs_by_end on past_costs (workspace_id, superseded_at, id);
create index past_costs_by_source on past_costs (workspace_id, source_id);
