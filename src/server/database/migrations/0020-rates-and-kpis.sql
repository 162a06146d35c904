-- Exchange rates, and what a workspace chose for its key figures. Both only grow: an old report finds what was known then.

create table exchange_rates (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  currency char(3) not null,
  -- The currency that the workspace reports in: one unit of `currency` is worth `rate` units of it.
  reporting char(3) not null,
  on_day date not null,
  -- Null takes the rate of the day back.
  rate double precision check (rate > 0),
  recorded_at timestamptz not null,
  -- A member; null for a key.
  recorded_by uuid,
  primary key (workspace_id, id)
);

create index exchange_rates_by_day on exchange_rates
  (workspace_id, reporting, currency, on_day, recorded_at desc, id desc);

create table kpi_choices (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  options jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (workspace_id, id)
);

create index kpi_choices_by_time on kpi_choices (workspace_id, recorded_at, id);
