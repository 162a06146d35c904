-- What is found out before a call. Facts about a customer have their source, their basis and an end; the basis on which private
-- life may be noted is stated by the owner, and every statement is kept. Cards say what is known of markets, competitors and products.

create table dossier_facts (
  workspace_id uuid not null,
  id uuid not null,
  company_id uuid,
  person_id uuid,
  household_id uuid,
  kind text not null,
  is_private boolean not null,
  text text not null,
  source text not null,
  learned_on date not null,
  confidence text not null,
  basis text not null,
  -- The last day: after it the fact is shown to nobody, and a job erases it.
  expires_on date not null,
  created_at timestamptz not null,
  created_by uuid,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  check (num_nonnulls(company_id, person_id, household_id) = 1),
  foreign key (workspace_id, company_id) references companies (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, household_id) references households (workspace_id, id) on delete cascade
);

create index dossier_facts_by_company on dossier_facts (workspace_id, company_id, kind, id) where company_id is not null;
create index dossier_facts_by_person on dossier_facts (workspace_id, person_id, kind, id) where person_id is not null;
create index dossier_facts_by_household on dossier_facts (workspace_id, household_id, kind, id) where household_id is not null;
create index dossier_facts_by_end on dossier_facts (workspace_id, expires_on);
create index dossier_facts_private on dossier_facts (workspace_id, kind) where is_private;

-- Each row is what was stated from then on; the latest holds. No kinds: nothing private is kept.
create table private_statements (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  kinds text[] not null,
  basis text,
  wording text,
  stated_at timestamptz not null,
  stated_by uuid,
  primary key (workspace_id, id)
);

create index private_statements_by_time on private_statements (workspace_id, stated_at desc, id desc);

create table cards (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('market', 'competitor', 'product')),
  title text not null,
  title_folded text not null,
  words_folded text not null,
  product_id uuid,
  sector text,
  sector_folded text,
  price_position text,
  texts jsonb not null,
  retired_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references products (workspace_id, id)
);

create index cards_by_title on cards (workspace_id, title_folded, id);
create index cards_by_product on cards (workspace_id, product_id) where product_id is not null;

create table card_versions (
  workspace_id uuid not null,
  card_id uuid not null,
  version integer not null,
  title text not null,
  price_position text,
  texts jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (workspace_id, card_id, version),
  foreign key (workspace_id, card_id) references cards (workspace_id, id) on delete cascade
);

-- Whom a deal is fought for against: cards of competitors.
create table deal_competitors (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  card_id uuid not null,
  named_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, card_id) references cards (workspace_id, id)
);

create unique index deal_competitors_once on deal_competitors (workspace_id, deal_id, card_id);
create index deal_competitors_by_card on deal_competitors (workspace_id, card_id, deal_id);

-- Whether sellers prepare, and what comes of it, is counted over all deals.
create index facts_of_preparing on facts (workspace_id, deal_id, occurred_at) where type = 'deal.prepared';
