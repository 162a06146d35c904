import type { ReactNode } from 'react'
import type { CallSheet } from '../../contract/calling.ts'
import { ReasonSum } from '../prospects/reasons.tsx'
import { Ago, Card, useWords } from '../ui/index.ts'

/** What the seller needs beside the call: what to say, what was said before, why this one. */
export function CallSide({ sheet }: { sheet: CallSheet }) {
  const { t } = useWords()
  const { script, touches, prospect } = sheet
  return (
    <aside aria-label={t('calling.beside')} className="flex min-w-0 flex-col gap-4">
      {script && (
        <Card title={<bdi>{script.name}</bdi>}>
          <p dir="auto" className="max-h-80 overflow-y-auto text-15 leading-relaxed whitespace-pre-line" tabIndex={0}>
            {script.text}
          </p>
        </Card>
      )}
      <Card title={t('calling.before')}>
        {touches.length === 0 && <p className="text-ink-2">{t('calling.first')}</p>}
        <ol className="flex flex-col">
          {touches.map((touch) => (
            <li
              key={touch.id}
              className="flex flex-col gap-0.5 border-b border-line py-2 first:pt-0 last:border-b-0 last:pb-0"
            >
              <span className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">{t(`codes.channel.${touch.channel}`)}</span>
                <span className="text-ink-2">{t(`codes.touch-outcome.${touch.outcome}`)}</span>
                <span className="ms-auto text-12 text-ink-3">
                  <Ago value={touch.occurredAt} />
                </span>
              </span>
              {touch.words && <bdi className="line-clamp-3 text-12 whitespace-pre-line text-ink-2">{touch.words}</bdi>}
              {touch.author.name && <Small>{touch.author.name}</Small>}
            </li>
          ))}
        </ol>
      </Card>
      <Card title={t('prospects.why')}>
        <ReasonSum prospect={prospect} />
      </Card>
    </aside>
  )
}

function Small({ children }: { children: ReactNode }) {
  return <bdi className="text-12 text-ink-3">{children}</bdi>
}
