-- Quotas: a plan for each fiscal year, every version of it kept, and the month that the year begins with.

-- Only added to: the latest says how years are cut from then on; plans keep the months they were made for.
create table fiscal_calendars (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  first_month integer not null check (first_month between 1 and 12),
  recorded_at timestamptz not null,
  -- A member or a key.
  recorded_by uuid not null,
  primary key (workspace_id, id)
);

create index fiscal_calendars_by_time on fiscal_calendars (workspace_id, recorded_at, id);

create table quota_plans (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  -- The first of a month, and how many months there are until the fiscal year ends: fewer when the calendar was changed.
  starts_on date not null,
  months integer not null check (months between 1 and 12),
  currency char(3) not null,
  -- The version that holds; null until one was approved.
  approved_version integer,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);

create unique index quota_plans_by_start on quota_plans (workspace_id, starts_on);

-- What the plan was in each of its versions, whole: nothing is ever changed here but that a version was approved.
create table quota_versions (
  workspace_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  number integer not null,
  content jsonb not null,
  -- What was done to come here from the version before.
  edit jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  approved_at timestamptz,
  approved_by uuid,
  primary key (workspace_id, id),
  check ((approved_at is null) = (approved_by is null)),
  foreign key (workspace_id, plan_id) references quota_plans (workspace_id, id) on delete cascade
);

create unique index quota_versions_by_number on quota_versions (workspace_id, plan_id, number);

-- What was won by whom when is read from this alone: a year of a million deals without a look at the table.
create index deals_won on deals (workspace_id, ended_at, owner_id) include (id, amount_minor, currency) where outcome = 'won';
