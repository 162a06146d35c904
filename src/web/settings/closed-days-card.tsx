import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { addClosedDays, dropClosedDays, listClosedDays } from '../../contract/closed-days.ts'
import type { ClosedDays } from '../../contract/closed-days.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import {
  Button,
  Card,
  Checkbox,
  Day,
  EmptyState,
  ErrorState,
  IconButton,
  Loading,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { ClosedDaysDialog } from './closed-days-dialog.tsx'

const most = 200

/** When the workspace does not work, beside weekends and public holidays. */
export function ClosedDaysCard() {
  const { t } = useWords()
  const mayEdit = useRight('workspace.manage')
  const [isWhole, setWhole] = useState(false)
  const [edited, setEdited] = useState<ClosedDays | 'new' | null>(null)
  const past = isWhole ? ({ past: 'true' } as const) : {}
  const found = useQuery({
    queryKey: ['closed-days', isWhole],
    queryFn: () => call(listClosedDays, { query: { limit: most, ...past } }),
    placeholderData: (before) => before,
  })
  return (
    <Card
      title={t('settings.closed')}
      actions={
        mayEdit && (
          <Button icon={IconPlus} onPress={() => setEdited('new')}>
            {t('settings.closed.add')}
          </Button>
        )
      }
    >
      <p className="text-ink-2">{t('settings.closed.about')}</p>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.items.length === 0 && <EmptyState>{t('settings.closed.none')}</EmptyState>}
      <ul className="flex flex-col">
        {found.data?.items.map((days) => (
          <ClosedDaysLine key={days.id} days={days} mayEdit={mayEdit} onEdit={() => setEdited(days)} />
        ))}
      </ul>
      <Checkbox isSelected={isWhole} onChange={setWhole}>
        {t('settings.closed.past')}
      </Checkbox>
      {edited && <ClosedDaysDialog days={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Card>
  )
}

interface LineProps {
  readonly days: ClosedDays
  readonly mayEdit: boolean
  readonly onEdit: () => void
}

function ClosedDaysLine({ days, mayEdit, onEdit }: LineProps) {
  const { t, locale } = useWords()
  const { name, from, until, country } = days
  const drop = useDrop(days)
  const where = country === null ? null : new Intl.DisplayNames(locale, { type: 'region' }).of(country)
  return (
    <li className="flex items-center gap-2 border-b border-line py-2 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          <bdi>{name}</bdi>
        </p>
        <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
          <span>
            <Day value={from} />
            {until !== from && (
              <>
                {' – '}
                <Day value={until} />
              </>
            )}
          </span>
          {where && <span>{where}</span>}
        </p>
      </div>
      {mayEdit && (
        <>
          <Button variant="quiet" aria-label={t('settings.closed.edit-of', { name })} onPress={onEdit}>
            {t('settings.closed.edit')}
          </Button>
          <IconButton
            icon={IconTrash}
            label={t('settings.closed.delete-of', { name })}
            isDisabled={drop.isPending}
            onPress={() => drop.mutate()}
          />
        </>
      )}
    </li>
  )
}

/** Gone at once, and back again by undo. */
function useDrop({ id, version: _version, ...again }: ClosedDays) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const readAnew = () => void queries.invalidateQueries({ queryKey: ['closed-days'] })
  const onError = (error: Error) => toast({ text: say(error), tone: 'bad' })
  const undo = useMutation({ mutationFn: () => call(addClosedDays, { body: again }), onSuccess: readAnew, onError })
  return useMutation({
    mutationFn: () => call(dropClosedDays, { params: { id } }),
    onSuccess: () => {
      readAnew()
      toast({ text: t('settings.closed.deleted', { name: again.name }), onUndo: () => undo.mutate() })
    },
    onError,
  })
}
