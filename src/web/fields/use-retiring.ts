import { useMutation } from '@tanstack/react-query'
import { changeCustomField, type CustomField } from '../../contract/custom-fields.ts'
import { call } from '../api.ts'
import { toast, useProblemWords } from '../ui/index.ts'
import { useCustomFieldsChanged } from './custom-query.ts'

/** Takes a field out of use, or brings it back. */
export function useRetiring(isRetired: boolean, onDone: (field: CustomField) => void = () => {}) {
  const say = useProblemWords()
  const changed = useCustomFieldsChanged()
  return useMutation({
    mutationFn: ({ id, version }: CustomField) =>
      call(changeCustomField, { params: { id }, version, body: { retired: isRetired } }),
    onSuccess: (field) => {
      changed()
      onDone(field)
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
}
