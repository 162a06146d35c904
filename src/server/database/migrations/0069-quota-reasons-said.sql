-- Why a version of a quota plan was made: each reason as it was said, only added to. What was said before this was kept one by one
-- stands in quota_versions.reason, which nothing writes any more.
create table quota_reasons (
  workspace_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  number integer not null,
  reason text not null check (length(reason) between 1 and 500),
  said_at timestamptz not null,
  -- A member or a key.
  said_by uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id, number) references quota_versions (workspace_id, plan_id, number) on delete cascade
);

create index quota_reasons_by_version on quota_reasons (workspace_id, plan_id, number, said_at, id);
