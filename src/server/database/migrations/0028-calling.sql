-- Working through a list by telephone, distributing it among sellers, and campaigns on it.

-- Who has a prospect on the line, until when; a hold that has run out is none. By whom: a member, or a key that dials.
alter table prospects add column held_by uuid;
alter table prospects add column held_until timestamptz;
-- Beside a day to be set aside until: the moment that was agreed, or the one from which it is worth trying again.
alter table prospects add column call_at timestamptz;
alter table prospects add column retry_at timestamptz;
-- Calls in a row that reached nobody.
alter table prospects add column attempts smallint not null default 0;
-- The seller from whom it was taken back: it is not handed to the same one again.
alter table prospects add column taken_from uuid;

create index prospects_held on prospects (workspace_id, held_by) where held_by is not null;
create index prospects_promised on prospects (workspace_id, list_id, call_at) where state = 'set_aside' and call_at is not null;
create index prospects_set_aside_in_list on prospects (workspace_id, list_id, set_aside_until)
  where state = 'set_aside' and call_at is null;
create index prospects_handed on prospects (workspace_id, list_id, handed_at) where state = 'waiting' and owner_id is not null;

-- How those on a list are handed to sellers: the rules, whether new ones are handed out by themselves, and after how many
-- working days those who were not worked are taken back.
alter table lists add column distribution jsonb;

-- What became of each call, so that it can be taken back.
create table calls (
  workspace_id uuid not null,
  id uuid not null,
  prospect_id uuid not null,
  -- A member, or a key that dials.
  caller_id uuid not null,
  outcome text not null,
  number text,
  touch_id uuid not null,
  -- The deal that the call opened, and the version it had then.
  deal_id uuid,
  deal_version integer,
  opt_out_id uuid,
  -- How the prospect stood before.
  before jsonb not null,
  called_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, prospect_id) references prospects (workspace_id, id) on delete cascade,
  foreign key (workspace_id, touch_id) references touches (workspace_id, id) on delete cascade
);

create index calls_by_caller on calls (workspace_id, caller_id, called_at desc);
create index calls_by_prospect on calls (workspace_id, prospect_id);
create index calls_by_touch on calls (workspace_id, touch_id);

-- What is known of a telephone number, whoever has it: its kind of line, and that it was reported wrong or dead.
create table known_numbers (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  number text not null,
  line_type text,
  checked_at timestamptz,
  reported text check (reported in ('wrong', 'dead')),
  reported_at timestamptz,
  primary key (workspace_id, id)
);

create unique index known_numbers_once on known_numbers (workspace_id, number);

-- Who asked not to be contacted; a company speaks for its people.
create table opt_outs (
  workspace_id uuid not null,
  id uuid not null,
  company_id uuid,
  person_id uuid,
  household_id uuid,
  created_by uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  check (num_nonnulls(company_id, person_id, household_id) = 1),
  foreign key (workspace_id, company_id) references companies (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, household_id) references households (workspace_id, id) on delete cascade
);

create index opt_outs_by_company on opt_outs (workspace_id, company_id) where company_id is not null;
create index opt_outs_by_person on opt_outs (workspace_id, person_id) where person_id is not null;
create index opt_outs_by_household on opt_outs (workspace_id, household_id) where household_id is not null;

-- What a seller is told: so many of a list were handed to them, or taken back.
create table handings (
  workspace_id uuid not null,
  id uuid not null,
  list_id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('handed', 'taken_back')),
  count integer not null,
  handed_at timestamptz not null,
  seen_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, list_id) references lists (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references members (workspace_id, id)
);

create index handings_unseen on handings (workspace_id, member_id, id desc) where seen_at is null;
create index handings_by_list on handings (workspace_id, list_id);

create table campaigns (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  list_id uuid not null,
  channel text not null,
  message text,
  starts_on date,
  ends_on date,
  cost_minor bigint check (cost_minor >= 0),
  cost_currency char(3),
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  started_at timestamptz,
  stopped_at timestamptz,
  -- The check of its data: asked for, how far it is, and what it found.
  check_id uuid,
  checked_at timestamptz,
  checked integer,
  usable integer,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, list_id) references lists (workspace_id, id) on delete cascade
);

-- Two at once on one list could not tell what came of which.
create unique index campaigns_running on campaigns (workspace_id, list_id)
  where started_at is not null and stopped_at is null;
create index campaigns_by_list on campaigns (workspace_id, list_id);

create table campaign_faults (
  workspace_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  prospect_id uuid not null,
  faults text[] not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, campaign_id) references campaigns (workspace_id, id) on delete cascade,
  foreign key (workspace_id, prospect_id) references prospects (workspace_id, id) on delete cascade
);

create index campaign_faults_in_order on campaign_faults (workspace_id, campaign_id, id);
create index campaign_faults_of_prospect on campaign_faults (workspace_id, prospect_id);

-- Below which share of usable data, in percent, no campaign starts.
create table campaign_rules (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  least_usable_percent smallint not null check (least_usable_percent between 0 and 100),
  primary key (workspace_id, id)
);

create unique index campaign_rules_once on campaign_rules (workspace_id);
