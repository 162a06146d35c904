import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { findAlike } from '../../contract/duplicates.ts'
import type { Likeness } from '../../contract/duplicates.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { Notice, useWords } from '../ui/index.ts'
import { CustomerIcon } from './customer-kind.tsx'
import { customerPlace } from './customer-query.ts'
import type { CustomerKind } from './customers.ts'

/** What is typed of somebody new. */
interface Typed {
  readonly name: string
  readonly email: string
  readonly domain: string
  readonly phone: string
  readonly city: string
  readonly company: string
}

const typingPauseMilliseconds = 250

/** Who is known already by what is being typed: a hint, never a wall. */
export function AlikeHint({ found }: { found: readonly Likeness[] }) {
  const { t } = useWords()
  if (found.length === 0) return null
  return (
    <Notice tone="warn">
      <p className="font-medium">{t('people.alike.title', { count: found.length })}</p>
      <ul className="mt-1 flex flex-col gap-0.5">
        {found.map((each) => (
          <AlikeLine key={each.id} likeness={each} />
        ))}
      </ul>
    </Notice>
  )
}

function AlikeLine({ likeness: { kind, id, name, hint, reasons } }: { likeness: Likeness }) {
  const { t } = useWords()
  const address = useAddress()
  return (
    <li className="flex min-h-6 items-center gap-1.5 text-ink">
      <CustomerIcon kind={kind} />
      <Link to={address(customerPlace(kind, id))} className="truncate font-medium hover:underline">
        <bdi>{name}</bdi>
      </Link>
      {hint && (
        <span className="truncate text-12 text-ink-2">
          <bdi>{hint}</bdi>
        </span>
      )}
      {reasons[0] && (
        <span className="ms-auto shrink-0 text-12 text-ink-2">{t(`duplicates.reason.${reasons[0]}`)}</span>
      )}
    </li>
  )
}

/** Those who may be meant by what is typed, the likeliest first. */
export function useAlike(kind: CustomerKind, typed: Typed): readonly Likeness[] {
  // As text: what was typed counts, not the object it comes in.
  const now = JSON.stringify(typed)
  const [text, setText] = useState(now)
  useEffect(() => {
    const timer = setTimeout(() => setText(now), typingPauseMilliseconds)
    return () => clearTimeout(timer)
  }, [now])
  const paused: Record<string, string> = JSON.parse(text)
  const query = Object.fromEntries(
    Object.entries(paused)
      .map(([field, words]): [string, string] => [field, words.trim()])
      .filter(([field, words]) => words.length >= (field === 'name' ? 3 : 5)),
  )
  const found = useQuery({
    queryKey: ['alike', kind, query],
    queryFn: () => call(findAlike, { query: { kind, ...query } }),
    enabled: Object.keys(query).length > 0,
    placeholderData: (before) => before,
  })
  return Object.keys(query).length > 0 ? (found.data?.items ?? []) : []
}
