import type { CustomField } from '../../contract/custom-fields.ts'
import type { CustomValue } from '../../contract/custom-values.ts'
import type { Fact, FactType } from '../../contract/facts.ts'
import type { ProcessVersion } from '../../contract/process.ts'
import type { Translate } from '../../words/index.ts'
import type { Formats } from '../words/formats.ts'

interface Reader {
  readonly t: Translate
  readonly formats: Formats
  readonly locale: string
  /** Whose criteria the deal is asked; while it is read, a criterion is called by its key. */
  readonly version: ProcessVersion | undefined
  /** What terms of payment are called, by their id. */
  readonly terms: (id: unknown) => string | null
  /** The workspace's own fields, and what a value of one says. */
  readonly own: readonly CustomField[]
  readonly ownText: (field: CustomField, value: CustomValue | null) => string
}

/** A fact as a sentence in the reader's language. The values are those that docs/words.md names for each type. */
export function factSentence(fact: Fact, reader: Reader): string {
  const id = `facts.${fact.type.replace('.', '-')}`
  return reader.t(id, { actor: actorOf(fact, reader), ...values[fact.type](fact, reader) })
}

function actorOf({ actor: { kind, name } }: Fact, { t }: Reader): string {
  if (kind === 'import') return t('facts.actor.import')
  if (kind === 'automation') return t('facts.actor.automation')
  if (name === null) return t('facts.actor.unknown')
  return kind === 'key' ? t('facts.actor.key', { name: apart(name) }) : apart(name)
}

type Values = (fact: Fact, reader: Reader) => Record<string, unknown>

const none: Values = () => ({})
const fromTo =
  (write: (value: unknown, fact: Fact, reader: Reader) => string | null): Values =>
  (fact, reader) => ({ from: write(fact.data['from'], fact, reader), to: write(fact.data['to'], fact, reader) })
const reason: Values = ({ data }) => ({ reason: data['reason'] })
const handedOff: Values = (fact) => ({
  from: nameOf(fact.data['from'], fact),
  to: nameOf(fact.data['to'], fact),
  kind: nameOf(fact.data['kindId'], fact),
})
const asked: Values = ({ data }, reader) => ({ question: apart(questionText(data, reader)) })

const missingOf: Values = ({ data }, reader) => {
  const missing = strings(data['missing']).map((key) => criterionText(key, reader))
  return { missing: missing.length === 0 ? null : list(missing, reader) }
}

