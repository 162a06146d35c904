import { Link } from '@tanstack/react-router'
import type { ListKind } from '../../contract/fields.ts'
import { isCondition } from '../../contract/filters.ts'
import type { ViewState } from '../../contract/views.ts'
import { useAddress, useGo } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { cx, useWords } from '../ui/index.ts'
import { DealForms } from './deal-forms.tsx'
import { partsOf } from './filter-words.ts'
import type { Look, LookChange } from './look.ts'

const customers = ['companies', 'people', 'households'] as const

/** Companies, people and households, beside each other; products stand alone. */
export function KindTabs({ kind }: { kind: ListKind }) {
  const { t } = useWords()
  const address = useAddress()
  if (kind === 'products') return null
  return (
    <nav aria-label={t('views.kinds')} className="inline-flex rounded-2 bg-sunken p-0.5 print:hidden">
      {customers.map((each) => (
        <Link
          key={each}
          to={address(each)}
          aria-current={each === kind ? 'page' : undefined}
          className={cx(
            'flex min-h-7 items-center rounded-1 px-2.5 font-medium transition-colors',
            each === kind ? 'bg-surface text-ink shadow-card' : 'text-ink-2 hover:text-ink',
          )}
        >
          {t(`views.kind.${each}`)}
        </Link>
      ))}
    </nav>
  )
}

/** The same deals as a list, by days, or on the board, which keeps what of the filter it knows: whose they are. */
export function FormSwitch({ look, onChange }: { look: Look; onChange: (change: LookChange) => void }) {
  const go = useGo()
  const { member } = useSession()
  const owner = partsOf(look.filter).flatMap((part) =>
    isCondition(part) && part.field === 'ownerId' && part.op === 'is'
      ? [part.value === 'me' ? member.id : String(part.value)]
      : [],
  )[0]
  const choose = (form: ViewState['form']) =>
    form === 'board' ? go('board', owner ? { owner } : {}) : onChange({ form })
  return <DealForms form={look.state.form} onChange={choose} />
}
