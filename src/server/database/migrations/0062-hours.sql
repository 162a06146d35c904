-- What people did in a time is read from these alone: facts by when they were told, and what was said and shown by when.
create index facts_of_members on facts (workspace_id, recorded_at, actor_id) include (type) where actor_kind = 'member';
create index touches_of_hours on touches (workspace_id, occurred_at)
  include (created_at, author_kind, author_id, channel, outcome, minutes) where author_kind in ('member', 'key');
create index touches_without_deal on touches (workspace_id, created_at, author_id)
  where author_kind = 'member' and deal_id is null;
create index presentations_by_time on presentations (workspace_id, held_at);
create index dossier_facts_by_time on dossier_facts (workspace_id, created_at);
