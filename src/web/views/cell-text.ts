import { useMemo } from 'react'
import { customKeyOf } from '../../contract/custom-values.ts'
import type { Field } from '../../contract/fields.ts'
import type { Tag } from '../../contract/tags.ts'
import { useCustomText } from '../fields/custom-text.ts'
import { useSession } from '../shell/session.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { currencyOf, type Item, labelOf, valueOf } from './kinds.ts'
import { useTags } from './choices.ts'

/** What a cell says, as text: what is copied, printed, and read aloud. */
export type CellText = (item: Item, field: Field) => string

/** Values as the reader's language writes them. */
export function useCellText(): CellText {
  const { t, has } = useWords()
  const { money, number, day, instant } = useFormats()
  const { workspace } = useSession()
  const tags = useTags()
  const own = useCustomText()
  return useMemo(() => {
    const names = new Map<string, Tag>(tags.map((tag) => [tag.id, tag]))
    return (item, field) => {
      if (field.custom) return own(field.custom, item.custom[customKeyOf(field.key) ?? ''] ?? null)
      const value = valueOf(item, field.key)
      if (value === null || value === undefined) return ''
      switch (field.type) {
        case 'text':
          return String(value)
        case 'number':
          // A year is no amount: it takes no mark between its thousands.
          return field.key === 'foundedYear' ? String(value) : number(Number(value), 0)
        case 'money':
          return money({ minor: Number(value), currency: currencyOf(item, field, workspace.currency) })
        case 'day':
          return day(String(value))
        case 'instant':
          return instant(String(value), workspace.timeZone)
        case 'choice':
          return has(`codes.${field.key}.${String(value)}`) ? t(`codes.${field.key}.${String(value)}`) : String(value)
        case 'yes_no':
          return t('views.yes-no', { value: String(value) })
        case 'multi':
          return Array.isArray(value)
            ? value
                .map((id) => names.get(String(id))?.name ?? '')
                .filter(Boolean)
                .join(', ')
            : ''
        case 'reference':
          return labelOf(item, field.key) ?? ''
      }
    }
  }, [t, has, money, number, day, instant, workspace, tags, own])
}
