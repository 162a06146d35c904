import IconEraser from '@tabler/icons-react/dist/esm/icons/IconEraser.mjs'
import IconFileSearch from '@tabler/icons-react/dist/esm/icons/IconFileSearch.mjs'
import { customerPlace } from '../people/customer-query.ts'
import type { FoundCustomer } from '../people/customer-query.ts'
import { useGo } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { MenuItem, useWords } from '../ui/index.ts'

/** In a customer's menu, what they may ask for: all that is kept about them, and to have it erased. Companies are nobody. */
export function AnswerItems({ found: { kind, row }, onErase }: { found: FoundCustomer; onErase: () => void }) {
  const { t } = useWords()
  const go = useGo()
  const mayAnswer = useRight('privacy.answer')
  if (!mayAnswer || kind === 'company') return null
  return (
    <>
      <MenuItem
        icon={IconFileSearch}
        hint={t('privacy.menu.read.hint')}
        onAction={() => go(`kept/${customerPlace(kind, row.id)}`)}
      >
        {t('privacy.menu.read')}
      </MenuItem>
      <MenuItem icon={IconEraser} isDanger onAction={onErase}>
        {t('privacy.menu.erase')}
      </MenuItem>
    </>
  )
}
