-- What one was listed for, in the deal's currency, when its line got its price: against today's list, old sales looked discounted once a price had risen.
-- Nobody noted it of the lines there are.
alter table deal_lines add column list_minor bigint check (list_minor >= 0);
