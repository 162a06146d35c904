-- A seller's own open deals are a few hundred, whatever they have closed in years: Today and the board read these alone.
create index deals_open_by_owner on deals (workspace_id, owner_id) where outcome = 'open';
