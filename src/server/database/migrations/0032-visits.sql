-- Visits at the door: the areas sellers go to, the addresses planned for a day, and what came of each. What is known of an
-- address for good (where it lies, whether it is visited at all) is kept as rows that are added: the latest holds.

create table areas (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  name_folded text not null,
  -- Beginnings of postal codes, without spaces; a city narrows them, or stands alone.
  postal_codes text[] not null,
  city text,
  member_id uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members (workspace_id, id)
);

create unique index areas_by_name on areas (workspace_id, name_folded);

create table visits (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  on_day date not null,
  position integer not null,
  company_id uuid,
  person_id uuid,
  household_id uuid,
  status text not null default 'planned'
    check (status in ('planned', 'no_answer', 'refused', 'revisit', 'talked', 'sold')),
  done_at timestamptz,
  revisit_on date,
  touch_id uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  check (num_nonnulls(company_id, person_id, household_id) = 1),
  check ((status = 'planned') = (done_at is null)),
  foreign key (workspace_id, member_id) references members (workspace_id, id),
  foreign key (workspace_id, company_id) references companies (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, household_id) references households (workspace_id, id) on delete cascade
);

create index visits_of_day on visits (workspace_id, member_id, on_day, position, id);
create index visits_by_company on visits (workspace_id, company_id, done_at desc) where company_id is not null;
create index visits_by_person on visits (workspace_id, person_id, done_at desc) where person_id is not null;
create index visits_by_household on visits (workspace_id, household_id, done_at desc) where household_id is not null;
create index visits_to_repeat on visits (workspace_id, revisit_on) where revisit_on is not null;

create table coordinates (
  workspace_id uuid not null,
  id uuid not null,
  company_id uuid,
  person_id uuid,
  household_id uuid,
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  set_at timestamptz not null,
  primary key (workspace_id, id),
  check (num_nonnulls(company_id, person_id, household_id) = 1),
  foreign key (workspace_id, company_id) references companies (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, household_id) references households (workspace_id, id) on delete cascade
);

create index coordinates_by_company on coordinates (workspace_id, company_id, id desc) where company_id is not null;
create index coordinates_by_person on coordinates (workspace_id, person_id, id desc) where person_id is not null;
create index coordinates_by_household on coordinates (workspace_id, household_id, id desc) where household_id is not null;

-- Whether customers are asked for an appointment or visited, by kind; the latest row holds.
create table way_rules (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  rules jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (workspace_id, id)
);

-- Where a seller knows better for one customer; no way: by the rule again.
create table chosen_ways (
  workspace_id uuid not null,
  id uuid not null,
  company_id uuid,
  person_id uuid,
  household_id uuid,
  way text check (way in ('appointment', 'visit')),
  reason text,
  chosen_at timestamptz not null,
  chosen_by uuid,
  primary key (workspace_id, id),
  check (num_nonnulls(company_id, person_id, household_id) = 1),
  foreign key (workspace_id, company_id) references companies (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, household_id) references households (workspace_id, id) on delete cascade
);

create index chosen_ways_by_company on chosen_ways (workspace_id, company_id, id desc) where company_id is not null;
create index chosen_ways_by_person on chosen_ways (workspace_id, person_id, id desc) where person_id is not null;
create index chosen_ways_by_household on chosen_ways (workspace_id, household_id, id desc) where household_id is not null;

-- Addresses of an area are found by the postal code as it is compared: without spaces.
create index households_by_postal on households (workspace_id, replace(postal_code, ' ', '') text_pattern_ops) where postal_code is not null;
create index companies_by_postal on companies (workspace_id, replace(postal_code, ' ', '') text_pattern_ops) where postal_code is not null;