const values: Record<FactType, Values> = {
  'deal.opened': (fact, reader) => ({ stage: nameOf(fact.stageId, fact), ...missingOf(fact, reader) }),
  'deal.moved': (fact, reader) => ({
    direction: fact.data['direction'],
    from: nameOf(fact.fromStageId, fact),
    to: nameOf(fact.stageId, fact),
    ...skippedOf(fact, reader),
    ...missingOf(fact, reader),
  }),
  'deal.gate_overridden': missingOf,
  'deal.criterion_confirmed': ({ data, words }, reader) => ({
    met: String(data['met']),
    criterion: apart(words ?? criterionText(String(data['criterion']), reader)),
  }),
  'deal.won': (fact, reader) => ({
    amount: moneyOf(fact.data['minor'], fact, reader),
    signal: fact.data['signal'],
    ...skippedOf(fact, reader),
  }),
  'deal.win_reversed': reason,
  'deal.lost': ({ data }, reader) => ({ reason: data['reason'], comeBackOn: dayOf(data['comeBackOn'], reader) }),
  'deal.disqualified': reason,
  'deal.postponed': ({ data }, reader) => ({ comeBackOn: dayOf(data['comeBackOn'], reader) }),
  'deal.reopened': none,
  'deal.version_changed': (fact) => {
    const { fromNumber, toNumber, fromProcessId, processId, from, to } = fact.data
    return {
      process: processId === fromProcessId ? 'none' : nameOf(processId, fact),
      fromVersion: fromNumber,
      toVersion: toNumber,
      from: from === to ? 'none' : nameOf(fact.fromStageId, fact),
      to: nameOf(fact.stageId, fact),
    }
  },
  'deal.came_back': (fact) => ({ deal: nameOf(fact.data['newDealId'], fact) }),
  'deal.undone': ({ data }) => ({ type: String(data['type']).replace('.', '_') }),
  'deal.assigned': fromTo(nameOf),
  'deal.split_set': (fact, reader) => ({ members: namesIn(fact.data['memberIds'], fact, reader) }),
  'deal.assigned_to_arm': (fact) => ({
    arm: fact.data['arm'],
    experiment: nameOf(fact.data['experimentId'], fact),
  }),
  'deal.amount_changed': fromTo(moneyOf),
  'deal.expected_close_changed': fromTo((value, _, reader) => dayOf(value, reader)),
  'deal.customer_changed': (fact) => {
    const { companyId, personId, householdId } = fact.data
    return { customer: nameOf(companyId ?? personId ?? householdId, fact) }
  },
  'deal.source_changed': fromTo(nameOf),
  'deal.renamed': none,
  'deal.stakeholder_set': (fact) => ({ person: nameOf(fact.data['personId'], fact), role: fact.data['role'] }),
  'deal.stakeholder_removed': (fact) => ({ person: nameOf(fact.data['personId'], fact) }),
  'deal.next_step_planned': ({ data }, reader) => ({ on: dayOf(data['on'], reader) }),
  'deal.next_step_done': none,
  'deal.next_step_dropped': none,
  'deal.terms_changed': fromTo((value, _, { terms }) =>
    typeof value === 'string' ? apart(terms(value) ?? forgotten) : null,
  ),
  'deal.maturity_changed': ({ data }) => ({ from: data['from'] ?? null, to: data['to'] ?? null }),
  'deal.tagged': (fact, reader) => ({
    added: namesIn(fact.data['added'], fact, reader),
    removed: namesIn(fact.data['removed'], fact, reader),
  }),
  'deal.custom_changed': ({ data }, { own, ownText }) => {
    const field = own.find(({ id }) => id === data['fieldId'])
    // A value of the contract, which the log keeps as it was.
    const to = (data['to'] ?? null) as CustomValue | null
    const kind = !('to' in data) ? 'words' : to === null ? 'nothing' : 'value'
    return {
      field: apart(field?.name ?? forgotten),
      kind,
      to: field && to !== null ? apart(ownText(field, to)) : forgotten,
    }
  },
  'deal.touched': ({ data: { channel, direction, outcome } }) => ({ channel, direction, outcome }),
  'deal.touch_withdrawn': none,
  'deal.qualified': ({ data }, { t }) => ({
    verdict: data['verdict'],
    aspect: t(`codes.aspect.${String(data['aspect'])}`),
  }),
  'deal.objection_raised': (fact, { t }) => ({
    kind: nameOf(fact.data['ownKindId'], fact) ?? t(`codes.objection-kind.${String(fact.data['kind'])}`),
    product: nameOf(fact.data['productId'], fact),
  }),
  'deal.objection_settled': (fact) => ({ outcome: fact.data['outcome'], answer: nameOf(fact.data['answerId'], fact) }),
  'deal.objection_withdrawn': none,
  'deal.prepared': none,
  'deal.preparation_withdrawn': none,
  'deal.competitor_named': (fact) => ({ competitor: nameOf(fact.data['cardId'], fact) }),
  'deal.competitor_dropped': (fact) => ({ competitor: nameOf(fact.data['cardId'], fact) }),
  'deal.presented': ({ data }) => ({ people: data['people'], toDecider: String(data['toDecider']) }),
  'deal.presentation_withdrawn': none,
  'deal.need_noted': (fact) => ({ weight: String(fact.data['weight']), product: nameOf(fact.data['productId'], fact) }),
  'deal.need_dropped': none,
  'deal.trial_started': (fact, reader) => ({
    kind: fact.data['kind'],
    product: nameOf(fact.data['productId'], fact),
    amount: moneyOf(fact.data['minor'], fact, reader),
  }),
  'deal.trial_ended': ({ data }) => ({ outcome: data['outcome'] }),
  'deal.trial_withdrawn': none,
  'deal.question_asked': asked,
  'deal.question_unasked': asked,
  'deal.answer_promised': ({ data }, { formats }) => ({ on: apart(formats.instant(String(data['dueAt']))) }),
  'deal.answer_given': none,
  'deal.appointment_made': ({ data }, { formats }) => ({
    at: apart(formats.instant(String(data['startsAt']))),
    decider: data['withoutDecider'] === true ? 'unknown' : 'known',
  }),
  'deal.appointment_confirmed': ({ data }, { formats }) => ({ at: apart(formats.instant(String(data['startsAt']))) }),
  'deal.appointment_moved': ({ data }, { formats }) => ({
    from: apart(formats.instant(String(data['from']))),
    to: apart(formats.instant(String(data['to']))),
  }),
  'deal.appointment_held': none,
  'deal.appointment_missed': none,
  'deal.appointment_cancelled': ({ data }) => ({ by: data['by'] }),
  'deal.sequence_step_done': (fact) => ({
    sequence: nameOf(fact.data['sequenceId'], fact),
    step: fact.data['step'],
  }),
  'deal.answer_dropped': none,
  'deal.close_asked': (fact, { t }) => ({
    technique: nameOf(fact.data['techniqueId'], fact) ?? t(`codes.technique.${String(fact.data['technique'])}`),
    answer: fact.data['answer'],
  }),
  'deal.close_ask_withdrawn': none,
  'deal.incentive_offered': (fact, reader) => ({
    amount: moneyOf(fact.data['minor'], fact, reader),
    on: dayOf(fact.data['expiresOn'], reader),
    approved: fact.data['approved'] === null ? 'none' : 'true',
  }),
  'deal.incentive_decided': ({ data }) => ({ approved: String(data['approved']) }),
  'deal.incentive_decision_withdrawn': none,
  'deal.closing_item_done': ({ data }, { t }) => ({
    done: String(data['done']),
    kind: t(`codes.closing_kind.${String(data['kind'])}`),
  }),
  'deal.nurtured': (fact, reader) => ({
    track: nameOf(fact.data['trackId'], fact),
    on: dayOf(fact.data['comeBackOn'], reader),
  }),
  'deal.nurture_ended': reason,
  'deal.handoff_offered': handedOff,
  'deal.handoff_accepted': handedOff,
  'deal.handoff_declined': (fact, { t }) => ({
    to: nameOf(fact.data['to'], fact),
    reason: t(`codes.decline_reason.${String(fact.data['reason'])}`),
  }),
  'deal.handoff_withdrawn': (fact) => ({ to: nameOf(fact.data['to'], fact) }),
  'deal.lines_changed': (fact, reader) => ({
    count: fact.data['count'],
    amount: moneyOf(fact.data['minor'], fact, reader),
  }),
}

