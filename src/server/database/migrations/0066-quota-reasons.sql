-- Why a quota plan was changed, in the words of whoever plans; said with the change or later.
alter table quota_versions add column reason text check (length(reason) between 1 and 500);
