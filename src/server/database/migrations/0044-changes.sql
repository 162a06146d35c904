-- What changed since a day is found by when it was recorded, among the facts that count as a change.
create index facts_of_changes on facts (workspace_id, recorded_at)
  where type in ('deal.opened', 'deal.moved', 'deal.won', 'deal.lost', 'deal.disqualified', 'deal.postponed', 'deal.reopened',
    'deal.win_reversed', 'deal.came_back', 'deal.amount_changed', 'deal.expected_close_changed', 'deal.assigned');

-- Which open deals of each seller stall or have no next step is read from the index alone.
drop index deals_open_by_owner;
create index deals_open_by_owner on deals (workspace_id, owner_id) include (stage_id, stage_entered_at, next_step_on)
  where outcome = 'open';

-- Talks between a seller and whoever leads them, and what was agreed. Who wrote is a member or a key.
create table talks (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  member_id uuid not null,
  held_on date not null,
  notes text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members (workspace_id, id)
);
create index talks_by_member on talks (workspace_id, member_id, id desc);

create table talk_points (
  workspace_id uuid not null,
  id uuid not null,
  talk_id uuid not null,
  text text not null,
  done_at timestamptz,
  done_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, talk_id) references talks (workspace_id, id) on delete cascade
);
create index talk_points_by_talk on talk_points (workspace_id, talk_id, id);
