-- Invitations, and the ways through the audit log.

-- The token of an invitation is stored as its hash. A mail has one of its own, made when it is sent, so that no secret waits
-- in the outbox; every link before the latest renewal is closed.
create table invitations (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'manager', 'seller', 'care', 'read-only')),
  team_id uuid,
  sees text not null check (sees in ('own', 'team', 'all')),
  language text not null,
  claims uuid,
  token_hash bytea not null,
  mail_token_hash bytea,
  mail text check (mail in ('waiting', 'sent', 'failed')),
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references teams (workspace_id, id),
  foreign key (workspace_id, claims) references members (workspace_id, id),
  foreign key (workspace_id, accepted_by) references members (workspace_id, id)
);

create unique index invitations_by_token on invitations (workspace_id, token_hash);
create unique index invitations_by_mail_token on invitations (workspace_id, mail_token_hash) where mail_token_hash is not null;
-- One open invitation an address.
create unique index invitations_open on invitations (workspace_id, email) where accepted_at is null and revoked_at is null;

create index audit_by_time on audit_entries (workspace_id, occurred_at, id);
create index audit_by_actor on audit_entries (workspace_id, actor_id, occurred_at, id);
create index audit_by_action on audit_entries (workspace_id, action, occurred_at, id);
create index audit_by_subject on audit_entries (workspace_id, subject_id, occurred_at, id) where subject_id is not null;

-- Who sees only their own sees what nobody owns too: both are looked up, where a few deals are theirs among a million.
create index deals_unowned on deals (workspace_id, id) where owner_id is null;

-- Who goes hands over: the keys that stand for a member, or that they answer for.
create index api_keys_by_member on api_keys (workspace_id, member_id) where member_id is not null;
create index api_keys_by_maker on api_keys (workspace_id, created_by) where created_by is not null;
