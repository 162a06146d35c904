import { Suspense, lazy, useState } from 'react'
import IconPlayerPlay from '@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs'
import type { Filter } from '../../contract/filters.ts'
import { useRight } from '../shell/session.ts'
import { Button, useWords } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import { whomOf } from './whom.ts'

const StartDialog = lazy(async () => ({ default: (await withWords(() => import('./start-dialog.tsx'))).StartDialog }))

interface StartChosenProps {
  readonly selection: { readonly ids: ReadonlySet<string>; readonly isAll: boolean; readonly clear: () => void }
  readonly query: { readonly filter?: Filter | undefined; readonly q?: string | undefined }
}

/** Starts a sequence with the chosen people of a list, or with all that its filter finds. */
export function StartChosen({ selection, query: { filter, q } }: StartChosenProps) {
  const { t } = useWords()
  const mayWork = useRight('deals.work')
  const [isOpen, setOpen] = useState(false)
  if (!mayWork) return null
  const found = { filter: JSON.stringify(filter ?? { and: [] }), ...(q ? { q } : {}) }
  return (
    <>
      <Button icon={IconPlayerPlay} onPress={() => setOpen(true)}>
        {t('sequences.start-some')}
      </Button>
      {isOpen && (
        <Suspense>
          <StartDialog
            whom={selection.isAll ? [found] : whomOf([...selection.ids])}
            onStarted={selection.clear}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
