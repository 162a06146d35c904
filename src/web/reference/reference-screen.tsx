import IconBraces from '@tabler/icons-react/dist/esm/icons/IconBraces.mjs'
import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { languages } from '../../contract/primitives.ts'
import { languageFacts } from '../../words/languages.ts'
import { WheelMark } from '../charts/wheel-mark.tsx'
import { IconButton, Loading, Menu, MenuItem, cx, themes, useTheme, useWords } from '../ui/index.ts'
import { ErrorState } from '../ui/problem.tsx'
import { themeIcons } from '../shell/theme-icons.ts'
import IconLanguage from '@tabler/icons-react/dist/esm/icons/IconLanguage.mjs'
import { Contents } from './contents.tsx'
import { headingOf, modulesOf } from './document.ts'
import type { ApiDocument, Module } from './document.ts'
import { ErrorsView } from './errors-view.tsx'
import { Markdown } from './markdown.tsx'
import { MethodBadge } from './method-badge.tsx'
import { OperationView } from './operation-view.tsx'

const address = '/api/v1/openapi.json'

/** The API, readable: a guide, every operation, every error code. What is shown stands behind '#'. */
export function ReferenceScreen() {
  const { t } = useWords()
  const hash = useRouterState({ select: ({ location }) => location.hash })
  const document = useQuery({ queryKey: ['reference', 'document'], queryFn: fetchDocument, staleTime: 300_000 })
  return (
    <>
      <title>{`${t('reference.title')} · Rondo`}</title>
      <TopBar />
      {document.isPending && <Loading />}
      {document.isError && <ErrorState error={document.error} onRetry={() => void document.refetch()} />}
      {document.data && <Read document={document.data} hash={hash} />}
    </>
  )
}

async function fetchDocument(): Promise<ApiDocument> {
  const response = await fetch(address)
  // The server's own document, which its tests hold to this shape.
  return (await response.json()) as ApiDocument
}

function TopBar() {
  const { t, language, setLanguage } = useWords()
  const [theme, setTheme] = useTheme()
  return (
    <header className="sticky top-0 z-10 flex min-h-12 items-center gap-2 border-b border-line bg-bg px-4 print:hidden">
      <Link to="/" className="flex items-center gap-2.5 text-15 font-semibold" aria-label={t('reference.home')}>
        <WheelMark size={22} />
        Rondo
      </Link>
      <span className="truncate text-15 text-ink-2">{t('reference.title')}</span>
      <a
        href={address}
        className="ms-auto flex items-center gap-1.5 rounded-2 px-2 py-1 text-ink-2 hover:bg-sunken hover:text-ink"
      >
        <IconBraces size={16} />
        <span className="max-tablet:sr-only">{t('reference.document')}</span>
      </a>
      <Menu label={t('shell.language')} trigger={<IconButton icon={IconLanguage} label={t('shell.language')} />}>
        {languages.map((code) => (
          <MenuItem key={code} lang={code} isSelected={code === language} onAction={() => void setLanguage(code)}>
            {languageFacts[code].nativeName}
          </MenuItem>
        ))}
      </Menu>
      <Menu label={t('shell.theme')} trigger={<IconButton icon={themeIcons[theme]} label={t('shell.theme')} />}>
        {themes.map((each) => (
          <MenuItem key={each} icon={themeIcons[each]} isSelected={each === theme} onAction={() => setTheme(each)}>
            {t(`shell.theme.${each}`)}
          </MenuItem>
        ))}
      </Menu>
    </header>
  )
}

function Read({ document, hash }: { document: ApiDocument; hash: string }) {
  const modules = modulesOf(document)
  const operation = modules.flatMap(({ operations }) => operations).find(({ id }) => id === hash)
  const isErrors = hash === 'errors-all' || hash in document['x-errors']
  const isGuide = !operation && !isErrors
  useEffect(() => {
    if (isErrors) return
    const heading = isGuide && hash !== '' ? globalThis.document.getElementById(hash) : null
    if (heading) heading.scrollIntoView()
    else scrollTo({ top: 0 })
  }, [hash, isErrors, isGuide])
  return (
    <div className="mx-auto grid max-w-400 desktop:grid-cols-[272px_minmax(0,1fr)]">
      <aside
        className={cx(
          'border-line px-3 py-4 desktop:sticky desktop:top-12 desktop:h-[calc(100dvh-48px)] desktop:overflow-auto desktop:border-e print:hidden',
          !isGuide && 'max-desktop:hidden',
        )}
      >
        <Contents document={document} modules={modules} current={hash} />
      </aside>
      <main id="main" className="min-w-0 px-4 py-6 desktop:px-8">
        {operation && <OperationView operation={operation} document={document} />}
        {isErrors && <ErrorsView document={document} marked={hash} />}
        {isGuide && <Guide document={document} modules={modules} />}
      </main>
    </div>
  )
}

function Guide({ document, modules }: { document: ApiDocument; modules: readonly Module[] }) {
  const { t } = useWords()
  return (
    <article>
      <h1 className="mb-3 text-24 font-semibold">{t('reference.title')}</h1>
      {/* What the document says is English in every language. */}
      <div lang="en" dir="ltr">
        <Markdown>{document.info.description}</Markdown>
      </div>
      <div className="mt-10 grid gap-4 tablet:grid-cols-2 wide:grid-cols-3">
        {modules.map(({ name, description, operations }) => (
          <div key={name} className="card flex flex-col gap-2 p-4">
            <h2 lang="en" className="flex items-baseline gap-2 font-semibold">
              <span className="flex-1">{headingOf(name)}</span>
              <span className="text-12 font-normal text-ink-3">
                {t('reference.operations', { count: operations.length })}
              </span>
            </h2>
            {description && (
              <p lang="en" className="text-12 text-ink-2">
                {description}
              </p>
            )}
            <ul className="flex flex-col">
              {operations.map(({ id, method }) => (
                <li key={id}>
                  <a href={`#${id}`} className="flex min-h-6 items-center gap-2 hover:text-accent">
                    <MethodBadge method={method} small />
                    <span dir="ltr" className="truncate">
                      {id}
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </article>
  )
}