function skippedOf(fact: Fact, reader: Reader): { skippedCount: number; skipped: string } {
  const ids = strings(fact.data['skipped'])
  return {
    skippedCount: ids.length,
    skipped: list(
      ids.map((id) => fact.names[id] ?? forgotten),
      reader,
    ),
  }
}

function namesIn(ids: unknown, { names }: Fact, reader: Reader): string | null {
  const known = strings(ids)
  return known.length === 0
    ? null
    : list(
        known.map((id) => names[id] ?? forgotten),
        reader,
      )
}

function criterionText(key: string, { t, version }: Reader): string {
  const criterion = version?.stages
    .flatMap(({ entryCriteria, exitCriteria }) => [...entryCriteria, ...exitCriteria])
    .find((each) => each.key === key)
  if (!criterion) return key
  return criterion.text ?? t(`codes.criterion.${criterion.kind}`)
}

/** What was asked, in the reader's language where it was written in it. */
function questionText({ stage, question }: Fact['data'], { version, locale }: Reader): string {
  const asked = version?.stages.find(({ key }) => key === stage)?.playbook.questions.find(({ key }) => key === question)
  const text = asked?.texts.find(({ language }) => locale.startsWith(language)) ?? asked?.texts[0]
  return text?.text ?? String(question)
}

// Erased, or of a kind that has no name any more.
const forgotten = '…'

function nameOf(id: unknown, { names }: Fact): string | null {
  return typeof id === 'string' ? apart(names[id] ?? forgotten) : null
}

function dayOf(value: unknown, { formats }: Reader): string | null {
  return typeof value === 'string' ? apart(formats.day(value)) : null
}

function moneyOf(minor: unknown, { data }: Fact, { formats }: Reader): string | null {
  const { currency } = data
  return typeof minor === 'number' && typeof currency === 'string' ? apart(formats.money({ minor, currency })) : null
}

function list(items: readonly string[], { locale }: Reader): string {
  return new Intl.ListFormat(locale).format(items.map(apart))
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** Keeps a name or a number whole inside a sentence of the other direction, as <bdi> does where there is room for an element. */
function apart(text: string): string {
  return `\u2068${text}\u2069`
}
