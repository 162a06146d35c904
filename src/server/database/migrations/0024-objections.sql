-- What buyers object to, and the answers that are prepared for it. The words of buyers stand here alone, where they can be erased.

create table answers (
  workspace_id uuid not null,
  id uuid not null,
  title text not null,
  title_folded text not null,
  -- What a search finds it by: the title and every text.
  words_folded text not null,
  kind text not null,
  product_id uuid,
  texts jsonb not null,
  questions text,
  retired_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references products (workspace_id, id)
);

create index answers_by_title on answers (workspace_id, title_folded, id);
create index answers_by_product on answers (workspace_id, product_id) where product_id is not null;

-- What an answer said in each of its versions.
create table answer_versions (
  workspace_id uuid not null,
  answer_id uuid not null,
  version integer not null,
  title text not null,
  texts jsonb not null,
  questions text,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (workspace_id, answer_id, version),
  foreign key (workspace_id, answer_id) references answers (workspace_id, id) on delete cascade
);

create table objections (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  kind text not null,
  words text,
  person_id uuid,
  product_id uuid,
  raised_at timestamptz not null,
  outcome text,
  settled_at timestamptz,
  answer_id uuid,
  answer_version integer,
  reply text,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  check ((outcome is null) = (settled_at is null)),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, product_id) references products (workspace_id, id),
  foreign key (workspace_id, answer_id) references answers (workspace_id, id)
);

create index objections_by_time on objections (workspace_id, raised_at desc, id desc);
create index objections_by_deal on objections (workspace_id, deal_id, raised_at desc, id desc);
create index objections_by_kind on objections (workspace_id, kind, raised_at desc, id desc);
create index objections_by_product on objections (workspace_id, product_id, raised_at desc, id desc) where product_id is not null;
create index objections_by_person on objections (workspace_id, person_id) where person_id is not null;
create index objections_by_answer on objections (workspace_id, answer_id, outcome) where answer_id is not null;
