-- What was done is counted by the deals it was for too, from these indexes alone: of each fact and touch a page of its table was read.
create index facts_of_members_for_deals on facts (workspace_id, recorded_at, actor_id) include (type, deal_id) where actor_kind = 'member';
drop index facts_of_members;
alter index facts_of_members_for_deals rename to facts_of_members;
create index touches_of_hours_for_deals on touches (workspace_id, occurred_at)
  include (created_at, author_kind, author_id, channel, direction, outcome, minutes, deal_id);
drop index touches_of_hours;
alter index touches_of_hours_for_deals rename to touches_of_hours;
