-- Figures that have no day of their own are found whatever day they were looked at with: their remarks' addresses lose it.
update remarks
set address = regexp_replace(regexp_replace(address, '\["byDay",[0-9]+\],?', ''), ',\]$', ']')
where address like '%["byDay",%' and figure not in (
  'win_rate', 'funnel', 'stage_times', 'comparison', 'objections', 'trials', 'techniques', 'skipping', 'win_backs');
