import { useEffect } from 'react'
import type { LookedAtKind } from '../../contract/live.ts'
import { useMembers } from '../people/members.ts'
import { useSession } from '../shell/session.ts'
import { Avatar, Tooltip, useWords } from '../ui/index.ts'
import { readLive, setLive, useLive } from './live-store.ts'

const mostShown = 3

/** The kind of a customer's record. */
export const lookedAt = { company: 'companies', person: 'people', household: 'households' } as const

interface LookingHereProps {
  readonly kind: LookedAtKind
  readonly id: string
}

/** Who else looks at this record right now; nobody is no picture. While it is on the screen, others see us there. */
export function LookingHere({ kind, id }: LookingHereProps) {
  const { t, locale } = useWords()
  const subject = `${kind}/${id}`
  useLookedAt(subject)
  const own = useSession().member.id
  const ids = useLive(({ lookers }) => lookers.get(subject)) ?? none
  const members = useMembers()
  const others = members.filter((member) => member.id !== own && ids.includes(member.id))
  if (others.length === 0) return null
  const names = new Intl.ListFormat(locale).format(others.map(({ name }) => name))
  const label = t('live.looking', { names, count: others.length })
  const more = others.length - mostShown
  return (
    <Tooltip text={label}>
      <span role="img" aria-label={label} className="flex shrink-0 animate-appear items-center ps-1 print:hidden">
        {others.slice(0, mostShown).map(({ id: member, name }) => (
          <span key={member} className="-ms-0.5 rounded-full ring-2 ring-surface">
            <Avatar name={name} />
          </span>
        ))}
        {more > 0 && (
          <span className="ms-1 text-11 font-medium text-ink-3 tabular-nums">
            <bdi dir="ltr">+{more}</bdi>
          </span>
        )}
      </span>
    </Tooltip>
  )
}

const none: readonly string[] = []

/** Says that this tab looks at a record, for as long as it does. */
function useLookedAt(subject: string): void {
  useEffect(() => {
    setLive({ subjects: [...readLive().subjects, subject] })
    return () => {
      const { subjects } = readLive()
      const at = subjects.lastIndexOf(subject)
      setLive({ subjects: subjects.filter((_, index) => index !== at) })
    }
  }, [subject])
}
