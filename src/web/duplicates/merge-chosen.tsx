import IconArrowMerge from '@tabler/icons-react/dist/esm/icons/IconArrowMerge.mjs'
import { useState } from 'react'
import type { ListKind } from '../../contract/fields.ts'
import type { CustomerKind } from '../people/customers.ts'
import { useRight } from '../shell/session.ts'
import { Button, useWords } from '../ui/index.ts'
import { MergeDialog } from './merge-dialog.tsx'

const kinds: Partial<Record<ListKind, CustomerKind>> = {
  companies: 'company',
  people: 'person',
  households: 'household',
}
const most = 20

interface MergeChosenProps {
  readonly list: ListKind
  readonly ids: readonly string[]
  readonly onMerged: () => void
}

/** Rows of a list that somebody knows to be one, side by side. */
export function MergeChosen({ list, ids, onMerged }: MergeChosenProps) {
  const { t } = useWords()
  const mayMerge = useRight('duplicates.merge')
  const [isOpen, setIsOpen] = useState(false)
  const kind = kinds[list]
  if (!kind || !mayMerge || ids.length < 2 || ids.length > most) return null
  return (
    <>
      <Button icon={IconArrowMerge} onPress={() => setIsOpen(true)}>
        {t('duplicates.merge-chosen')}
      </Button>
      {isOpen && <MergeDialog kind={kind} ids={ids} onClose={() => setIsOpen(false)} onMerged={onMerged} />}
    </>
  )
}
