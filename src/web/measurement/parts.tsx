import type { ReactNode } from 'react'
import { useEstimateWords } from './estimate-words.ts'

/** The number a figure is about, and what it means in a sentence. */
export function Headline({ figure, interval, children }: { figure: string; interval: string; children: ReactNode }) {
  return (
    <div>
      <p className="text-32 font-semibold tracking-tight">
        <bdi>{figure}</bdi>
      </p>
      <p className="text-12 text-ink-2">{interval}</p>
      <p className="mt-2 max-w-[46ch] text-pretty">{children}</p>
    </div>
  )
}

interface BesideProps {
  readonly title: string
  readonly why: string
  readonly note?: string
  readonly children: ReactNode
}

/** The numbers that people know from elsewhere, and why they are only beside ours. */
export function Beside({ title, why, note, children }: BesideProps) {
  return (
    <aside className="self-start rounded-3 bg-sunken p-4">
      <h3 className="mb-2 font-semibold">{title}</h3>
      <dl className="flex flex-col gap-1">{children}</dl>
      {note && <p className="mt-1 text-12 text-ink-2">{note}</p>}
      <p className="mt-3 text-12 text-ink-2">{why}</p>
    </aside>
  )
}

export function BesideRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="text-ink-2">{name}</dt>
      <dd className="font-medium whitespace-nowrap">
        <bdi>{children}</bdi>
      </dd>
    </div>
  )
}

export function Days({ value }: { value: number | null }) {
  const { days } = useEstimateWords()
  return days(value)
}
