-- Need, means, authority and time of a deal, as it is known today: by aspect, with the words that may be erased. What was known
-- before stands in its facts.

alter table deals add column qualification jsonb not null default '{}';
