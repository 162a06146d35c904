import { Link } from '@tanstack/react-router'
import type { ListKind } from '../../contract/fields.ts'
import { WheelMark } from '../charts/wheel-mark.tsx'
import { NewDealButton } from '../shell/page.tsx'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Button, EmptyState, buttonClass, useWords } from '../ui/index.ts'

interface EmptyListProps {
  readonly kind: ListKind
  readonly isFiltered: boolean
  readonly onClear: () => void
}

/** Nothing found, or nothing there yet: one sentence, one button. */
export function EmptyList({ kind, isFiltered, onClear }: EmptyListProps) {
  const { t } = useWords()
  const address = useAddress()
  const mayImport = useRight('imports.run')
  if (isFiltered)
    return (
      <EmptyState action={<Button onPress={onClear}>{t('views.empty.clear')}</Button>}>
        {t('views.empty.filtered')}
      </EmptyState>
    )
  const action =
    kind === 'deals' ? (
      <NewDealButton />
    ) : mayImport ? (
      <Link to={address('import')} className={buttonClass('primary')}>
        {t('views.empty.import')}
      </Link>
    ) : undefined
  return (
    <EmptyState picture={<WheelMark size={64} />} action={action}>
      {t(`views.empty.${kind}`)}
    </EmptyState>
  )
}
