-- The first schema. It keeps the rules that let it be distributed by workspace_id later: every tenant table has the key
-- (workspace_id, id), every unique index contains workspace_id, references are composite, nothing is set null by the
-- database, no triggers. One statement is sent at a time, so a statement ends with a semicolon at the end of a line.

create extension if not exists pg_trgm;

-- Reference tables: no workspace.

create table workspaces (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  language text not null,
  currency char(3) not null,
  time_zone text not null,
  created_at timestamptz not null,
  version integer not null default 1,
  -- Field → the version in which it last changed: tells an editor what has changed since.
  field_versions jsonb not null default '{}'
);

create table users (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sessions (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  -- SHA-256 of the token, in hex: a stolen table opens no session.
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index sessions_by_user on sessions (user_id);

create table accounts (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index accounts_by_user on accounts (user_id);

create table verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Sign-in attempts per address and per account: the key is a hash, so that no address can be read from it.
create table sign_in_attempts (
  key text primary key,
  failures integer not null,
  window_ends_at timestamptz not null
);

-- Access.

create table members (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  user_id text references users (id),
  name text not null,
  role text not null check (role in ('owner', 'admin', 'manager', 'seller', 'care', 'read-only')),
  language text not null,
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  single_keys boolean not null default true,
  external_id text,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);

create unique index members_by_user on members (workspace_id, user_id) where user_id is not null;
create index members_of_user on members (user_id) where user_id is not null;
create index members_by_name on members (workspace_id, lower(name), id);

create table api_keys (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  role text not null,
  secret_hash bytea not null,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);

create unique index api_keys_by_secret on api_keys (workspace_id, secret_hash);

create table audit_entries (
  workspace_id uuid not null,
  id uuid not null,
  occurred_at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  action text not null,
  subject_kind text,
  subject_id uuid,
  data jsonb not null default '{}',
  address text,
  primary key (workspace_id, id)
);

create table idempotency_keys (
  workspace_id uuid not null,
  actor_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status integer not null,
  response jsonb not null,
  created_at timestamptz not null,
  primary key (workspace_id, actor_id, key)
);

create index idempotency_keys_by_age on idempotency_keys (created_at);

-- What must happen after the transaction: the relay makes a job of each row.
create table outbox (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  relayed_at timestamptz,
  done_at timestamptz,
  primary key (workspace_id, id)
);

create index outbox_waiting on outbox (workspace_id, id) where done_at is null;

-- The base: whom we know.

create table sources (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  kind text not null,
  observed_from date,
  note text,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

create unique index sources_by_name on sources (workspace_id, lower(name));

create table companies (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  -- Folded for search and for finding duplicates: case, Latin and Hebrew marks gone; Thai kept whole.
  name_folded text not null,
  domain text,
  phone text,
  email text,
  street text,
  postal_code text,
  city text,
  country text,
  sector text,
  founded_year integer,
  employees bigint,
  revenue_minor bigint,
  revenue_currency char(3),
  parent_id uuid,
  owner_id uuid,
  source_id uuid,
  external_id text,
  import_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references companies (workspace_id, id),
  foreign key (workspace_id, owner_id) references members (workspace_id, id),
  foreign key (workspace_id, source_id) references sources (workspace_id, id)
);

create unique index companies_by_external_id on companies (workspace_id, external_id) where external_id is not null;
create index companies_by_name on companies (workspace_id, name_folded);
create index companies_by_piece on companies using gin (name_folded gin_trgm_ops);
create index companies_by_domain on companies using gin (domain gin_trgm_ops);

create table people (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  name_folded text not null,
  title text,
  email text,
  phone text,
  linkedin text,
  company_id uuid,
  owner_id uuid,
  source_id uuid,
  external_id text,
  import_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, company_id) references companies (workspace_id, id),
  foreign key (workspace_id, owner_id) references members (workspace_id, id),
  foreign key (workspace_id, source_id) references sources (workspace_id, id)
);

create unique index people_by_external_id on people (workspace_id, external_id) where external_id is not null;
create index people_by_name on people (workspace_id, name_folded);
create index people_by_email on people (workspace_id, email) where email is not null;
create index people_by_company on people (workspace_id, company_id, id) where company_id is not null;
create index people_by_piece on people using gin (name_folded gin_trgm_ops);
create index people_by_email_piece on people using gin (email gin_trgm_ops);

create table households (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  name_folded text not null,
  street text,
  postal_code text,
  city text,
  country text,
  phone text,
  owner_id uuid,
  source_id uuid,
  external_id text,
  import_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references members (workspace_id, id),
  foreign key (workspace_id, source_id) references sources (workspace_id, id)
);

create unique index households_by_external_id on households (workspace_id, external_id) where external_id is not null;
create index households_by_name on households (workspace_id, name_folded);
create index households_by_piece on households using gin (name_folded gin_trgm_ops);
create index households_by_street on households using gin (lower(street) gin_trgm_ops);

create table products (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  name_folded text not null,
  code text,
  family text,
  price_minor bigint,
  cost_minor bigint,
  currency char(3) not null,
  active boolean not null default true,
  external_id text,
  import_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);

create unique index products_by_name on products (workspace_id, name_folded);

-- The process as versioned data.

create table processes (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  is_default boolean not null default false,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (workspace_id, id)
);

create unique index processes_default on processes (workspace_id) where is_default;
create unique index processes_by_name on processes (workspace_id, lower(name));

create table process_versions (
  workspace_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  number integer not null,
  status text not null check (status in ('draft', 'published', 'retired')),
  overrides text not null default 'anyone' check (overrides in ('anyone', 'managers', 'nobody')),
  created_at timestamptz not null,
  published_at timestamptz,
  published_by uuid,
  retired_at timestamptz,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, process_id) references processes (workspace_id, id)
);

create unique index process_versions_by_number on process_versions (workspace_id, process_id, number);
create unique index process_versions_draft on process_versions (workspace_id, process_id) where status = 'draft';
create unique index process_versions_published on process_versions (workspace_id, process_id) where status = 'published';

create table stages (
  workspace_id uuid not null,
  id uuid not null,
  version_id uuid not null,
  process_id uuid not null,
  -- Stays the same through the versions of a process: what numbers compare by.
  key text not null,
  position integer not null,
  name text not null,
  phases text[] not null,
  purpose text,
  buyer_step text,
  script text,
  gate text not null check (gate in ('advise', 'enforce')),
  entry_criteria jsonb not null,
  exit_criteria jsonb not null,
  touchpoints jsonb not null,
  target_duration_days integer,
  target_conversion_percent numeric,
  primary key (workspace_id, id),
  foreign key (workspace_id, version_id) references process_versions (workspace_id, id) on delete cascade
);

create unique index stages_by_key on stages (workspace_id, version_id, key);

-- Deals and their facts.

create table deals (
  -- No reference to workspaces: every insert would lock that one row; the version's reference holds it.
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  company_id uuid,
  person_id uuid,
  household_id uuid,
  process_id uuid not null,
  version_id uuid not null,
  stage_id uuid not null,
  stage_entered_at timestamptz not null,
  outcome text not null default 'open' check (outcome in ('open', 'won', 'lost', 'disqualified', 'not_now')),
  ended_at timestamptz,
  owner_id uuid,
  source_id uuid,
  amount_minor bigint,
  currency char(3) not null,
  expected_close_on date,
  next_step text,
  next_step_on date,
  come_back_on date,
  opened_at timestamptz not null,
  opened_dated boolean not null default true,
  observed_from date,
  previous_deal_id uuid,
  external_id text,
  import_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  check (num_nonnulls(company_id, person_id, household_id) <= 1),
  check ((outcome = 'open') = (ended_at is null)),
  foreign key (workspace_id, company_id) references companies (workspace_id, id),
  foreign key (workspace_id, person_id) references people (workspace_id, id),
  foreign key (workspace_id, household_id) references households (workspace_id, id),
  foreign key (workspace_id, version_id) references process_versions (workspace_id, id),
  foreign key (workspace_id, stage_id) references stages (workspace_id, id),
  foreign key (workspace_id, owner_id) references members (workspace_id, id),
  foreign key (workspace_id, source_id) references sources (workspace_id, id),
  foreign key (workspace_id, previous_deal_id) references deals (workspace_id, id)
);

create unique index deals_by_external_id on deals (workspace_id, external_id) where external_id is not null;
create index deals_by_outcome on deals (workspace_id, outcome, id);
create index deals_by_stage on deals (workspace_id, stage_id, id);
create index deals_by_owner on deals (workspace_id, owner_id, id) where owner_id is not null;
create index deals_by_company on deals (workspace_id, company_id, id) where company_id is not null;
create index deals_by_person on deals (workspace_id, person_id, id) where person_id is not null;
create index deals_by_household on deals (workspace_id, household_id, id) where household_id is not null;
create index deals_by_source on deals (workspace_id, source_id, id) where source_id is not null;
create index deals_by_previous on deals (workspace_id, previous_deal_id, id) where previous_deal_id is not null;
create index deals_open on deals (workspace_id, process_id, stage_id) where outcome = 'open';

create table deal_lines (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  position integer not null,
  product_id uuid not null,
  quantity numeric not null check (quantity > 0),
  price_minor bigint not null check (price_minor >= 0),
  cost_minor bigint check (cost_minor >= 0),
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, product_id) references products (workspace_id, id)
);

create index deal_lines_by_deal on deal_lines (workspace_id, deal_id, position);
create index deal_lines_by_product on deal_lines (workspace_id, product_id, deal_id);

create table stakeholders (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('decides', 'champion', 'influences', 'uses', 'blocks', 'signs')),
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id)
);

