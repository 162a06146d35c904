import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconCalendarEvent from '@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs'
import IconDoor from '@tabler/icons-react/dist/esm/icons/IconDoor.mjs'
import { chooseWay, planVisits, showWay } from '../../contract/visits.ts'
import type { Way } from '../../contract/visits.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useToday } from '../people/use-today.ts'
import { bodyOf } from '../research/dossier-read.ts'
import type { DossierOf } from '../research/dossier-read.ts'
import { useRight } from '../shell/session.ts'
import { Button, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import { pathOf, useVisitsRead } from './visits-read.ts'

/** How somebody is got hold of first, by the rule or because a colleague knows better; and the way there. */
export function WayRow({ of }: { of: DossierOf }) {
  const { t } = useWords()
  const say = useProblemWords()
  const today = useToday()
  const queries = useQueryClient()
  const readAnew = useVisitsRead()
  const mayEdit = useRight('base.edit')
  const mayWork = useRight('deals.work')
  const [isAsking, setAsking] = useState(false)
  const params = { kind: pathOf[of.kind], id: of.id }
  const found = useQuery({ queryKey: ['ways', of.kind, of.id], queryFn: () => call(showWay, { params }) })
  const onError = (error: unknown) => toast({ text: say(error), tone: 'bad' })
  const byRule = useMutation({
    mutationFn: () => call(chooseWay, { params, body: { way: null } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['ways'] }),
    onError,
  })
  const plan = useMutation({
    mutationFn: () => call(planVisits, { body: { day: today, customers: [bodyOf(of)] } }),
    onSuccess: ({ planned }) => {
      readAnew()
      toast({ text: t('visits.planned', { count: planned }) })
    },
    onError,
  })
  if (!found.data) return null
  const { way, rule, reason, isChosen } = found.data
  const other = way === 'visit' ? 'appointment' : 'visit'
  const Glyph = way === 'visit' ? IconDoor : IconCalendarEvent
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 print:hidden">
      <Glyph size={16} stroke={1.75} className="shrink-0 text-ink-3" />
      <span className="min-w-40 flex-1">
        {t(`visits.way.${way}`)}
        {isChosen && (
          <span className="block text-12 text-ink-2">
            {t('visits.way.chosen', { rule: t(`visits.way.${rule}`) })} {reason && <bdi>{reason}</bdi>}
          </span>
        )}
      </span>
      {way === 'visit' && mayWork && (
        <Button variant="quiet" isPending={plan.isPending} onPress={() => plan.mutate()}>
          {t('visits.plan.today')}
        </Button>
      )}
      {mayEdit && (
        <Button
          variant="quiet"
          isPending={byRule.isPending}
          onPress={() => (isChosen ? byRule.mutate() : setAsking(true))}
        >
          {isChosen ? t('visits.way.by-rule') : t(`visits.way.rather.${other}`)}
        </Button>
      )}
      {isAsking && <WayDialog of={of} way={other} onClose={() => setAsking(false)} />}
    </div>
  )
}

function WayDialog({ of, way, onClose }: { of: DossierOf; way: Way; onClose: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const save = useMutation({
    mutationFn: () =>
      call(chooseWay, {
        params: { kind: pathOf[of.kind], id: of.id },
        body: { way, reason: reason.trim() || null },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['ways'] })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t(`visits.way.rather.${way}`)}
      size="small"
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      onClose={onClose}
    >
      <TextField
        label={t('visits.way.reason')}
        name="reason"
        dir="auto"
        value={reason}
        onChange={setReason}
        maxLength={300}
        autoFocus
      />
    </FormDialog>
  )
}
