import { useMutation, useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import IconEraser from '@tabler/icons-react/dist/esm/icons/IconEraser.mjs'
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { exportDossier, readPrivateFacts } from '../../contract/dossiers.ts'
import type { DossierFact } from '../../contract/dossiers.ts'
import { call } from '../api.ts'
import { Section } from '../deals/section.tsx'
import { useRight } from '../shell/session.ts'
import {
  Button,
  ErrorState,
  IconButton,
  Menu,
  MenuItem,
  saveFile,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import { bodyOf, dossierQuery } from './dossier-read.ts'
import type { DossierOf } from './dossier-read.ts'
import { FactLines } from './fact-lines.tsx'

const FactDialog = lazy(() => withWords(async () => ({ default: (await import('./fact-dialog.tsx')).FactDialog })))
const EraseDialog = lazy(() => withWords(async () => ({ default: (await import('./erase-dialog.tsx')).EraseDialog })))

/** What is known of a customer; private life behind a press of its own, since each reading of it is kept. */
export function DossierSection({ of }: { of: DossierOf }) {
  const { t } = useWords()
  const mayEdit = useRight('base.edit')
  const [edited, setEdited] = useState<DossierFact | 'new' | null>(null)
  const found = useQuery(dossierQuery(of))
  const kinds = found.data?.kinds ?? []
  const items = found.data?.items ?? []
  return (
    <Section
      title={t('research.dossier')}
      label={t('research.dossier.of', { name: of.name })}
      actions={
        <>
          {mayEdit && (
            <Button variant="quiet" icon={IconPlus} onPress={() => setEdited('new')}>
              {t('research.fact.add')}
            </Button>
          )}
          <DossierMenu of={of} />
        </>
      }
    >
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && <p className="text-ink-3">{t('research.dossier.none')}</p>}
      <FactLines facts={items} onEdit={mayEdit ? setEdited : undefined} />
      <PrivateFacts of={of} count={found.data?.privateCount ?? 0} onEdit={mayEdit ? setEdited : undefined} />
      {edited && (
        <Suspense>
          <FactDialog of={of} fact={edited === 'new' ? null : edited} kinds={kinds} onClose={() => setEdited(null)} />
        </Suspense>
      )}
    </Section>
  )
}

interface PrivateFactsProps {
  readonly of: DossierOf
  readonly count: number
  readonly onEdit: ((fact: DossierFact) => void) | undefined
}

export function PrivateFacts({ of, count, onEdit }: PrivateFactsProps) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const read = useQuery({
    queryKey: ['private-facts', of.kind, of.id],
    queryFn: () => call(readPrivateFacts, { body: bodyOf(of) }),
    enabled: isOpen,
    // Read once for each time it is opened, and kept nowhere.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  if (count === 0) return null
  if (!isOpen) {
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-2 bg-sunken px-3 py-2 print:hidden">
        <Button icon={IconLock} onPress={() => setOpen(true)}>
          {t('research.private.show', { count })}
        </Button>
        <span className="min-w-40 flex-1 text-12 text-ink-2">{t('research.private.logged')}</span>
      </div>
    )
  }
  if (read.isError) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  return <FactLines facts={read.data?.items ?? []} onEdit={onEdit} />
}

/** What somebody may ask for: all that is held about them, and to have it erased. */
function DossierMenu({ of }: { of: DossierOf }) {
  const { t } = useWords()
  const say = useProblemWords()
  const mayErase = useRight('base.delete')
  const mayExport = useRight('exports.run')
  const [isErasing, setErasing] = useState(false)
  const file = useMutation({
    mutationFn: () => call(exportDossier, { body: bodyOf(of) }),
    onSuccess: (held) =>
      saveFile(new Blob([JSON.stringify(held, null, 2)], { type: 'application/json' }), `${of.name}.json`),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  if (!mayErase && !mayExport) return null
  const label = t('research.dossier.menu', { name: of.name })
  return (
    <>
      <Menu label={label} trigger={<IconButton icon={IconDots} label={label} />}>
        {mayExport && (
          <MenuItem icon={IconDownload} hint={t('research.dossier.export.hint')} onAction={() => file.mutate()}>
            {t('research.dossier.export')}
          </MenuItem>
        )}
        {mayErase && (
          <MenuItem icon={IconEraser} isDanger onAction={() => setErasing(true)}>
            {t('research.dossier.erase')}
          </MenuItem>
        )}
      </Menu>
      {isErasing && (
        <Suspense>
          <EraseDialog of={of} onClose={() => setErasing(false)} />
        </Suspense>
      )}
    </>
  )
}
