import IconBuildingPlus from '@tabler/icons-react/dist/esm/icons/IconBuildingPlus.mjs'
import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs'
import { useRight } from '../shell/session.ts'
import { useWords } from '../words/language.tsx'
import { useAddRecord } from './add-record.ts'
import type { Added } from './add-record.ts'
import type { Row, Section } from './rows.ts'

const icons = { company: IconBuildingPlus, person: IconUserPlus }

/** What was typed as the name of somebody new: offered last, and never the row that Enter takes by itself. */
export function useAddingSection(text: string): Section | null {
  const { t } = useWords()
  const add = useAddRecord()
  const mayEdit = useRight('base.edit')
  const name = text.trim()
  if (!mayEdit || name.length < 3) return null
  const row = (kind: Added): Row => ({
    key: `add-${kind}`,
    type: 'command',
    label: t(`search.add.${kind}.named`, { name }),
    command: { id: `add-${kind}`, icon: icons[kind], label: () => name, run: () => void add(kind, name) },
  })
  return { id: 'adding', title: t('search.group.new'), rows: [row('company'), row('person')] }
}
