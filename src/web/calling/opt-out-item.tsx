import IconBellOff from '@tabler/icons-react/dist/esm/icons/IconBellOff.mjs'
import type { FoundCustomer } from '../people/customer-query.ts'
import { MenuItem, useWords } from '../ui/index.ts'
import { useOptOut } from './use-opt-out.ts'

/** In a customer's menu: they asked not to be contacted. Nothing for who did so already. */
export function OptOutItem({ found }: { found: FoundCustomer }) {
  const { t } = useWords()
  const { optOut, change } = useOptOut(found)
  if (optOut) return null
  return (
    <MenuItem icon={IconBellOff} hint={t('calling.opt-out.hint')} onAction={change}>
      {t('calling.outcome.opted_out')}
    </MenuItem>
  )
}
