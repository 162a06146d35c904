import { enteredStage, fieldKey } from '../../contract/import-fields.ts'
import { fieldNameOf, newFieldColumn } from '../../contract/import-new-fields.ts'
import { customKeyOf, listKeyOf } from '../../contract/custom-values.ts'
import { useAllCustomFields } from '../fields/custom-query.ts'
import { useWords } from '../ui/index.ts'

/** What a field of a mapping is called: `phone.mobile` is "Phone (mobile)", `entered.Offer` is the day of that stage. */
export function useFieldWords(): (key: string) => string {
  const { t } = useWords()
  const own = useAllCustomFields()
  return (key) => {
    const column = newFieldColumn(key)
    if (column !== null) return fieldNameOf(column)
    if (customKeyOf(key) !== null) return own?.find((field) => listKeyOf(field) === key)?.name ?? key
    const stage = enteredStage(key)
    if (stage !== null) return t('importing.field.entered', { stage })
    const { field, kind } = fieldKey(key)
    const name = t(`imports.field.${field}`)
    return kind === null ? name : t('importing.field.of-kind', { field: name, kind: t(`importing.field-kind.${kind}`) })
  }
}
