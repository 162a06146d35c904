import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { addCompany, addPerson } from '../../contract/people.ts'
import { call } from '../api.ts'
import { useProblemWords } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/language.tsx'
import { useRecordAddress } from './record-address.ts'

/** What the palette adds by its name alone. */
export type Added = 'company' | 'person'

const add = {
  company: (name: string) => call(addCompany, { body: { name } }),
  person: (name: string) => call(addPerson, { body: { name } }),
} satisfies Record<Added, (name: string) => Promise<{ id: string }>>

/** Adds a company or a person and opens it, so that the rest can be told there. */
export function useAddRecord(): (kind: Added, name: string) => Promise<void> {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const addressOf = useRecordAddress()
  return async (kind, name) => {
    try {
      const { id } = await add[kind](name)
      toast({ text: t('search.added', { name }) })
      void queries.invalidateQueries({ predicate: ({ queryKey: [about] }) => about !== 'session' })
      await navigate({ href: addressOf({ kind, id }) })
    } catch (error) {
      toast({ text: say(error), tone: 'bad' })
    }
  }
}
