-- Calls and appointments of a time are counted from this alone as well: by direction, whoever logged them.
drop index touches_of_hours;
create index touches_of_hours on touches (workspace_id, occurred_at)
  include (created_at, author_kind, author_id, channel, direction, outcome, minutes);
