-- From when to when an appointment was moved, and when that was said: [{"from", "to", "at"}], the first first.
alter table appointments add column moves jsonb not null default '[]';
update appointments a set moves = m.moves
  from (
    select f.workspace_id, f.deal_id, f.data ->> 'appointmentId' as appointment_id, jsonb_agg(jsonb_build_object(
      'from', f.data -> 'from', 'to', f.data -> 'to', 'at', f.recorded_at) order by f.recorded_at, f.id) as moves
    from facts f where f.type = 'deal.appointment_moved' group by 1, 2, 3) m
  where m.workspace_id = a.workspace_id and m.deal_id = a.deal_id and m.appointment_id = a.id::text;
create index appointments_moved on appointments (workspace_id, id) where moved_times > 0;
