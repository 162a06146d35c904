-- Whether a member has done their first steps: found at once, also among the facts of many others.
create index facts_of_beginners on facts (workspace_id, actor_id, type, recorded_at)
  where type in ('deal.next_step_planned', 'deal.stakeholder_set', 'deal.won', 'deal.lost', 'deal.disqualified', 'deal.postponed');
