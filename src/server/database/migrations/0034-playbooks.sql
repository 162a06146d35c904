-- How a stage is worked: questions to ask, what to do and what not, in each version of a process.
alter table stages add column playbook jsonb not null default '{"questions": [], "dos": [], "donts": []}';

-- A question of a stage that was asked in a deal, and what the buyer said: words that can be erased.
create table asked_questions (
  workspace_id uuid not null,
  id uuid not null,
  deal_id uuid not null,
  stage_key text not null,
  question_key text not null,
  words text,
  -- What a clue came to: money in the deal's currency, or a day.
  minor bigint,
  day date,
  asked_at timestamptz not null,
  asked_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade
);

create unique index asked_questions_once on asked_questions (workspace_id, deal_id, stage_key, question_key);

-- What does not work, told by those who work with it, and what was said to that.
create table playbook_feedback (
  workspace_id uuid not null,
  id uuid not null,
  about text not null,
  process_id uuid,
  stage_key text,
  question_key text,
  answer_id uuid,
  deal_id uuid,
  words text not null,
  created_at timestamptz not null,
  created_by uuid not null,
  verdict text,
  reply text,
  answered_at timestamptz,
  answered_by uuid,
  primary key (workspace_id, id),
  check ((verdict is null) = (answered_at is null)),
  check ((answer_id is null) = (process_id is not null)),
  foreign key (workspace_id, process_id) references processes (workspace_id, id) on delete cascade,
  foreign key (workspace_id, answer_id) references answers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade
);

create index playbook_feedback_waiting on playbook_feedback (workspace_id, id) where verdict is null;
create index playbook_feedback_by_process on playbook_feedback (workspace_id, process_id, id) where process_id is not null;
create index playbook_feedback_by_answer on playbook_feedback (workspace_id, answer_id, id) where answer_id is not null;
create index playbook_feedback_by_deal on playbook_feedback (workspace_id, deal_id) where deal_id is not null;

-- Kinds of objection of the workspace's own, each below one of the common kinds; one that was merged leads to another.
create table objection_kinds (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  name_folded text not null,
  kind text not null,
  merged_into_id uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, merged_into_id) references objection_kinds (workspace_id, id)
);

create unique index objection_kinds_by_name on objection_kinds (workspace_id, name_folded) where merged_into_id is null;

alter table objections add column own_kind_id uuid;
alter table objections add foreign key (workspace_id, own_kind_id) references objection_kinds (workspace_id, id);
create index objections_by_own_kind on objections (workspace_id, own_kind_id) where own_kind_id is not null;
