import { Link } from '@tanstack/react-router'
import type { ProcessVersion } from '../../contract/process.ts'
import { ChangeWords, changeId } from '../process/change-words.tsx'
import { draftChanges } from '../process/draft-changes.ts'
import { useAddress } from '../shell/places.ts'
import { Notice, useWords } from '../ui/index.ts'

/** What is different with the change, each a sentence; more than one thing at a time is warned of. */
export function Differences({ control, changed }: { control: ProcessVersion; changed: ProcessVersion }) {
  const { t } = useWords()
  const address = useAddress()
  const changes = draftChanges(control, changed)
  const parts = changes.reduce((count, each) => count + (each.kind === 'changed' ? each.fields.length : 1), 0)
  if (changes.length === 0) return <Notice tone="warn">{t('experiments.differences.none')}</Notice>
  return (
    <section className="flex flex-col gap-2">
      <p className="text-12 font-medium text-ink-2">{t('experiments.differences')}</p>
      <ul className="flex list-disc flex-col gap-0.5 ps-5">
        {changes.map((each) => (
          <li key={changeId(each)}>
            <ChangeWords change={each} />
          </li>
        ))}
      </ul>
      <p>
        <Link
          to={address('process')}
          search={{ process: control.processId, version: control.number, compare: changed.number }}
          className="font-medium text-accent hover:underline"
        >
          {t('experiments.differences.compare')}
        </Link>
      </p>
      {parts > 1 && <Notice tone="warn">{t('experiments.differences.several')}</Notice>}
    </section>
  )
}
