-- What people say it will be, and what was forecast each day: both only grow.

create table forecast_commits (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  from_on date not null,
  until_on date not null,
  -- Whose deals; null for everybody's.
  owner_id uuid,
  amount_minor bigint not null check (amount_minor >= 0),
  note text,
  said_at timestamptz not null,
  said_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references members (workspace_id, id),
  check (until_on >= from_on)
);

create index forecast_commits_by_days on forecast_commits (workspace_id, until_on, said_at desc, id desc);

create table forecast_snapshots (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  on_day date not null,
  until_on date not null,
  taken_at timestamptz not null,
  -- What was said of everybody's deals and of each seller's, with what it was asked with.
  forecast jsonb not null,
  primary key (workspace_id, id)
);

create unique index forecast_snapshots_by_day on forecast_snapshots (workspace_id, on_day, until_on);
