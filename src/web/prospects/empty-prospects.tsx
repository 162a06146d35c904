import { useQuery } from '@tanstack/react-query'
import IconClipboardList from '@tabler/icons-react/dist/esm/icons/IconClipboardList.mjs'
import IconFileImport from '@tabler/icons-react/dist/esm/icons/IconFileImport.mjs'
import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs'
import { WheelMark } from '../charts/wheel-mark.tsx'
import { useLook } from '../deals/use-look.ts'
import { useGo, usePlaces } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Button, EmptyState, useWords } from '../ui/index.ts'
import type { Icon } from '../ui/index.ts'
import { listsQuery } from './prospects-query.ts'
import type { ProspectFilters } from './prospects-query.ts'

/** Nobody to work: because all are done, because the choice is narrow, or because nobody was ever listed. */
export function NobodyHere({ filters, done }: { filters: ProspectFilters; done: number }) {
  const { t } = useWords()
  const [, look] = useLook()
  const mayEdit = useRight('base.edit')
  const lists = useQuery(listsQuery)
  const isNarrow = filters.source ?? filters.grade ?? filters.owner ?? filters.unclaimed
  if (done > 0) return <EmptyState>{t('prospects.empty.done', { done })}</EmptyState>
  if (filters.show !== 'open') return <EmptyState>{t(`prospects.empty.${filters.show}`)}</EmptyState>
  if (isNarrow) {
    const all = () => look({ source: undefined, grade: undefined, owner: undefined })
    return (
      <EmptyState action={<Button onPress={all}>{t('prospects.show-all')}</Button>}>
        {t('prospects.empty.narrow')}
      </EmptyState>
    )
  }
  if (!mayEdit) return <EmptyState picture={<WheelMark size={72} />}>{t('prospects.empty')}</EmptyState>
  const isFirst = lists.data?.length === 0
  return <WaysIn sentence={t(isFirst ? 'prospects.empty' : 'prospects.empty.list')} />
}

/** Three ways in, each as large as the next: nobody should have to look for how to begin. */
function WaysIn({ sentence }: { sentence: string }) {
  const { t } = useWords()
  const go = useGo()
  const [, look] = useLook()
  const mayImport = usePlaces().some(({ id }) => id === 'import')
  return (
    <div className="mx-auto flex w-full max-w-180 flex-col items-center gap-6 overflow-y-auto px-4 py-12">
      <WheelMark size={72} />
      <p className="max-w-110 text-center text-15 text-balance text-ink-2">{sentence}</p>
      <div className="grid w-full gap-3 tablet:grid-cols-3">
        <Way
          icon={IconClipboardList}
          title={t('prospects.way.paste')}
          hint={t('prospects.way.paste.hint')}
          onPress={() => look({ form: 'add' })}
        />
        {mayImport && (
          <Way
            icon={IconFileImport}
            title={t('prospects.add.import')}
            hint={t('prospects.way.import.hint')}
            onPress={() => go('import')}
          />
        )}
        <Way
          icon={IconUserPlus}
          title={t('prospects.way.add')}
          hint={t('prospects.way.add.hint')}
          onPress={() => look({ form: 'add' })}
        />
      </div>
    </div>
  )
}

function Way({ icon: Glyph, title, hint, onPress }: { icon: Icon; title: string; hint: string; onPress: () => void }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="card flex cursor-pointer flex-col items-start gap-2 p-4 text-start transition-colors hover:border-line-strong hover:bg-sunken"
    >
      <Glyph size={22} stroke={1.6} className="text-accent" />
      <span className="text-15 font-semibold">{title}</span>
      <span className="text-ink-2">{hint}</span>
    </button>
  )
}
