-- Teams, and whose customers and deals a member or key sees: their own, their team's, or all.

create table teams (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);

create unique index teams_by_name on teams (workspace_id, lower(name));

alter table members
  add column team_id uuid,
  add column sees text not null default 'all' check (sees in ('own', 'team', 'all')),
  add column deactivated_at timestamptz,
  add foreign key (workspace_id, team_id) references teams (workspace_id, id);

create index members_by_team on members (workspace_id, team_id) where team_id is not null;

-- A key that stands for a member sees what that member sees; one that stands for nobody sees all.
alter table api_keys
  add column member_id uuid,
  -- The rights that the key keeps of its role's; null keeps all of them.
  add column scopes text[],
  add foreign key (workspace_id, member_id) references members (workspace_id, id);
