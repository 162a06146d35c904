-- Handoffs: a deal, or the care of a customer, goes from one member to another, who accepts it within a time.

-- When a workspace works: days of the week (1 is Monday), and hours as minutes of the day.
create table working_hours (
  workspace_id uuid not null,
  id uuid not null,
  days smallint[] not null,
  from_minute smallint not null,
  until_minute smallint not null,
  primary key (workspace_id, id),
  check (from_minute < until_minute)
);
create unique index working_hours_once on working_hours (workspace_id);

create table handoff_kinds (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  name_folded text not null,
  route text not null,
  accept_within_hours integer not null,
  checklist jsonb not null,
  introductions jsonb not null,
  retired_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);
create unique index handoff_kinds_by_name on handoff_kinds (workspace_id, name_folded);

create table handoffs (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  kind_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  note text,
  introduction text,
  introduction_language text,
  checklist jsonb not null,
  state text not null,
  offered_at timestamptz not null,
  due_at timestamptz not null,
  decided_at timestamptz,
  -- Of working time, from the offer to the answer.
  worked_minutes integer,
  decline_reason text,
  decline_words text,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  check ((state = 'offered') = (decided_at is null)),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, kind_id) references handoff_kinds (workspace_id, id),
  foreign key (workspace_id, from_id) references members (workspace_id, id),
  foreign key (workspace_id, to_id) references members (workspace_id, id)
);
-- One at a time, so that there is always one to turn to.
create unique index handoffs_offered on handoffs (workspace_id, deal_id) where state = 'offered';
create index handoffs_by_deal on handoffs (workspace_id, deal_id, offered_at);
create index handoffs_by_time on handoffs (workspace_id, offered_at desc, id desc);
create index handoffs_waiting on handoffs (workspace_id, due_at, id) where state = 'offered';
create index handoffs_by_receiver on handoffs (workspace_id, to_id, offered_at desc, id desc);
create index handoffs_by_sender on handoffs (workspace_id, from_id, offered_at desc, id desc);
create index handoffs_by_kind on handoffs (workspace_id, kind_id, offered_at desc, id desc);
