-- An experiment may test one sequence against another; both arms are then of the same version of the process.
alter table experiments
  add column control_sequence_id uuid,
  add column changed_sequence_id uuid,
  add constraint experiments_control_sequence foreign key (workspace_id, control_sequence_id) references sequences (workspace_id, id),
  add constraint experiments_changed_sequence foreign key (workspace_id, changed_sequence_id) references sequences (workspace_id, id),
  add constraint experiments_sequences check (
    (kind = 'sequence') = (control_sequence_id is not null) and (kind = 'sequence') = (changed_sequence_id is not null));
