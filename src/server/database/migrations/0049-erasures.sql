-- What somebody may ask of whoever keeps things about them: to have all of it erased, and not to be contacted again.

-- A row that was erased stays without anything of whoever it was about, so that what deals count stays right.
alter table people add column erased_at timestamptz;
alter table households add column erased_at timestamptz;

create table erasures (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  kind text not null check (kind in ('person', 'household')),
  -- No reference: what is left of the row may be deleted later, and that it was erased stays on record.
  customer_id uuid not null,
  status text not null check (status in ('queued', 'done', 'failed')),
  actor_kind text not null,
  actor_id uuid not null,
  asked_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id)
);

create index erasures_of_customer on erasures (workspace_id, customer_id);

-- By which addresses and numbers those who were erased are known when a list brings them again: hashes with the salt of the
-- workspace, so that none can be read here, and all of a workspace with the same one.
create table forgotten_contacts (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  salt bytea not null,
  hash bytea not null,
  forgotten_at timestamptz not null,
  primary key (workspace_id, id)
);

create unique index forgotten_contacts_once on forgotten_contacts (workspace_id, hash);
