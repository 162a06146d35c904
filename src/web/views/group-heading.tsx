import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import type { Field } from '../../contract/fields.ts'
import type { Group } from '../../contract/views.ts'
import { optionName } from '../fields/custom-text.ts'
import { useTermsNames } from '../products/terms.ts'
import { cx, Money, useWords } from '../ui/index.ts'
import { monthName } from './month.ts'
import type { Section } from './sections.ts'

interface GroupHeadingProps {
  readonly section: Section
  readonly field: Field | undefined
  readonly top: number
  readonly line: number
  readonly onFold: (key: string) => void
}

/** What a group is called, how many rows it has and what they add up to; pressed, it folds. */
export function GroupHeading({ section: { key, group, isFolded }, field, top, line, onFold }: GroupHeadingProps) {
  const { t } = useWords()
  const name = useGroupName(field)
  if (!group) return null
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      style={{ transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0 z-2 flex h-8.5 border-b border-line bg-sunken"
    >
      <div role="rowheader" className="sticky start-0 flex min-w-0 items-center">
        <button
          type="button"
          aria-expanded={!isFolded}
          onClick={() => onFold(key)}
          className="flex h-full min-w-0 items-center gap-2 px-3 font-medium -outline-offset-2"
        >
          <IconChevronDown
            size={16}
            className={cx('shrink-0 text-ink-3 transition-transform', isFolded && '-rotate-90 rtl:rotate-90')}
          />
          <bdi className="truncate">{name(group)}</bdi>
          <span className="text-12 font-normal text-ink-2">{t('views.count', { count: group.count })}</span>
          {group.sums.map((sum) => (
            <span key={sum.currency} className="text-12 font-normal text-ink-2">
              <Money value={sum} />
            </span>
          ))}
        </button>
      </div>
    </div>
  )
}

/** The words of a group: what its value is called, the month, the code, or that nothing is known. */
export function useGroupName(field: Field | undefined): (group: Pick<Group, 'value' | 'label'>) => string {
  const { t, has, locale } = useWords()
  const isTerms = field?.refersTo === 'payment_terms'
  const termsName = useTermsNames(isTerms)
  return ({ value, label }) => {
    if (value === null) return t('views.group.none')
    if (label !== null) return label
    if (isTerms) return termsName(value) ?? '…'
    if (field?.custom && field.choices) return optionName(field.custom, value)
    if (field?.type === 'day' || field?.type === 'instant') return monthName(locale, value)
    if (field?.type === 'yes_no') return t('views.yes-no', { value })
    const code = `codes.${field?.key ?? ''}.${value}`
    return has(code) ? t(code) : value
  }
}
