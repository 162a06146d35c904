-- By what an objection was resolved, and what that costs us, in the currency of its deal.
alter table objections add column resolution text;
alter table objections add column cost_minor bigint;
