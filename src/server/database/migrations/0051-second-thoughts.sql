-- What was said about wins after they were won: all other wins of a period are told by their deals, a hundred thousand in one scan.
create index facts_of_second_thoughts on facts (workspace_id, occurred_at, deal_id) include (type)
  where type in ('deal.assigned', 'deal.reopened', 'deal.undone', 'deal.win_reversed');

-- What closed statements hold beside their own period, of which each keeps the sum.
create index commission_lines_beside on commission_lines (workspace_id, statement_id)
  where kind in ('claw_back', 'correction', 'adjustment');

-- The wins of a period with the facts that tell them, without a look at the facts themselves.
drop index facts_of_wins;
create index facts_of_wins on facts (workspace_id, occurred_at, deal_id) include (id, recorded_at) where type = 'deal.won';
