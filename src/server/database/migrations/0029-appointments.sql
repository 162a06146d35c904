-- Appointments with people of a buyer, about one deal or several, and what is done before them so that they are kept. The facts
-- of a deal say that there is one; where it is and why nobody was asked about the decision stand here alone, and can be erased.

create table appointments (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  title text not null,
  form text not null check (form in ('in_person', 'phone', 'video')),
  -- The address, the number or the link.
  place text,
  starts_at timestamptz not null,
  minutes integer not null check (minutes > 0),
  -- The zone of the people one meets.
  time_zone text not null,
  status text not null check (status in ('proposed', 'confirmed', 'held', 'no_show', 'cancelled')),
  -- The deal that it counts for.
  deal_id uuid,
  company_id uuid,
  household_id uuid,
  -- Nobody's, where a key without a member made it.
  owner_id uuid,
  -- Why it was made although nobody who decides was known.
  without_decider text,
  moved_times integer not null default 0,
  cancelled_by text check (cancelled_by in ('us', 'buyer')),
  -- When it was said how it went, or that it will not be.
  settled_at timestamptz,
  created_at timestamptz not null,
  created_by uuid,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  check ((status in ('proposed', 'confirmed')) = (settled_at is null)),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, company_id) references companies (workspace_id, id) on delete cascade,
  foreign key (workspace_id, household_id) references households (workspace_id, id) on delete cascade,
  foreign key (workspace_id, owner_id) references members (workspace_id, id)
);

create index appointments_by_time on appointments (workspace_id, starts_at, id);
create index appointments_by_owner on appointments (workspace_id, owner_id, starts_at, id);
create index appointments_by_deal on appointments (workspace_id, deal_id, starts_at, id) where deal_id is not null;
create index appointments_by_company on appointments (workspace_id, company_id, starts_at, id) where company_id is not null;
create index appointments_by_household on appointments (workspace_id, household_id, starts_at, id)
  where household_id is not null;

create table appointment_people (
  workspace_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  person_id uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, appointment_id) references appointments (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade
);

create unique index appointment_people_once on appointment_people (workspace_id, appointment_id, person_id);
create index appointment_people_by_person on appointment_people (workspace_id, person_id, appointment_id);

-- The deals that it is about beside the one that it counts for.
create table appointment_deals (
  workspace_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  deal_id uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, appointment_id) references appointments (workspace_id, id) on delete cascade,
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade
);

create unique index appointment_deals_once on appointment_deals (workspace_id, appointment_id, deal_id);
create index appointment_deals_by_deal on appointment_deals (workspace_id, deal_id, appointment_id);

-- What is done before an appointment: a message, a call. Those of one that is settled are not due any more.
create table appointment_reminders (
  workspace_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  kind text not null check (kind in ('message', 'call')),
  due_at timestamptz not null,
  done_at timestamptz,
  done_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, appointment_id) references appointments (workspace_id, id) on delete cascade
);

create index appointment_reminders_of on appointment_reminders (workspace_id, appointment_id, due_at);
create index appointment_reminders_due on appointment_reminders (workspace_id, due_at, id) where done_at is null;
