-- The close: how it was asked for, what was added to win it, what really ends, what must be done for it; whom deals are lost to,
-- and the tracks on which those who are not ready are kept.

create table competitors (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  name_folded text not null,
  archived_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);
create unique index competitors_by_name on competitors (workspace_id, name_folded);

-- To whom a deal was lost; it counts while the deal is lost.
create table losses (
  workspace_id uuid not null,
  deal_id uuid not null,
  competitor_id uuid not null,
  primary key (workspace_id, deal_id, competitor_id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, competitor_id) references competitors (workspace_id, id)
);
create unique index losses_by_deal on losses (workspace_id, deal_id);
create index losses_by_competitor on losses (workspace_id, competitor_id);

-- Techniques of a workspace's own, beside those that everybody has.
create table close_techniques (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  name_folded text not null,
  retired_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);
create unique index close_techniques_by_name on close_techniques (workspace_id, name_folded);

-- What really ends: on a day, or when so many places are taken.
create table scarcities (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  ends_on date,
  price_list_id uuid,
  places integer,
  product_id uuid,
  ended_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  check (ends_on is not null or places is not null or price_list_id is not null),
  foreign key (workspace_id, price_list_id) references price_lists (workspace_id, id),
  foreign key (workspace_id, product_id) references products (workspace_id, id)
);
create index scarcities_by_list on scarcities (workspace_id, price_list_id) where price_list_id is not null;
create index scarcities_by_product on scarcities (workspace_id, product_id) where product_id is not null;

-- Up to what a seller adds an incentive without asking: a share of the deal, in percent; one row, or none where nobody has said.
create table incentive_limits (
  workspace_id uuid not null,
  id uuid not null,
  percent integer not null,
  primary key (workspace_id, id)
);
create unique index incentive_limits_once on incentive_limits (workspace_id);

create table incentives (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  kind text not null,
  name text not null,
  cost_minor bigint not null,
  currency text not null,
  expires_on date not null,
  offered_by uuid,
  offered_at timestamptz not null,
  approved boolean,
  decided_by uuid,
  decided_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, offered_by) references members (workspace_id, id),
  foreign key (workspace_id, decided_by) references members (workspace_id, id)
);
create index incentives_by_deal on incentives (workspace_id, deal_id, offered_at);
create index incentives_waiting on incentives (workspace_id, offered_at, id) where approved is null;
create index incentives_by_author on incentives (workspace_id, offered_by) where offered_by is not null;
create index incentives_by_decider on incentives (workspace_id, decided_by) where decided_by is not null;

create table close_asks (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  technique text not null,
  technique_id uuid,
  signal text not null,
  answer text not null,
  scarcity_id uuid,
  incentive_id uuid,
  asked_by uuid,
  asked_at timestamptz not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, technique_id) references close_techniques (workspace_id, id),
  foreign key (workspace_id, scarcity_id) references scarcities (workspace_id, id),
  foreign key (workspace_id, incentive_id) references incentives (workspace_id, id),
  foreign key (workspace_id, asked_by) references members (workspace_id, id)
);
create index close_asks_by_deal on close_asks (workspace_id, deal_id, asked_at, id);
create index close_asks_by_time on close_asks (workspace_id, asked_at desc, id desc);
create index close_asks_by_technique on close_asks (workspace_id, technique_id) where technique_id is not null;
create index close_asks_by_scarcity on close_asks (workspace_id, scarcity_id) where scarcity_id is not null;
create index close_asks_by_incentive on close_asks (workspace_id, incentive_id) where incentive_id is not null;
create index close_asks_by_member on close_asks (workspace_id, asked_by) where asked_by is not null;

-- What a process asks for before a deal is through.
create table closing_templates (
  workspace_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  items jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, process_id) references processes (workspace_id, id) on delete cascade
);
create unique index closing_templates_by_process on closing_templates (workspace_id, process_id);

create table closing_items (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  kind text not null,
  title text not null,
  owner_id uuid,
  due_on date,
  position integer not null,
  -- Since when somebody else has it; how long they had it before, in whole seconds, and how often.
  sent_at timestamptz,
  waited_seconds bigint not null default 0,
  rounds integer not null default 0,
  done_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, owner_id) references members (workspace_id, id)
);
create index closing_items_by_deal on closing_items (workspace_id, deal_id, position, id);
create index closing_items_due on closing_items (workspace_id, owner_id, due_on, id) where done_at is null;

create table nurture_tracks (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  name_folded text not null,
  steps jsonb not null,
  retired_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);
create unique index nurture_tracks_by_name on nurture_tracks (workspace_id, name_folded);

-- A deal that ended and is kept in touch with; over when `ended_at` is set, or when its customer has a newer deal.
create table nurtures (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  track_id uuid not null,
  owner_id uuid,
  started_on date not null,
  come_back_on date,
  ended_at timestamptz,
  end_reason text,
  signal text,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  check ((ended_at is null) = (end_reason is null)),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, track_id) references nurture_tracks (workspace_id, id),
  foreign key (workspace_id, owner_id) references members (workspace_id, id)
);
create unique index nurtures_running on nurtures (workspace_id, deal_id) where ended_at is null;
create index nurtures_by_deal on nurtures (workspace_id, deal_id, created_at);
create index nurtures_by_track on nurtures (workspace_id, track_id);
create index nurtures_by_owner on nurtures (workspace_id, owner_id, come_back_on) where ended_at is null;

create table nurture_touches (
  workspace_id uuid not null,
  id uuid not null,
  nurture_id uuid not null,
  channel text not null,
  content text not null,
  due_on date not null,
  done_at timestamptz,
  -- Null where it was skipped.
  touch_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, nurture_id) references nurtures (workspace_id, id) on delete cascade
);
create index nurture_touches_by_nurture on nurture_touches (workspace_id, nurture_id, due_on, id);
create index nurture_touches_due on nurture_touches (workspace_id, due_on, id) where done_at is null;
