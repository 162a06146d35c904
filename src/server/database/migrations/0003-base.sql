-- The base in full: several ways to reach a customer, roles at companies, tags, notes, files, sources with their cost,
-- price lists, payment terms. What is primary stays in the columns that imports, search and lists read; the rest stands beside it.

-- How to reach a customer: the primary number, address and mail address in columns, the others as lists of objects.
alter table companies
  add column phone_kind text,
  add column phone_e164 text,
  add column more_phones jsonb not null default '[]',
  add column email_kind text,
  add column more_emails jsonb not null default '[]',
  add column address_kind text,
  add column more_addresses jsonb not null default '[]',
  add column tag_ids uuid[] not null default '{}',
  add column archived_at timestamptz,
  add column archived_by uuid;

alter table people
  add column phone_kind text,
  add column phone_e164 text,
  add column more_phones jsonb not null default '[]',
  add column email_kind text,
  add column more_emails jsonb not null default '[]',
  add column street text,
  add column postal_code text,
  add column city text,
  add column country text,
  add column address_kind text,
  add column more_addresses jsonb not null default '[]',
  -- Since when in the role at `company_id`.
  add column company_since date,
  add column tag_ids uuid[] not null default '{}',
  add column archived_at timestamptz,
  add column archived_by uuid;

alter table households
  add column phone_kind text,
  add column phone_e164 text,
  add column more_phones jsonb not null default '[]',
  add column email text,
  add column email_kind text,
  add column more_emails jsonb not null default '[]',
  add column address_kind text,
  add column more_addresses jsonb not null default '[]',
  add column tag_ids uuid[] not null default '{}',
  add column archived_at timestamptz,
  add column archived_by uuid;

create index companies_by_phone on companies (workspace_id, phone_e164) where phone_e164 is not null;
create index people_by_phone on people (workspace_id, phone_e164) where phone_e164 is not null;
create index households_by_phone on households (workspace_id, phone_e164) where phone_e164 is not null;
create index companies_by_email on companies (workspace_id, email) where email is not null;
create index households_by_email on households (workspace_id, email) where email is not null;
create index companies_by_parent on companies (workspace_id, parent_id, id) where parent_id is not null;
create index companies_by_tag on companies using gin (tag_ids);
create index people_by_tag on people using gin (tag_ids);
create index households_by_tag on households using gin (tag_ids);

create table tags (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  -- A hue of the design, never a free colour: light and dark each draw their own.
  colour text not null,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);

create unique index tags_by_name on tags (workspace_id, lower(name));

-- A person's further and former roles at companies; the present main one is people.company_id with title.
create table positions (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  company_id uuid not null,
  title text,
  since date,
  until date,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  check (until >= since),
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, company_id) references companies (workspace_id, id)
);

create index positions_by_person on positions (workspace_id, person_id, id);
create index positions_by_company on positions (workspace_id, company_id, id);

-- Notes hang on one record each. `plain` is their text for search; both are erased with the row.
create table notes (
  workspace_id uuid not null,
  id uuid not null,
  company_id uuid,
  person_id uuid,
  household_id uuid,
  deal_id uuid,
  content jsonb not null,
  plain text not null,
  -- Members who are named in it.
  mentioned_ids uuid[] not null default '{}',
  author_kind text not null,
  author_id uuid,
  pinned_at timestamptz,
  created_at timestamptz not null,
  edited_at timestamptz,
  -- In the bin: brought back by undo, gone for good after thirty days.
  deleted_at timestamptz,
  deleted_by uuid,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  check (num_nonnulls(company_id, person_id, household_id, deal_id) = 1),
  foreign key (workspace_id, company_id) references companies (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, household_id) references households (workspace_id, id) on delete cascade,
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade
);

create index notes_by_company on notes (workspace_id, company_id, created_at, id) where company_id is not null;
create index notes_by_person on notes (workspace_id, person_id, created_at, id) where person_id is not null;
create index notes_by_household on notes (workspace_id, household_id, created_at, id) where household_id is not null;
create index notes_by_deal on notes (workspace_id, deal_id, created_at, id) where deal_id is not null;
create index notes_by_day on notes (workspace_id, created_at, id);
create index notes_by_mention on notes using gin (mentioned_ids) where mentioned_ids <> '{}';
create index notes_deleted on notes (deleted_at) where deleted_at is not null;

-- Files stand in the database, in pieces: every process can serve them, and a backup of the database is a backup of them.
create table files (
  workspace_id uuid not null,
  id uuid not null,
  company_id uuid,
  person_id uuid,
  household_id uuid,
  deal_id uuid,
  note_id uuid,
  name text not null,
  bytes bigint not null,
  -- What the content is, by its first bytes: never what the sender says.
  media_type text not null,
  sha256 bytea not null,
  added_kind text not null,
  added_by uuid,
  created_at timestamptz not null,
  deleted_at timestamptz,
  deleted_by uuid,
  primary key (workspace_id, id),
  check (num_nonnulls(company_id, person_id, household_id, deal_id, note_id) = 1),
  foreign key (workspace_id, company_id) references companies (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, household_id) references households (workspace_id, id) on delete cascade,
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, note_id) references notes (workspace_id, id) on delete cascade
);

