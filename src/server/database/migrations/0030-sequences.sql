-- Sequences: calls, tasks and messages that follow each other, with working days between. A change of the steps makes a new
-- version; who is in one stays on theirs.

create table sequences (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text not null,
  -- The version that new people come into.
  number integer not null,
  retired_at timestamptz,
  created_at timestamptz not null,
  created_by uuid,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  primary key (workspace_id, id)
);

create table sequence_versions (
  workspace_id uuid not null,
  id uuid not null,
  sequence_id uuid not null,
  number integer not null,
  -- As src/contract/sequences.ts says, in their order.
  steps jsonb not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, sequence_id) references sequences (workspace_id, id) on delete cascade
);

create unique index sequence_versions_once on sequence_versions (workspace_id, sequence_id, number);

create table enrolments (
  workspace_id uuid not null,
  id uuid not null,
  sequence_id uuid not null,
  version_id uuid not null,
  person_id uuid not null,
  -- The open deal they had when it began.
  deal_id uuid,
  -- Who does the steps; nobody, where a key without a member began it and nobody owns the person.
  owner_id uuid,
  -- The next step, counted from 1, and when it is due.
  step integer not null default 1,
  due_on date not null,
  started_at timestamptz not null,
  started_by uuid,
  ended_at timestamptz,
  end_reason text,
  primary key (workspace_id, id),
  check ((ended_at is null) = (end_reason is null)),
  foreign key (workspace_id, sequence_id) references sequences (workspace_id, id),
  foreign key (workspace_id, version_id) references sequence_versions (workspace_id, id),
  foreign key (workspace_id, person_id) references people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, deal_id) references deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, owner_id) references members (workspace_id, id)
);

-- Nobody is in two sequences at once.
create unique index enrolments_one_a_person on enrolments (workspace_id, person_id) where ended_at is null;
create index enrolments_due on enrolments (workspace_id, owner_id, due_on, id) where ended_at is null;
create index enrolments_by_sequence on enrolments (workspace_id, sequence_id, id);
create index enrolments_by_version on enrolments (workspace_id, version_id);
create index enrolments_by_person on enrolments (workspace_id, person_id, id);
create index enrolments_by_deal on enrolments (workspace_id, deal_id) where deal_id is not null;

create table enrolment_steps (
  workspace_id uuid not null,
  id uuid not null,
  enrolment_id uuid not null,
  step integer not null,
  -- Which of two texts it was.
  variant text check (variant in ('a', 'b')),
  skipped boolean not null,
  -- What came of a call or a message.
  outcome text,
  done_at timestamptz not null,
  done_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, enrolment_id) references enrolments (workspace_id, id) on delete cascade
);

create unique index enrolment_steps_once on enrolment_steps (workspace_id, enrolment_id, step);
