import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { listAppointments, listDueAppointments } from '../../contract/appointments.ts'
import { call } from '../api.ts'
import { toast, useProblemWords } from '../ui/index.ts'
import { startOfDay } from './times.ts'

const mostShown = 200

/** Appointments of some days, of one member or of everybody whom one sees. */
export function useAppointments(from: string, until: string, zone: string, member: string | undefined) {
  return useQuery({
    queryKey: ['appointments', 'days', from, until, member],
    queryFn: () =>
      call(listAppointments, {
        query: {
          from: startOfDay(from, zone),
          to: startOfDay(until, zone),
          limit: mostShown,
          ...(member && { member }),
        },
      }),
    placeholderData: (before) => before,
  })
}

export function useDue(day: string, member: string | undefined) {
  return useQuery({
    queryKey: ['appointments', 'due', day, member],
    queryFn: () => call(listDueAppointments, { query: { day, ...(member && { member }) } }),
  })
}

export function useDealAppointments(dealId: string) {
  return useQuery({
    queryKey: ['appointments', 'deal', dealId],
    queryFn: () => call(listAppointments, { query: { deal: dealId, limit: mostShown } }),
  })
}

/** An act on an appointment or a sequence; whatever shows it, its deal or the day is read anew. */
export function useAct<Result, Input = void>(
  act: (input: Input) => Promise<Result>,
  onDone?: (result: Result) => void,
  isForm = false,
) {
  const queries = useQueryClient()
  const say = useProblemWords()
  return useMutation({
    mutationFn: act,
    onSuccess: (result) => {
      void queries.invalidateQueries({ predicate: ({ queryKey: [about] }) => about !== 'session' })
      onDone?.(result)
    },
    // A form says it beside its fields; a button has nowhere else.
    ...(isForm ? {} : { onError: (error: Error) => void toast({ text: say(error), tone: 'bad' }) }),
  })
}
