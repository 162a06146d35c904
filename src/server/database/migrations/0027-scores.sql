-- How likely somebody is to buy: versions of the score, and what each deal was given when it was opened.

-- A version never changes: what was scored by it can always be explained.
create table score_versions (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  number integer not null,
  kind text not null check (kind in ('rules', 'model')),
  -- Points and own rules, or what was fitted.
  definition jsonb not null,
  -- How a fitted one did on cases that it had not seen.
  report jsonb,
  cut_a smallint not null,
  cut_b smallint not null,
  made_by uuid,
  made_at timestamptz not null,
  primary key (workspace_id, id),
  check ((kind = 'model') = (report is not null))
);

create unique index score_versions_by_number on score_versions (workspace_id, number);

-- What was chosen: the latest row counts, the others tell what was so before.
create table score_choices (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  -- What is in use; null for the rules that every workspace begins with.
  version_id uuid,
  -- { field: 'never' | 'anyway' }
  fields jsonb not null default '{}',
  chosen_by uuid,
  chosen_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, version_id) references score_versions (workspace_id, id)
);

create table score_runs (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  status text not null default 'asked' check (status in ('asked', 'done', 'failed')),
  code text,
  version_id uuid,
  asked_by uuid,
  asked_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, version_id) references score_versions (workspace_id, id)
);

-- What a deal was given when it was opened, and what was known of its customer then: later scores are fitted to this, and
-- not to what was learned while it ran.
create table deal_scores (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  version_id uuid,
  points smallint not null,
  class text not null check (class in ('A', 'B', 'C')),
  chance real,
  parts jsonb not null,
  features jsonb not null,
  scored_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, version_id) references score_versions (workspace_id, id)
);

-- A deal is opened once.
create unique index deal_scores_by_deal on deal_scores (workspace_id, deal_id);
create index deal_scores_by_version on deal_scores (workspace_id, version_id, class);

-- The points of each reason, as they were when it was ranked; of a fitted score what it said, and its parts.
alter table prospects
  add column reason_points smallint[] not null default '{}',
  add column class text check (class in ('A', 'B', 'C')),
  add column chance real,
  add column score_parts jsonb;

-- Those that are ranked already keep the points by which they were.
update prospects p set reason_points = array(
  select (case r.code when 'promised' then 50 when 'grade_a' then 40 when 'grade_b' then 20 when 'grade_c' then -10
    when 'in_market' then 20 when 'outside_market' then -20 when 'phone' then 20 when 'email' then 10
    when 'unreachable' then -20 when 'decides' then 15 when 'source_yields' then 15 when 'source_yields_little' then -10
    when 'new' then 10 when 'recent' then 5 when 'old' then -10 else 0 end)::smallint
  from unnest(p.reasons) with ordinality r (code, place) order by r.place)
where p.reasons <> '{}';
