import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listMembers, type Member } from '../../contract/access.ts'
import type { CustomField } from '../../contract/custom-fields.ts'
import { customDecimals, type CustomValue } from '../../contract/custom-values.ts'
import { call } from '../api.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { useAllCustomFields } from './custom-query.ts'

export type CustomText = (field: CustomField, value: CustomValue | null) => string

// A colleague who is not among the first two hundred.
const forgotten = '…'
const nobody: readonly Member[] = []

/** A value of a workspace's own field as the reader's language writes it; empty where there is none. */
export function useCustomText(): CustomText {
  const { t, locale } = useWords()
  const { number, money, day } = useFormats()
  const members = useEverybody()
  return useMemo(() => {
    const names = new Map(members.map(({ id, name }) => [id, name]))
    const list = new Intl.ListFormat(locale, { type: 'unit', style: 'short' })
    return (field, value) => {
      if (value === null) return ''
      if (Array.isArray(value)) return list.format(value.map((key) => optionName(field, key)))
      if (typeof value === 'object') return money(value)
      if (typeof value === 'boolean') return t('views.yes-no', { value: String(value) })
      if (typeof value === 'number') return number(value, customDecimals)
      if (field.kind === 'date') return day(value)
      if (field.kind === 'choice') return optionName(field, value)
      return field.kind === 'person' ? (names.get(value) ?? forgotten) : value
    }
  }, [t, locale, number, money, day, members])
}

/** The colleagues of today and before: records keep those who have left. Asked for where a field names somebody. */
function useEverybody(): readonly Member[] {
  const isNeeded = useAllCustomFields()?.some(({ kind }) => kind === 'person') ?? false
  const members = useQuery({
    queryKey: ['members', 'ever'],
    queryFn: () => call(listMembers, { query: { limit: 200, include: 'deactivated' } }),
    staleTime: 60_000,
    enabled: isNeeded,
  })
  return members.data?.items ?? nobody
}

export function optionName({ options }: Pick<CustomField, 'options'>, key: string): string {
  return options.find((option) => option.key === key)?.name ?? key
}

/** The options that can be chosen anew: those in use, and what is chosen already. */
export function openOptions({ options }: CustomField, chosen: readonly string[] = []): CustomField['options'] {
  return options.filter(({ key, retired }) => !retired || chosen.includes(key))
}
