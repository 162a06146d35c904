-- What people put together from figures, and what they say about them and about the products behind them.

-- A remark stands beside a figure under the same filters, and names the day it was made on.
create table remarks (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  figure text not null,
  filters jsonb not null,
  -- The filters as one text, in one order: what a figure's remarks are found by.
  address text not null,
  -- The day as of which the figure was looked at.
  on_day date not null,
  body text not null,
  -- A member or a key.
  created_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);

create index remarks_by_address on remarks (workspace_id, address, id);

create table dashboards (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  shared text not null check (shared in ('own', 'team', 'everyone')),
  -- A team that is deleted leaves its dashboards to whoever made them.
  team_id uuid,
  -- [{ figure, filters }], in the order they are shown.
  figures jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references teams (workspace_id, id)
);

create index dashboards_by_maker on dashboards (workspace_id, created_by, id);
create index dashboards_by_team on dashboards (workspace_id, team_id, id) where team_id is not null;

-- The figures that one has pinned to Today.
create table today_figures (
  workspace_id uuid not null references workspaces (id),
  -- That of the member or key whose they are.
  id uuid not null,
  figures jsonb not null,
  primary key (workspace_id, id)
);

-- Where a manager says that a product stands. Only added to: later months show how it did.
create table product_phases (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  product_id uuid not null,
  -- Null leaves it to the figures again.
  phase text check (phase in ('introduction', 'growth', 'maturity', 'decline')),
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references products (workspace_id, id) on delete cascade
);

create index product_phases_by_product on product_phases (workspace_id, product_id, recorded_at desc, id desc);
