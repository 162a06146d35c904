import type { FoundCustomer } from '../people/customer-query.ts'
import { useRight } from '../shell/session.ts'
import { Button, Notice, useFormats, useWords } from '../ui/index.ts'
import { useOptOut } from './use-opt-out.ts'

/** Says that a customer asked not to be contacted, and since when; nothing for all others. */
export function OptOutNotice({ found }: { found: FoundCustomer }) {
  const { t } = useWords()
  const { instant } = useFormats()
  const mayEdit = useRight('base.edit')
  const { optOut, change, isPending } = useOptOut(found)
  if (!optOut) return null
  return (
    <Notice tone="warn">
      <span className="flex flex-wrap items-center gap-x-3">
        {t('calling.opt-out.notice', { at: instant(optOut.createdAt) })}
        {mayEdit && (
          <Button variant="quiet" onPress={change} isPending={isPending}>
            {t('calling.opt-out.remove')}
          </Button>
        )}
      </span>
    </Notice>
  )
}
