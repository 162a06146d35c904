-- Commission: plans and who is on them, how a win is split, what was settled and every line of it. Nothing here is overwritten.

create table commission_plans (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  retired_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);

create unique index commission_plans_by_name on commission_plans (workspace_id, lower(name));

-- What a plan pays, from a day on; what was settled names the terms it was settled by.
create table commission_terms (
  workspace_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  number integer not null,
  valid_from date not null,
  terms jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id) references commission_plans (workspace_id, id)
);

create unique index commission_terms_by_number on commission_terms (workspace_id, plan_id, number);

-- Who is on which plan from the first of a month on; on none where the plan is null. The latest that was recorded for a day holds.
create table commission_members (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  plan_id uuid,
  from_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members (workspace_id, id),
  foreign key (workspace_id, plan_id) references commission_plans (workspace_id, id)
);

create index commission_members_by_member on commission_members (workspace_id, member_id, from_on, recorded_at, id);

-- How the win of a deal is shared; a share that holds no more is kept, so that what was settled by it can be reckoned again.
create table deal_splits (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  member_id uuid not null,
  -- Of 10,000.
  basis_points integer not null check (basis_points between 1 and 10000),
  recorded_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references members (workspace_id, id)
);

create index deal_splits_by_deal on deal_splits (workspace_id, deal_id);
create index deal_splits_by_member on deal_splits (workspace_id, member_id, deal_id);

create table commission_statements (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  plan_id uuid not null,
  terms_id uuid not null,
  from_on date not null,
  until_on date not null,
  -- What had happened before the end of the period and was known by then is what it was reckoned from.
  known_at timestamptz not null,
  currency char(3) not null,
  quota_minor bigint,
  sold_minor bigint not null,
  total_minor bigint not null,
  closed_by uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members (workspace_id, id),
  foreign key (workspace_id, plan_id) references commission_plans (workspace_id, id),
  foreign key (workspace_id, terms_id) references commission_terms (workspace_id, id)
);

create unique index commission_statements_by_member on commission_statements (workspace_id, member_id, from_on);
create index commission_statements_by_end on commission_statements (workspace_id, until_on, id);

create table commission_lines (
  workspace_id uuid not null,
  id uuid not null,
  statement_id uuid not null,
  position integer not null,
  -- The same for whatever is about the same win, bonus or cap, so that a later statement can set it right.
  key text not null,
  kind text not null check (kind in ('sale', 'accelerator', 'bonus', 'cap', 'claw_back', 'correction', 'adjustment')),
  -- The first day of the period that it is about: an earlier one than the statement's where something is set right.
  for_on date not null,
  -- No reference: a deal that an undone import takes away leaves the line, and the next statement takes it back.
  deal_id uuid,
  minor bigint not null,
  details jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, statement_id) references commission_statements (workspace_id, id)
);

create index commission_lines_by_statement on commission_lines (workspace_id, statement_id, position);
create index commission_lines_by_deal on commission_lines (workspace_id, deal_id) where deal_id is not null;

-- What is said about a line, and where that leaves it: the latest comment's state is the line's.
create table commission_comments (
  workspace_id uuid not null,
  id uuid not null,
  line_id uuid not null,
  body text not null,
  state text not null check (state in ('open', 'accepted', 'declined')),
  -- What is paid or taken back for it in the next statement.
  minor bigint,
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (workspace_id, id),
  check (minor is null or state = 'accepted'),
  foreign key (workspace_id, line_id) references commission_lines (workspace_id, id)
);

create index commission_comments_by_line on commission_comments (workspace_id, line_id, id);

-- Whose a deal was when it was won is found by whom it was taken from afterwards.
create index facts_of_leaving on facts (workspace_id, ((data ->> 'from')), deal_id) where type = 'deal.assigned';

-- The wins of a period, without a look at what else happened to a million deals.
create index facts_of_wins on facts (workspace_id, occurred_at, deal_id) include (recorded_at) where type = 'deal.won';
