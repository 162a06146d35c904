-- What an experiment counts: wins, as all did before; the buyer's answer; or coming to a stage, named by its key.
alter table experiments
  add column measure text not null default 'won' check (measure in ('won', 'replied', 'reached')),
  add column measure_stage text,
  add constraint experiments_measure_stage check ((measure = 'reached') = (measure_stage is not null));