create index files_by_company on files (workspace_id, company_id, created_at, id) where company_id is not null;
create index files_by_person on files (workspace_id, person_id, created_at, id) where person_id is not null;
create index files_by_household on files (workspace_id, household_id, created_at, id) where household_id is not null;
create index files_by_deal on files (workspace_id, deal_id, created_at, id) where deal_id is not null;
create index files_by_note on files (workspace_id, note_id, id) where note_id is not null;
create index files_deleted on files (deleted_at) where deleted_at is not null;

create table file_pieces (
  workspace_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  number integer not null,
  content bytea not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, file_id) references files (workspace_id, id) on delete cascade
);

create unique index file_pieces_by_file on file_pieces (workspace_id, file_id, number);

-- Sources: on which basis we may use what they gave, and what they cost.
alter table sources
  add column basis text,
  add column licence text,
  add column version integer not null default 1,
  add column field_versions jsonb not null default '{}';

create table cost_entries (
  workspace_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  campaign text,
  from_on date not null,
  to_on date not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency char(3) not null,
  note text,
  created_at timestamptz not null,
  created_by uuid,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  check (to_on >= from_on),
  foreign key (workspace_id, source_id) references sources (workspace_id, id)
);

create index cost_entries_by_source on cost_entries (workspace_id, source_id, from_on, id);
create index cost_entries_by_day on cost_entries (workspace_id, from_on, id);

-- Products and what they cost when, and to whom.
alter table products
  add column description text,
  add column launched_on date,
  add column retired_on date;

create table price_lists (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  currency char(3) not null,
  valid_from date,
  valid_until date,
  -- Only for customers with this tag; null is for everybody.
  tag_id uuid,
  created_at timestamptz not null,
  retired_at timestamptz,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  check (valid_until >= valid_from),
  foreign key (workspace_id, tag_id) references tags (workspace_id, id)
);

create unique index price_lists_by_name on price_lists (workspace_id, lower(name));

create table prices (
  workspace_id uuid not null,
  id uuid not null,
  price_list_id uuid not null,
  product_id uuid not null,
  price_minor bigint not null check (price_minor >= 0),
  cost_minor bigint check (cost_minor >= 0),
  primary key (workspace_id, id),
  foreign key (workspace_id, price_list_id) references price_lists (workspace_id, id) on delete cascade,
  foreign key (workspace_id, product_id) references products (workspace_id, id) on delete cascade
);

create unique index prices_by_list on prices (workspace_id, price_list_id, product_id);
create index prices_by_product on prices (workspace_id, product_id);

create table payment_terms (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  -- Null: called by what it is, in the reader's language.
  name text,
  kind text not null check (kind in ('prepaid', 'on_delivery', 'net', 'instalments', 'subscription')),
  -- Days until an invoice is due; of the first instalment.
  days integer,
  -- Instalments: how many, and how many months apart. A subscription: months between invoices.
  instalments integer,
  every_months integer,
  -- Paid with the order.
  deposit_percent numeric,
  created_at timestamptz not null,
  retired_at timestamptz,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);

-- The usual terms, for the workspaces that are there; a new one gets them when it begins.
insert into payment_terms (workspace_id, id, kind, days, instalments, every_months, deposit_percent, created_at)
  select w.id, gen_random_uuid(), t.kind, t.days, t.instalments, t.every_months, t.deposit_percent, now()
  from workspaces w cross join (values
    ('prepaid', null::integer, null::integer, null::integer, null::numeric),
    ('on_delivery', null, null, null, null),
    ('net', 14, null, null, null),
    ('net', 30, null, null, null),
    ('net', 60, null, null, null),
    ('instalments', 30, 3, 1, null),
    ('subscription', 30, null, 12, null)
  ) as t (kind, days, instalments, every_months, deposit_percent);

alter table deals
  add column tag_ids uuid[] not null default '{}',
  add column payment_terms_id uuid,
  add column market_maturity text check (market_maturity in ('introduction', 'growth', 'maturity', 'decline')),
  add foreign key (workspace_id, payment_terms_id) references payment_terms (workspace_id, id);

create index deals_by_tag on deals using gin (tag_ids);

-- The list that a line's price came from; null when it came from the product or was typed.
alter table deal_lines
  add column price_list_id uuid,
  add foreign key (workspace_id, price_list_id) references price_lists (workspace_id, id);
