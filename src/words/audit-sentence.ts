import type { AuditEntry } from '../contract/audit.ts'
import type { Translate as Say } from './index.ts'

/** Who did it, as people call them. */
export function auditActor({ actor }: Pick<AuditEntry, 'actor'>, t: Say): string {
  if (actor.kind === 'key') return t('audit.key', { name: actor.name ?? '' })
  if (actor.kind === 'import') return t('audit.import')
  return actor.name ?? t('audit.unknown')
}

/** What was done, in a sentence; a member's change of several things, in one for each. */
export function auditSentence(entry: AuditEntry, t: Say): string {
  const { action, subject, data } = entry
  const say = (id: string, values: Record<string, unknown> = {}) => t(`audit.say.${id}`, values)
  const name = subject?.name ?? text(data['name'])
  switch (action) {
    case 'refused':
      return say('refused', { right: rightOf(text(data['permission']), t) })
    case 'member.changed':
      return memberChanged(name, data, t).join(' ')
    case 'member.joined':
      return say(action, { name, role: t(`codes.role.${text(data['role'])}`) })
    case 'member.deactivated':
      return say(action, { name, to: data['to'], deals: count(data['deals']), customers: count(data['customers']) })
    case 'team.renamed':
      return say(action, { from: text(data['from']), to: text(data['to']) })
    case 'key.created':
    case 'invitation.made':
      return say(action, { name, role: t(`codes.role.${text(data['role'])}`), email: text(data['email']) })
    case 'session_ended':
      return say(action, { count: count(data['count']) })
    default:
      return say(action, { name, email: text(data['email']) })
  }
}

function memberChanged(name: string, data: AuditEntry['data'], t: Say): string[] {
  const say = (id: string, values: Record<string, unknown>) => t(`audit.say.member.${id}`, { name, ...values })
  const said: string[] = []
  if (data['role'] !== undefined)
    said.push(
      say('role', {
        from: t(`codes.role.${text(data['roleBefore'] ?? data['role'])}`),
        to: t(`codes.role.${text(data['role'])}`),
      }),
    )
  if (data['sees'] !== undefined) said.push(say('sees', { to: t(`codes.sees.${text(data['sees'])}`) }))
  if (data['team'] !== undefined) said.push(say('team', { team: data['team'] }))
  if (data['nameBefore'] !== undefined) said.push(say('renamed', { from: text(data['nameBefore']) }))
  return said.length > 0 ? said : [say('same', {})]
}

function rightOf(permission: string, t: Say): string {
  return t(`team.right.${permission}`)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
