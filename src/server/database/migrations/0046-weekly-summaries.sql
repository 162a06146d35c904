-- The summary of last week by mail: whether a workspace sends it, whether a member wants it, and what was sent.

alter table workspaces add column weekly_summary boolean not null default false;

-- Null: as the workspace chose.
alter table members add column weekly_summary boolean;

-- One row a member and Monday, made together with the wish to send it: nobody makes it twice.
create table weekly_summaries (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  -- The Monday that it is sent on.
  week_on date not null,
  -- 'sending' is written before it goes out: whoever finds it so does not know whether it went, and leaves it.
  mail text not null check (mail in ('waiting', 'sending', 'sent', 'failed', 'unwanted')),
  -- Of the secret in the mail that stops all further ones.
  stop_token_hash bytea,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members (workspace_id, id)
);

create unique index weekly_summaries_by_member on weekly_summaries (workspace_id, member_id, week_on);
create index weekly_summaries_by_token on weekly_summaries (workspace_id, stop_token_hash);
