import { useQuery } from '@tanstack/react-query'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { Deal } from '../../contract/deals.ts'
import { listObjections } from '../../contract/objections.ts'
import type { Objection } from '../../contract/objections.ts'
import { call } from '../api.ts'
import { Section } from '../deals/section.tsx'
import { Ago, Badge, Button, useWords } from '../ui/index.ts'
import { useObjection } from './use-objection.tsx'

const mostShown = 50

/** What the buyer has against it, open ones with a way to answer. */
export function ObjectionsSection({ deal, mayWork }: { deal: Deal; mayWork: boolean }) {
  const { t } = useWords()
  const { raise, answer, dialog } = useObjection(deal, mayWork)
  const found = useQuery({
    queryKey: ['objections', deal.id],
    queryFn: () => call(listObjections, { query: { deal: deal.id, limit: mostShown } }),
  })
  const items = found.data?.items ?? []
  if (items.length === 0 && !mayWork) return null
  return (
    <Section
      title={t('objections.title')}
      label={t('objections.of', { deal: deal.name })}
      actions={
        mayWork && (
          <Button variant="quiet" icon={IconPlus} shortcut="O" onPress={raise}>
            {t('objections.log')}
          </Button>
        )
      }
    >
      {items.length === 0 && <p className="text-ink-3">{t('objections.none')}</p>}
      {items.length > 0 && (
        <ul className="flex flex-col">
          {items.map((each) => (
            <ObjectionLine key={each.id} objection={each} onAnswer={mayWork ? () => answer(each) : undefined} />
          ))}
        </ul>
      )}
      {dialog}
    </Section>
  )
}

interface ObjectionLineProps {
  readonly objection: Objection
  readonly onAnswer: (() => void) | undefined
}

function ObjectionLine({ objection, onAnswer }: ObjectionLineProps) {
  const { t } = useWords()
  const { kind, ownKind, words, outcome, answer, reply, product, raisedAt } = objection
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-b-0">
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{ownKind?.name ?? t(`codes.objection-kind.${kind}`)}</span>
          {product && <bdi className="text-ink-2">{product.name}</bdi>}
          {outcome && (
            <Badge tone={outcome === 'overcome' ? 'ok' : 'bad'}>{t(`codes.objection-outcome.${outcome}`)}</Badge>
          )}
        </p>
        {words && (
          <p dir="auto" className="wrap-anywhere whitespace-pre-line text-ink-2">
            {words}
          </p>
        )}
        <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
          <Ago value={raisedAt} />
          {answer && <bdi>{answer.title}</bdi>}
          {reply && <bdi className="truncate">{reply}</bdi>}
        </p>
      </div>
      {outcome === null && onAnswer && <Button onPress={onAnswer}>{t('objections.answer')}</Button>}
    </li>
  )
}
