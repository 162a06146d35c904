import type { AuditEntry } from '../contract/audit.ts'
import type { Translate as Say } from './index.ts'

type Keep = (typed: string) => string

const asTyped: Keep = (typed) => typed

/** Who did it, as people call them. */
export function auditActor({ actor }: Pick<AuditEntry, 'actor'>, t: Say, keep: Keep = asTyped): string {
  if (actor.kind === 'key') return t('audit.key', { name: keep(actor.name ?? '') })
  if (actor.kind === 'import') return t('audit.import')
  return actor.name === null ? t('audit.unknown') : keep(actor.name)
}

/**
 * What was done, in a sentence; a member's change of several things, in one for each.
 * @param keep what a screen does to names that people typed, so that they keep their direction inside a sentence of the other
 */
export function auditSentence(entry: AuditEntry, t: Say, keep: Keep = asTyped): string {
  const { action, subject, data } = entry
  const say = (id: string, values: Record<string, unknown> = {}) => t(`audit.say.${id}`, values)
  const typed = (key: string) => (data[key] === null ? null : keep(text(data[key])))
  const name = keep(subject?.name ?? text(data['name']))
  switch (action) {
    case 'refused':
      return say('refused', { right: t(`team.right.${text(data['permission'])}`) })
    case 'member.changed':
      return memberChanged(name, data, t, typed).join(' ')
    case 'member.joined':
      return say(action, { name, role: t(`codes.role.${text(data['role'])}`) })
    case 'member.deactivated':
      return say(action, { name, to: typed('to'), deals: count(data['deals']), customers: count(data['customers']) })
    case 'team.renamed':
      return say(action, { from: typed('from'), to: typed('to') })
    case 'key.created':
    case 'invitation.made':
      return say(action, { name, role: t(`codes.role.${text(data['role'])}`), email: typed('email') })
    case 'export.made': {
      const of = text(data['of'])
      return say(action, {
        kind: data['kind'],
        what: of === '' ? '' : t(`views.kind.${of}`),
        rows: count(data['rows']),
      })
    }
    case 'archive.restored':
      return say(action, { name, rows: count(data['rows']) })
    case 'objections.moved': {
      const kind = (side: 'from' | 'to') => typed(side) ?? t(`codes.objection-kind.${text(data[`${side}Kind`])}`)
      return say(action, { count: count(data['count']), from: kind('from'), to: kind('to') })
    }
    case 'session_ended':
      return say(action, { count: count(data['count']) })
    case 'private.read':
    case 'dossier.exported':
    case 'dossier.erased':
    case 'person.read':
    case 'household.read':
      return say(action, { name: name === '' ? null : name })
    default:
      return say(action, { name, email: typed('email') })
  }
}

function memberChanged(
  name: string,
  data: AuditEntry['data'],
  t: Say,
  typed: (key: string) => string | null,
): string[] {
  const say = (id: string, values: Record<string, unknown>) => t(`audit.say.member.${id}`, { name, ...values })
  const role = (key: string) => t(`codes.role.${text(data[key] ?? data['role'])}`)
  const said: string[] = []
  if (data['role'] !== undefined) said.push(say('role', { from: role('roleBefore'), to: role('role') }))
  if (data['sees'] !== undefined) said.push(say('sees', { to: t(`codes.sees.${text(data['sees'])}`) }))
  if (data['team'] !== undefined) said.push(say('team', { team: typed('team') }))
  if (data['nameBefore'] !== undefined) said.push(say('renamed', { from: typed('nameBefore') }))
  return said.length > 0 ? said : [say('same', {})]
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
