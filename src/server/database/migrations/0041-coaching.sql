-- Advice to sellers, each looked at again later; what a workspace chose for it only grows, as do the days on which one looked.

create table coaching_advices (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  member_id uuid not null,
  code text not null,
  on_day date not null,
  given_at timestamptz not null,
  numbers jsonb not null,
  deal_id uuid,
  before double precision not null,
  goal double precision not null,
  answer text check (answer in ('taken', 'dismissed')),
  answered_at timestamptz,
  check_on date not null,
  checked_at timestamptz,
  after double precision,
  verdict text,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade
);

create unique index coaching_advices_standing on coaching_advices (workspace_id, member_id, code) where checked_at is null;
create index coaching_advices_by_member on coaching_advices (workspace_id, member_id, id desc);

create table coaching_choices (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  delay_days integer not null check (delay_days between 0 and 90),
  calls_per_day integer not null check (calls_per_day between 1 and 300),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (workspace_id, id)
);

create index coaching_choices_by_time on coaching_choices (workspace_id, recorded_at desc);

create table coaching_days (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  on_day date not null,
  primary key (workspace_id, id)
);

create unique index coaching_days_once on coaching_days (workspace_id, on_day);
