import { customKeyOf } from '../../contract/custom-values.ts'
import type { ListKind } from '../../contract/fields.ts'
import type { ScorePart } from '../../contract/prospects.ts'
import { useAllCustomFields } from '../fields/custom-query.ts'
import { optionName } from '../fields/custom-text.ts'
import { useWords } from '../ui/index.ts'

/** What the parts of a score are called: fields, with what stands in them, rules and reasons. */
export function useScoreNames() {
  const { t, has } = useWords()
  const own = useAllCustomFields()
  const customOf = (key: string) => {
    const [record = '', ...rest] = key.split('.')
    const custom = customKeyOf(rest.join('.'))
    // A key names a list of fields.ts before its first point, or is a field of no list.
    return own?.find((field) => field.record === (record as ListKind) && field.key === custom)
  }
  const fieldName = (key: string) => {
    const custom = customOf(key)
    if (custom) return custom.name
    return has(`scoring.field.${key}`) ? t(`scoring.field.${key}`) : key
  }
  const partName = ({ field, name }: ScorePart): string => {
    if (field === null) return t(`prospects.reason.${name}`)
    if (field === 'rule') return name ?? ''
    const custom = customOf(field)
    const isLevel = name === 'true' || name === 'false'
    const value =
      name === null
        ? t('scoring.value.none')
        : isLevel
          ? t('views.yes-no', { value: name })
          : custom?.options.length
            ? optionName(custom, name)
            : has(`scoring.value.${name}`)
              ? t(`scoring.value.${name}`)
              : name
    return t('scoring.part', { field: fieldName(field), value })
  }
  return { fieldName, partName }
}
