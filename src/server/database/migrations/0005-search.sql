-- Search. Names of customers have their indexes; here is what deals, numbers and notes need to be found, and what each
-- member opened last.

-- The folded words of a deal's name. Words and not trigrams: every index on deals is paid at every move and every imported
-- row, and an entry of five words costs a third of one of twenty trigrams. Pieces of words find a deal by its customer.
alter table deals add column name_words tsvector;
update deals set name_words = array_to_tsvector(array_remove(string_to_array(lower(name), ' '), ''));
create index deals_by_word on deals using gin (name_words);

-- Numbers read from their end: whoever calls shows the whole number, written with or without its country.
create index companies_by_number on companies (workspace_id, reverse(translate(coalesce(phone_e164, phone), '+-()./ ', '')))
  where phone is not null;
create index people_by_number on people (workspace_id, reverse(translate(coalesce(phone_e164, phone), '+-()./ ', '')))
  where phone is not null;
create index households_by_number on households (workspace_id, reverse(translate(coalesce(phone_e164, phone), '+-()./ ', '')))
  where phone is not null;

-- Further numbers and addresses stand in lists of a few rows: the indexes hold those alone.
create index companies_by_more on companies using gin ((more_phones::text || more_emails::text) gin_trgm_ops)
  where more_phones <> '[]' or more_emails <> '[]';
create index people_by_more on people using gin ((more_phones::text || more_emails::text) gin_trgm_ops)
  where more_phones <> '[]' or more_emails <> '[]';
create index households_by_more on households using gin ((more_phones::text || more_emails::text) gin_trgm_ops)
  where more_phones <> '[]' or more_emails <> '[]';

create index notes_by_piece on notes using gin (lower(plain) gin_trgm_ops) where deleted_at is null;

-- What somebody opened last: one row each, the latest first, so that opening a record is one small update.
create table recents (
  workspace_id uuid not null,
  -- Of the member, or of the key.
  id uuid not null,
  -- [{ kind, id }], at most fifty.
  records jsonb not null,
  primary key (workspace_id, id)
);
