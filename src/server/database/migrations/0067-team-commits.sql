-- What whoever leads a team says that its deals will be; it goes with the team.
alter table forecast_commits add column team_id uuid;
alter table forecast_commits add foreign key (workspace_id, team_id) references teams (workspace_id, id);
alter table forecast_commits add check (owner_id is null or team_id is null);

create index forecast_commits_by_team on forecast_commits (workspace_id, team_id) where team_id is not null;
