import { useState } from 'react'
import type { ReactNode } from 'react'
import { cx, TextField, useWords } from '../ui/index.ts'
import { headingOf } from './document.ts'
import type { ApiDocument, Module, Operation } from './document.ts'
import { headingsOf } from './markdown.tsx'
import { MethodBadge } from './method-badge.tsx'

interface ContentsProps {
  readonly document: ApiDocument
  readonly modules: readonly Module[]
  /** The part of the address behind '#'. */
  readonly current: string
}

/** The guide's headings and every operation by module, with a search over their names, paths and summaries. */
export function Contents({ document, modules, current }: ContentsProps) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = ({ id, path, method, summary, permission }: Operation) => {
    const all = `${id} ${method} ${path} ${summary} ${permission}`.toLowerCase()
    return words.every((word) => all.includes(word))
  }
  const found = modules
    .map((module) => ({ ...module, operations: module.operations.filter(fits) }))
    .filter(({ operations }) => operations.length > 0)
  return (
    <nav aria-label={t('reference.nav')} className="flex flex-col gap-4">
      <TextField
        label={t('reference.search')}
        hideLabel
        placeholder={t('reference.search')}
        value={text}
        onChange={setText}
      />
      {words.length === 0 && <GuideEntries document={document} current={current} />}
      {found.length === 0 && <p className="text-ink-3">{t('reference.search.empty')}</p>}
      {found.map((module) => (
        <div key={module.name}>
          <h2 className="mb-1 px-2 text-12 font-semibold text-ink-2">
            <bdi>{headingOf(module.name)}</bdi>
          </h2>
          <ul>
            {module.operations.map(({ id, method, summary }) => (
              <li key={id}>
                <Entry href={`#${id}`} isCurrent={current === id} title={summary}>
                  <MethodBadge method={method} small />
                  <span dir="ltr" className="truncate">
                    {id}
                  </span>
                </Entry>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function GuideEntries({ document, current }: Pick<ContentsProps, 'document' | 'current'>) {
  const { t } = useWords()
  return (
    <ul>
      <li>
        <Entry href="#guide" isCurrent={current === '' || current === 'guide'}>
          {t('reference.guide')}
        </Entry>
      </li>
      {headingsOf(document.info.description).map(({ anchor, heading }) => (
        <li key={anchor} className="ps-3">
          <Entry href={`#${anchor}`} isCurrent={current === anchor}>
            {heading}
          </Entry>
        </li>
      ))}
      <li>
        <Entry href="#errors-all" isCurrent={current === 'errors-all' || current in document['x-errors']}>
          {t('reference.errors')}
        </Entry>
      </li>
    </ul>
  )
}

interface EntryProps {
  readonly href: string
  readonly isCurrent: boolean
  readonly title?: string
  readonly children: ReactNode
}

function Entry({ href, isCurrent, title, children }: EntryProps) {
  return (
    <a
      href={href}
      title={title}
      aria-current={isCurrent ? 'location' : undefined}
      className={cx(
        'flex min-h-7 min-w-0 items-center gap-2 rounded-2 px-2 text-ink-2 hover:bg-sunken hover:text-ink max-desktop:min-h-10',
        isCurrent && 'bg-accent-soft font-medium text-accent hover:bg-accent-soft hover:text-accent',
      )}
    >
      {children}
    </a>
  )
}
