import { error, type ErrorKind } from './error-kind.ts'

/** Refusals about how a workspace sells: processes, their versions, experiments and playbooks, the sample company. */
export const processErrors = {
  feedback_answered: error(409, 'This word about the playbook has been answered already.'),
  trial_ended: error(409, 'What came of this trial has been said already.'),
  no_published_process: error(409, 'There is no published process version to open a deal in.'),
  version_not_draft: error<{ status: string }>(409, 'Only a draft can be edited, published or discarded.'),
  draft_exists: error<{ versionId: string }>(409, 'The process has a draft already.'),
  stages_invalid: error<{
    problem:
      | 'phases_out_of_order'
      | 'too_few'
      | 'too_many'
      | 'duplicate_key'
      | 'care_not_last'
      | 'duplicate_name'
      | 'sentence_missing'
  }>(422, 'The stages do not make a process.'),
  sample_loaded: error(409, 'The sample company is in this workspace already.'),
  workspace_has_deals: error(409, 'The workspace has deals: the sample company comes only where it mixes with none.'),
  default_process_stays: error(409, 'The default process cannot retire; make another one the default first.'),
  changeover_invalid: error<{
    problem: 'same_version' | 'not_published' | 'never_published' | 'unknown_stage' | 'care_stage' | 'nothing_mapped'
  }>(422, 'The mapping of stages does not lead running deals from one version to another.'),
  experiment_not_so: error<{ status: string }>(409, 'The experiment has begun, has not, or was decided already.'),
  experiment_running: error(
    409,
    'An experiment runs on this process: until it ends, neither another one nor a new version begins.',
  ),
  experiment_plan_changed: error<{ weeks: number | null }>(
    409,
    'How long the experiment takes is not what was shown; look at it again and start then.',
  ),
  change_under_way: error<{ kind: 'improvement' | 'experiment'; id: string; name: string }>(
    409,
    'Another change of this process is under way; finish it first, so that one can tell which change did what.',
  ),
  improvement_not_so: error<{ state: string }>(409, 'The improvement waits, is under way, or is over already.'),
  improvement_listed: error<{ id: string; name: string }>(409, 'This is on the list of improvements already.'),
  experiment_stage_gone: error(422, 'A version of the experiment no longer has the stage that is measured.'),
  experiment_version_unfit: error(422, 'The changed version is in use already, or stages of it are not finished.'),
  changeover_not_undoable: error<{ status: string }>(
    409,
    'Only a changeover that is done can be undone, within a day.',
  ),
} satisfies Record<string, ErrorKind<object>>
