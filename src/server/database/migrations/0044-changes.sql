-- What changed since a day is found by when it was recorded, among the facts that count as a change.
create index facts_of_changes on facts (workspace_id, recorded_at)
  where type in ('deal.opened', 'deal.moved', 'deal.won', 'deal.lost', 'deal.disqualified', 'deal.postponed', 'deal.reopened',
    'deal.win_reversed', 'deal.came_back', 'deal.amount_changed', 'deal.expected_close_changed', 'deal.assigned');

-- Which open deals of each seller stall or have no next step is read from the index alone.
drop index deals_open_by_owner;
create index deals_open_by_owner on deals (workspace_id, owner_id) include (stage_id, stage_entered_at, next_step_on)
  where outcome = 'open';