create unique index stakeholders_by_deal on stakeholders (workspace_id, deal_id, person_id);
create index stakeholders_by_person on stakeholders (workspace_id, person_id, deal_id);

-- A criterion of a gate that a person confirmed.
create table confirmations (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  stage_key text not null,
  criterion text not null,
  confirmed_at timestamptz not null,
  confirmed_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade
);

create unique index confirmations_by_deal on confirmations (workspace_id, deal_id, stage_key, criterion);

-- The log: append-only. Ids, codes and numbers only; words of people stand in fact_words and can be erased.
create table facts (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  type text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  -- False when an import knew no date: never enters a duration.
  dated boolean not null default true,
  actor_kind text not null check (actor_kind in ('member', 'key', 'import', 'automation')),
  actor_id uuid,
  from_stage_id uuid,
  stage_id uuid,
  -- The fact that this one undoes: neither counts.
  undoes uuid,
  data jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade
);

create index facts_by_deal on facts (workspace_id, deal_id, occurred_at, id);
-- How deals stood on a day is read from these facts alone, deal by deal in their order, without a look at the table: the
-- figures of 100,000 deals take a fifth of the time that they take through facts_by_deal.
create index facts_of_state on facts (workspace_id, deal_id, occurred_at, id) include (type, stage_id, dated, recorded_at)
  where type in ('deal.opened', 'deal.moved', 'deal.won', 'deal.win_reversed', 'deal.lost', 'deal.disqualified',
    'deal.postponed', 'deal.reopened');
