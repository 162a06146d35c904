-- What sellers began themselves is counted from this index alone: of each touch a page of the table was read.
create index touches_by_author_directed on touches (workspace_id, author_id, occurred_at desc, id desc)
  include (direction) where author_id is not null;
drop index touches_by_author;
alter index touches_by_author_directed rename to touches_by_author;
