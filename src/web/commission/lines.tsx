import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs'
import type { CommissionLine, CommissionStatement } from '../../contract/commission.ts'
import { useAddress } from '../shell/places.ts'
import { Badge, Button, Money, Table, useFormats, useWords } from '../ui/index.ts'
import type { Column, Tone } from '../ui/index.ts'
import { CommentsDialog } from './comments-dialog.tsx'
import { LineParts } from './line-parts.tsx'

/** The lines that a statement is the sum of; those of a closed one can be asked about. */
export function Lines({ statement }: { statement: CommissionStatement }) {
  const { t } = useWords()
  const [asked, setAsked] = useState<CommissionLine | null>(null)
  const { currency } = statement.terms.terms
  const columns: Column<CommissionLine>[] = [
    { key: 'deal', title: t('commission.payroll.deal'), isRowHeader: true, cell: (line) => <About line={line} /> },
    {
      key: 'kind',
      title: t('commission.payroll.kind'),
      cell: ({ kind }) => <Badge tone={toneOf(kind)}>{t(`commission.kind.${kind}`)}</Badge>,
    },
    {
      key: 'from',
      title: t('commission.line.from'),
      cell: (line) => <Ground line={line} currency={currency} from={statement.from} />,
    },
    {
      key: 'minor',
      title: t('commission.payroll.amount'),
      isNumber: true,
      staysLong: true,
      cell: ({ minor }) => <Money value={{ minor, currency }} exact />,
    },
  ]
  const questions: Column<CommissionLine> = {
    key: 'comments',
    title: <span className="sr-only">{t('commission.comments')}</span>,
    staysLong: true,
    isNumber: true,
    cell: (line) => <Question line={line} onAsk={() => setAsked(line)} />,
  }
  return (
    <>
      <Table
        label={t('commission.lines')}
        rows={statement.lines}
        rowKey={({ key, forOn }) => `${key} ${forOn}`}
        columns={statement.id === null ? columns : [...columns, questions]}
        detail={(line) => <LineParts line={line} currency={currency} />}
      />
      {asked?.id && (
        <CommentsDialog lineId={asked.id} line={asked} currency={currency} onClose={() => setAsked(null)} />
      )}
    </>
  )
}

function toneOf(kind: CommissionLine['kind']): Tone {
  if (kind === 'sale') return 'plain'
  return kind === 'claw_back' || kind === 'cap' ? 'bad' : 'accent'
}

function About({ line: { deal, kind } }: { line: CommissionLine }) {
  const { t } = useWords()
  const address = useAddress()
  if (!deal) return t(`commission.kind.${kind}`)
  return (
    <Link to={address(`deals/${deal.id}`)} className="block min-w-32 hover:underline">
      <bdi>{deal.name}</bdi>
    </Link>
  )
}

/** What a line was reckoned from, in a few words each. */
function Ground({ line, currency, from }: { line: CommissionLine; currency: string; from: string }) {
  const { t } = useWords()
  const { money, percent, day } = useFormats()
  const { creditMinor, share, sold, wonOn, name } = line.details
  const parts = [
    name,
    wonOn && t('commission.line.won', { day: day(wonOn, 'monthDay') }),
    sold && sold.currency !== currency && money(sold),
    share !== undefined && share < 10_000 && t('commission.line.share', { share: percent(share / 10_000, 2) }),
    creditMinor !== undefined && t('commission.line.of', { credit: money({ minor: creditMinor, currency }) }),
    line.forOn !== from && t('commission.line.for', { day: day(line.forOn) }),
  ].filter((part): part is string => typeof part === 'string' && part !== '')
  return (
    <span className="flex min-w-40 flex-wrap gap-x-3 text-12 text-ink-2 [dd_&]:justify-end">
      {parts.map((part) => (
        <bdi key={part}>{part}</bdi>
      ))}
    </span>
  )
}

function Question({ line, onAsk }: { line: CommissionLine; onAsk: () => void }) {
  const { t } = useWords()
  const deal = line.deal?.name ?? t(`commission.kind.${line.kind}`)
  const what = line.state ? t(`commission.dispute.${line.state}`) : t('commission.comments.none')
  return (
    <Button variant="quiet" icon={IconMessage} onPress={onAsk} aria-label={t('commission.comments.of', { what, deal })}>
      {what}
    </Button>
  )
}
