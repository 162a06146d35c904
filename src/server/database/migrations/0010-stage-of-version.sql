-- A deal's stage is one of the process version that it is pinned to: one reference says both, and costs one look-up less
-- at every deal that is opened.

alter table stages add unique (workspace_id, version_id, id);

alter table deals
  drop constraint deals_workspace_id_version_id_fkey,
  drop constraint deals_workspace_id_stage_id_fkey,
  add foreign key (workspace_id, version_id, stage_id) references stages (workspace_id, version_id, id);
