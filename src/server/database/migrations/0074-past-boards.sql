-- A board as of a past day looks for the last next step of each deal, and for whether its amount ever changed: all facts of a deal were read for that.
create index facts_of_next_steps on facts (workspace_id, deal_id, occurred_at, id)
  where type in ('deal.next_step_planned', 'deal.next_step_done', 'deal.next_step_dropped');
create index facts_of_amounts on facts (workspace_id, deal_id) where type = 'deal.amount_changed';
-- A channel or an outcome that is rare is found without going through all touches.
create index touches_by_channel on touches (workspace_id, channel, occurred_at desc, id desc);
create index touches_by_outcome on touches (workspace_id, outcome, occurred_at desc, id desc);
