-- Imports as things: stopped, kept slow, and undone as a whole.

alter table imports drop constraint imports_status_check;
alter table imports add constraint imports_status_check
  check (status in ('staged', 'queued', 'running', 'done', 'failed', 'stopped', 'undoing', 'undone'));
alter table imports
  -- Leaves the machine to those who work meanwhile.
  add column gentle boolean not null default false,
  -- How far an undo is, what it did, and who asked for it.
  add column undo jsonb;

-- The rows that an import changed, with what they had before and what it gave them: an undo gives back what nobody changed
-- since. Rows that it made bear its id themselves; they are here if it changed them later on, if their table has no place
-- for that id, or if an undo kept them.
create table import_rows (
  workspace_id uuid not null,
  import_id uuid not null,
  row_id uuid not null,
  -- The table of the row.
  kind text not null,
  -- Null: the import made the row.
  before jsonb,
  after jsonb,
  -- That of the row, as the import left it.
  version integer not null,
  undone text check (undone in ('restored', 'kept')),
  -- Why an undo kept it: { reason, fields, by }.
  kept jsonb,
  primary key (workspace_id, import_id, row_id),
  foreign key (workspace_id, import_id) references imports (workspace_id, id) on delete cascade
);

create index import_rows_kept on import_rows (workspace_id, import_id, row_id) where undone = 'kept';

-- An import asks for everybody of one name at one company: a name alone has hundreds of them in a base of a million.
drop index people_by_name;
create index people_by_name on people (workspace_id, name_folded, company_id);
-- Those of whom nothing but the name is known.
create index people_bare on people (workspace_id, name_folded)
  where company_id is null and email is null and phone_e164 is null and external_id is null;
