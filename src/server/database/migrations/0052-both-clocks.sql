-- What a deal was first asked or approached with is read from its facts, as they were known at a moment.
create index facts_of_asks on facts (workspace_id, deal_id, occurred_at, id) where type = 'deal.close_asked';
create index facts_of_approaches on facts (workspace_id, deal_id, occurred_at, id)
  where type = 'deal.touched' and data ? 'approach';

-- From when to when an appointment was moved, and when that was said: [{"from", "to", "at"}], the first first.
alter table appointments add column moves jsonb not null default '[]';
update appointments a set moves = m.moves
  from (
    select f.workspace_id, f.deal_id, f.data ->> 'appointmentId' as appointment_id, jsonb_agg(jsonb_build_object(
      'from', f.data -> 'from', 'to', f.data -> 'to', 'at', f.recorded_at) order by f.recorded_at, f.id) as moves
    from facts f where f.type = 'deal.appointment_moved' group by 1, 2, 3) m
  where m.workspace_id = a.workspace_id and m.deal_id = a.deal_id and m.appointment_id = a.id::text;
create index appointments_moved on appointments (workspace_id, id) where moved_times > 0;
