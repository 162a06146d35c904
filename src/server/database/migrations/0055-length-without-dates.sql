-- How long a deal took from its opening to its end, where a file told that and none of the two days.
alter table deals add column length_days integer check (length_days between 0 and 36500);
