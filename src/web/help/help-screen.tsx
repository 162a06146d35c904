import { useParams } from '@tanstack/react-router'
import { useAddress } from '../shell/places.ts'
import { Page } from '../shell/page.tsx'
import { EmptyState, useWords } from '../ui/index.ts'
import { Markdown } from './markdown.tsx'

// The guide as it stands in the documents: one text, in the program and beside it.
const texts = import.meta.glob<string>('../../../docs/users/*.md', { query: '?raw', import: 'default', eager: true })
const pictures = import.meta.glob<string>('../../../docs/users/pictures/*.png', { import: 'default', eager: true })
const folder = '../../../docs/users/'

/** The users' guide. It is written in English, and says so to whoever reads it aloud. */
export function HelpScreen() {
  const { t } = useWords()
  const { page = 'README' } = useParams({ strict: false })
  const address = useAddress()
  const text = texts[`${folder}${page}.md`]
  return (
    <Page title={t('shell.guide')}>
      <article lang="en" dir="ltr" className="mx-auto max-w-190 pb-10 text-start text-15 leading-relaxed">
        {text === undefined ? (
          <EmptyState>{t('errors.not_found', { kind: 'page' })}</EmptyState>
        ) : (
          <Markdown
            text={text}
            addressOf={(target) => addressOf(target, address)}
            pictureOf={(source) => pictures[`${folder}${source}`]}
          />
        )}
      </article>
    </Page>
  )
}

/** Pages of the guide are pages here; what lies beside the guide is for who has the program's files. */
function addressOf(target: string, address: (path: string) => string): string | null {
  const name = target.replace(/\.md$/, '')
  if (!(`${folder}${name}.md` in texts)) return null
  return address(name === 'README' ? 'help' : `help/${name}`)
}