create index facts_undone on facts (workspace_id, undoes) where undoes is not null;

create table fact_words (
  workspace_id uuid not null,
  id uuid not null,
  words text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references facts (workspace_id, id) on delete cascade
);

-- Imports.

create table imports (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  status text not null check (status in ('staged', 'queued', 'running', 'done', 'failed')),
  dry_run boolean not null default false,
  observed_from date,
  mapping jsonb not null,
  confidence jsonb not null default '{}',
  processed bigint not null default 0,
  result jsonb not null default '{}',
  created_by uuid,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, id)
);

-- A file as it came, in pieces, so that a worker on another machine can read it.
create table import_files (
  workspace_id uuid not null,
  id uuid not null,
  import_id uuid not null,
  name text not null,
  bytes bigint not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, import_id) references imports (workspace_id, id) on delete cascade
);

create table import_file_pieces (
  workspace_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  number integer not null,
  content bytea not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, file_id) references import_files (workspace_id, id) on delete cascade
);

create index import_file_pieces_by_file on import_file_pieces (workspace_id, file_id, number);

create table import_rejections (
  workspace_id uuid not null,
  id uuid not null,
  import_id uuid not null,
  file_id uuid not null,
  row_number integer not null,
  code text not null,
  cells jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, import_id) references imports (workspace_id, id) on delete cascade
);

create index import_rejections_by_import on import_rejections (workspace_id, import_id, row_number);
