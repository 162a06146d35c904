-- Columns of numbers are a fifth as large when they are compressed, and read from a disk that much sooner. Those stored before are read as they are.
alter table stored_blocks add column is_compressed boolean not null default false;
