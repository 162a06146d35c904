-- Lists of prospects: members of the base that somebody means to sell to, before any of them is a deal.

create table lists (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  created_from text not null check (created_from in ('hand', 'paste', 'import', 'filter')),
  source_id uuid,
  cost_minor bigint check (cost_minor >= 0),
  cost_currency char(3),
  note text,
  -- What is to be sold to those on it; the same people may stand on another list for another product.
  product_id uuid,
  -- Where its deals open; the default process without one.
  process_id uuid,
  closed_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, source_id) references sources (workspace_id, id),
  foreign key (workspace_id, product_id) references products (workspace_id, id),
  foreign key (workspace_id, process_id) references processes (workspace_id, id)
);

create unique index lists_by_name on lists (workspace_id, lower(name));

-- Who may work a list; one without rows is everybody's.
create table list_workers (
  workspace_id uuid not null,
  list_id uuid not null,
  member_id uuid not null,
  primary key (workspace_id, list_id, member_id),
  foreign key (workspace_id, list_id) references lists (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references members (workspace_id, id)
);

create table prospects (
  workspace_id uuid not null,
  id uuid not null,
  list_id uuid not null,
  company_id uuid,
  person_id uuid,
  household_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'set_aside', 'dropped', 'claimed')),
  set_aside_until date,
  drop_reason text,
  note text,
  -- The deal that it became.
  deal_id uuid,
  -- Whom it was handed to, and when.
  owner_id uuid,
  handed_at timestamptz,
  source_id uuid,
  grade text check (grade in ('A', 'B', 'C')),
  -- Where it stands, and the codes of why: written together, so that the reasons shown are those it was ranked by.
  score smallint not null default 0,
  reasons text[] not null default '{}',
  ranked_at timestamptz not null,
  -- The day from which one of the reasons no longer holds.
  lapses_on date,
  worked_at timestamptz,
  worked_by uuid,
  created_by uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (workspace_id, id),
  check (num_nonnulls(company_id, person_id, household_id) = 1),
  check ((state = 'set_aside') = (set_aside_until is not null)),
  check ((state = 'dropped') = (drop_reason is not null)),
  check ((state = 'claimed') = (deal_id is not null)),
  foreign key (workspace_id, list_id) references lists (workspace_id, id) on delete cascade,
  foreign key (workspace_id, company_id) references companies (workspace_id, id),
  foreign key (workspace_id, person_id) references people (workspace_id, id),
  foreign key (workspace_id, household_id) references households (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id),
  foreign key (workspace_id, owner_id) references members (workspace_id, id),
  foreign key (workspace_id, source_id) references sources (workspace_id, id)
);

-- Somebody stands on a list once.
create unique index prospects_of_company on prospects (workspace_id, company_id, list_id) where company_id is not null;
create unique index prospects_of_person on prospects (workspace_id, person_id, list_id) where person_id is not null;
create unique index prospects_of_household on prospects (workspace_id, household_id, list_id) where household_id is not null;

-- The call list in its order: of one list, of all, of one seller, of nobody yet, of one source, of one grade.
create index prospects_ranked_in_list on prospects (workspace_id, list_id, score desc, id desc) where state = 'waiting';
create index prospects_ranked on prospects (workspace_id, score desc, id desc) where state = 'waiting';
create index prospects_ranked_of_owner on prospects (workspace_id, owner_id, score desc, id desc)
  where state = 'waiting' and owner_id is not null;
create index prospects_ranked_of_nobody on prospects (workspace_id, score desc, id desc)
  where state = 'waiting' and owner_id is null;
create index prospects_ranked_of_source on prospects (workspace_id, source_id, score desc, id desc)
  where state = 'waiting' and source_id is not null;
create index prospects_ranked_of_grade on prospects (workspace_id, grade, score desc, id desc)
  where state = 'waiting' and grade is not null;
create index prospects_due on prospects (workspace_id, set_aside_until) where state = 'set_aside';
-- The day as a number that falls, because the list is read from the greatest key down: who comes soonest stands first.
create index prospects_set_aside on prospects (workspace_id, (date '2000-01-01' - set_aside_until) desc, id desc)
  where state = 'set_aside';
create index prospects_dropped on prospects (workspace_id, score desc, id desc) where state = 'dropped';
create index prospects_lapsing on prospects (workspace_id, lapses_on) where state = 'waiting' and lapses_on is not null;
create index prospects_in_list on prospects (workspace_id, list_id, id);
create index prospects_by_deal on prospects (workspace_id, deal_id) where deal_id is not null;
