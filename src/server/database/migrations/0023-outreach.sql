-- Touches with buyers, and the answers they wait for. The facts of a deal say that there was a touch; what was said stands
-- here alone, where it can be erased.

create table touches (
  workspace_id uuid not null,
  id uuid not null,
  channel text not null,
  direction text not null check (direction in ('outbound', 'inbound')),
  outcome text not null,
  approach text,
  minutes integer,
  occurred_at timestamptz not null,
  words text,
  -- The deal that it counts for.
  deal_id uuid,
  company_id uuid,
  household_id uuid,
  author_kind text not null,
  author_id uuid,
  created_at timestamptz not null,
  edited_at timestamptz,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, company_id) references companies (workspace_id, id) on delete cascade,
  foreign key (workspace_id, household_id) references households (workspace_id, id) on delete cascade
);

create index touches_by_time on touches (workspace_id, occurred_at desc, id desc);
create index touches_by_deal on touches (workspace_id, deal_id, occurred_at desc, id desc) where deal_id is not null;
create index touches_by_company on touches (workspace_id, company_id, occurred_at desc, id desc) where company_id is not null;
create index touches_by_household on touches (workspace_id, household_id, occurred_at desc, id desc)
  where household_id is not null;
create index touches_by_author on touches (workspace_id, author_id, occurred_at desc, id desc) where author_id is not null;

create table touch_people (
  workspace_id uuid not null,
  id uuid not null,
  touch_id uuid not null,
  person_id uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, touch_id) references touches (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade
);

create unique index touch_people_once on touch_people (workspace_id, touch_id, person_id);
create index touch_people_by_person on touch_people (workspace_id, person_id, touch_id);

-- The deals that a touch was about beside the one that it counts for.
create table touch_deals (
  workspace_id uuid not null,
  id uuid not null,
  touch_id uuid not null,
  deal_id uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, touch_id) references touches (workspace_id, id) on delete cascade,
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade
);

create unique index touch_deals_once on touch_deals (workspace_id, touch_id, deal_id);
create index touch_deals_by_deal on touch_deals (workspace_id, deal_id, touch_id);

create table promises (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  person_id uuid,
  owner_id uuid,
  text text not null,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  answered_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, owner_id) references members (workspace_id, id)
);

create index promises_owed on promises (workspace_id, due_at, id) where answered_at is null;
create index promises_by_owner on promises (workspace_id, owner_id, due_at, id) where answered_at is null;
create index promises_by_deal on promises (workspace_id, deal_id, due_at, id);
create index promises_by_person on promises (workspace_id, person_id) where person_id is not null;
create index promises_answered on promises (workspace_id, answered_at desc, id desc) where answered_at is not null;
