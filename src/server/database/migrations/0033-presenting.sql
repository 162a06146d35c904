-- What is shown to buyers, what they need, and what they may try. Words of people stand in these rows, where they can be erased.

create table needs (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  person_id uuid,
  words text not null,
  -- 3 must be met, 2 matters, 1 would be welcome.
  weight integer not null,
  product_id uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  check (weight between 1 and 3),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, product_id) references products (workspace_id, id)
);

create index needs_by_deal on needs (workspace_id, deal_id, weight desc, id);
create index needs_by_person on needs (workspace_id, person_id) where person_id is not null;
create index needs_by_product on needs (workspace_id, product_id) where product_id is not null;

create table presentations (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  held_at timestamptz not null,
  minutes integer,
  topic text,
  created_at timestamptz not null,
  created_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade
);

create index presentations_by_deal on presentations (workspace_id, deal_id, held_at desc, id desc);

-- Who was there, what they asked, and how they took it.
create table presentation_people (
  workspace_id uuid not null,
  id uuid not null,
  presentation_id uuid not null,
  person_id uuid not null,
  reaction text,
  asked text,
  primary key (workspace_id, id),
  foreign key (workspace_id, presentation_id) references presentations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade
);

create unique index presentation_people_once on presentation_people (workspace_id, presentation_id, person_id);
create index presentation_people_by_person on presentation_people (workspace_id, person_id);

create table trials (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  kind text not null,
  what text not null,
  product_id uuid,
  person_id uuid,
  starts_on date not null,
  -- The last day; a gift has none.
  ends_on date,
  remind_on date,
  -- What it costs us, in the workspace's currency.
  cost_minor bigint,
  -- How much it has been used, as far as is known.
  use text,
  outcome text,
  feedback text,
  ended_at timestamptz,
  created_at timestamptz not null,
  created_by uuid,
  primary key (workspace_id, id),
  check ((outcome is null) = (ended_at is null)),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, product_id) references products (workspace_id, id)
);

create index trials_by_deal on trials (workspace_id, deal_id, starts_on desc, id desc);
create index trials_by_person on trials (workspace_id, person_id) where person_id is not null;
create index trials_by_product on trials (workspace_id, product_id) where product_id is not null;
create index trials_due on trials (workspace_id, (least(remind_on, ends_on)), id) where outcome is null;
create index gifts_by_day on trials (workspace_id, starts_on) include (cost_minor) where kind = 'gift';

-- What gifts may cost, in the workspace's currency; null is no limit.
create table gift_limits (
  workspace_id uuid not null,
  id uuid not null,
  month_minor bigint,
  deal_minor bigint,
  primary key (workspace_id, id)
);

create unique index gift_limits_once on gift_limits (workspace_id);
