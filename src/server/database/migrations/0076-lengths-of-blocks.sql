-- A block is decompressed into memory of its own length, told beforehand. What was stored so far has other columns, and is made anew from the facts.
delete from stored_histories;
alter table stored_blocks drop column is_compressed;
alter table stored_blocks add column length integer not null;
