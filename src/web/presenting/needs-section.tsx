import { Suspense, lazy, useState } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { Deal } from '../../contract/deals.ts'
import type { Need } from '../../contract/presenting.ts'
import { Section } from '../deals/section.tsx'
import { Badge, Button, IconButton, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import { useNeeds } from './presenting-read.ts'

const NeedDialog = lazy(() => withWords(async () => ({ default: (await import('./need-dialog.tsx')).NeedDialog })))

const tones: Readonly<Record<number, Tone>> = { 3: 'accent', 2: 'plain', 1: 'plain' }

/** What the buyer needs, what must be met first, each with what of ours meets it. */
export function NeedsSection({ deal, mayWork }: { deal: Deal; mayWork: boolean }) {
  const { t } = useWords()
  const [edited, setEdited] = useState<Need | 'new' | null>(null)
  const items = useNeeds(deal.id).data?.items ?? []
  if (items.length === 0 && !mayWork) return null
  return (
    <Section
      title={t('presenting.needs')}
      label={t('presenting.needs.of', { deal: deal.name })}
      actions={
        mayWork && (
          <Button variant="quiet" icon={IconPlus} onPress={() => setEdited('new')}>
            {t('presenting.need.add')}
          </Button>
        )
      }
    >
      {items.length === 0 && <p className="text-ink-3">{t('presenting.needs.none')}</p>}
      {items.length > 0 && (
        <ul className="flex flex-col">
          {items.map((need) => (
            <li key={need.id} className="flex items-start gap-2 border-b border-line py-2 last:border-b-0">
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-x-2">
                  <span dir="auto" className="font-medium wrap-anywhere">
                    {need.words}
                  </span>
                  <Badge tone={tones[need.weight] ?? 'plain'}>{t(`codes.need-weight.${need.weight}`)}</Badge>
                </p>
                <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
                  {need.person && <bdi>{need.person.name}</bdi>}
                  {need.product ? (
                    <span>{t('presenting.need.met-by', { product: need.product.name })}</span>
                  ) : (
                    <span className="text-warn">{t('presenting.need.unmet')}</span>
                  )}
                </p>
              </div>
              {mayWork && (
                <IconButton
                  icon={IconPencil}
                  label={t('presenting.need.edit-of', { need: need.words })}
                  onPress={() => setEdited(need)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {edited && (
        <Suspense>
          <NeedDialog deal={deal} need={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
        </Suspense>
      )}
    </Section>
  )
}
