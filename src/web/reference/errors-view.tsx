import { useEffect } from 'react'
import { cx, useWords } from '../ui/index.ts'
import type { ApiDocument } from './document.ts'

/** Every code that the API refuses with; the address of a problem leads to its row. */
export function ErrorsView({ document, marked }: { document: ApiDocument; marked: string }) {
  const { t } = useWords()
  const byStatus = Object.entries(document['x-errors']).sort(([, a], [, b]) => a.status - b.status)
  useEffect(() => {
    globalThis.document.getElementById(marked)?.scrollIntoView({ block: 'center' })
  }, [marked])
  return (
    <article className="max-w-200">
      <h1 className="text-24 font-semibold">{t('reference.errors')}</h1>
      <p className="mt-2 mb-5 text-ink-2">{t('reference.errors.about')}</p>
      <dl className="divide-y divide-line rounded-3 border border-line">
        {byStatus.map(([code, { status, when }]) => (
          <div
            key={code}
            id={code}
            className={cx('flex flex-wrap gap-x-4 px-3 py-2', code === marked && 'bg-accent-soft')}
          >
            <dt dir="ltr" className="w-66 font-mono text-12 wrap-anywhere">
              <span className="text-ink-3">{status}</span> <span className="font-medium">{code}</span>
            </dt>
            <dd dir="auto" className="min-w-60 flex-1">
              {when}
            </dd>
          </div>
        ))}
      </dl>
    </article>
  )
}
