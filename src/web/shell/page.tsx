import type { ReactNode } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { useWords } from '../words/language.tsx'
import { useNewDeal } from './new-deal.ts'

interface PageProps {
  readonly title: string
  /** Beside the title: how the rows are shown (`SegmentedControl`). */
  readonly views?: ReactNode
  readonly filters?: ReactNode
  /** The one primary button of the screen. */
  readonly primary?: ReactNode
  readonly children: ReactNode
  /** A board fills the window to its edges; a text page keeps a margin and a width one can read. */
  readonly layout?: 'page' | 'wide' | 'edge'
}

/** A screen: the top bar of 48 px and what is below it. Names the browser's tab. */
export function Page({ title, views, filters, primary, children, layout = 'wide' }: PageProps) {
  return (
    <>
      <title>{`${title} · Rondo`}</title>
      <header className="sticky top-0 z-10 flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-bg px-4 py-1.5 desktop:px-5 print:static print:border-0">
        <h1 className="truncate text-15 font-semibold">{title}</h1>
        {views}
        {filters && (
          <div className="order-last flex min-w-0 basis-full flex-wrap items-center gap-2 tablet:order-none tablet:basis-0 tablet:grow">
            {filters}
          </div>
        )}
        <div className="ms-auto">{primary}</div>
      </header>
      <div className={cx(layouts[layout])}>{children}</div>
    </>
  )
}

/** The primary button of the screens that deals live on; a phone has it in the bottom bar. */
export function NewDealButton() {
  const { t } = useWords()
  const { isOffered, open } = useNewDeal()
  if (!isOffered) return null
  return (
    <Button variant="primary" icon={IconPlus} shortcut="C" onPress={open} className="not-desktop:hidden">
      {t('shell.new-deal')}
    </Button>
  )
}

const layouts = {
  page: 'mx-auto max-w-200 px-4 py-6 desktop:px-5',
  wide: 'px-4 py-5 desktop:px-5',
  edge: 'min-h-0 min-w-0 flex-1',
}
