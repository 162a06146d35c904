import type { Stage } from '../../contract/process.ts'
import { stageColour, stageHue } from '../charts/index.ts'
import { useFormats, useWords } from '../ui/index.ts'
import type { FigureOf } from './map-query.ts'

interface FlowStripProps {
  readonly stages: readonly Stage[]
  readonly figureOf: FigureOf
}

/** The whole way in one line: each stage leads to its card. */
export function FlowStrip({ stages, figureOf }: FlowStripProps) {
  const { t } = useWords()
  const { percent } = useFormats()
  return (
    <nav aria-label={t('processes.strip')} className="card overflow-x-auto p-2 print:hidden">
      <ol className="flex">
        {stages.map(({ key, name }, index) => {
          const { open = null, conversion } = figureOf(key) ?? {}
          const goesOn = conversion?.estimate ?? null
          return (
            <li key={key} className="relative min-w-27 flex-1">
              <a
                href={`#stage-${key}`}
                className="flex h-full flex-col gap-1 rounded-2 px-2.5 py-2 transition-colors hover:bg-sunken"
              >
                <span
                  aria-hidden
                  className="h-1.5 rounded-full print:print-color-exact"
                  style={{ background: stageColour(stageHue(index, stages.length)) }}
                />
                <span dir="auto" className="mt-1 line-clamp-2 text-start font-medium text-balance">
                  {name}
                </span>
                <span className="mt-auto text-12 text-ink-2">
                  {open !== null && <bdi>{t('processes.strip.deals', { count: open })}</bdi>}
                  {goesOn !== null && (
                    <>
                      {' · '}
                      <span className="whitespace-nowrap">
                        <bdi>{percent(goesOn)}</bdi>
                        <span aria-hidden className="ms-1 inline-block rtl:-scale-x-100">
                          →
                        </span>
                      </span>
                      <span className="sr-only">{t('processes.figure.goes-on')}</span>
                    </>
                  )}
                </span>
              </a>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
