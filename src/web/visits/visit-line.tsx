import { useMutation } from '@tanstack/react-query'
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconMapPinPlus from '@tabler/icons-react/dist/esm/icons/IconMapPinPlus.mjs'
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { Suspense, lazy, useState } from 'react'
import { dropVisit, takeBackVisit } from '../../contract/visits.ts'
import type { Visit } from '../../contract/visits.ts'
import { call } from '../api.ts'
import { Badge, IconButton, Menu, MenuItem, cx, toast, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import { outcomeTones } from './outcome-tones.ts'
import { useVisitsRead } from './visits-read.ts'

const PlaceDialog = lazy(() => withWords(async () => ({ default: (await import('./place-dialog.tsx')).PlaceDialog })))

interface VisitLineProps {
  readonly visit: Visit
  readonly place: number
  readonly isNext: boolean
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly mayWork: boolean
  readonly onChoose: () => void
  readonly onMove: (by: -1 | 1) => void
}

/** A door on the way; a press makes it the one where one stands. */
export function VisitLine({ visit, place, isNext, mayWork, onChoose, ...moving }: VisitLineProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const { customer, street, postalCode, city, status, revisitOn } = visit
  const isPlanned = status === 'planned'
  const text = (
    <>
      <span className="block truncate font-medium">
        <bdi>{street ?? customer.name}</bdi>
      </span>
      <span className="block truncate text-12 text-ink-2">
        {[revisitOn && day(revisitOn), street ? customer.name : null, postalCode, city]
          .filter((piece) => piece !== null)
          .map((piece, at) => (
            <span key={at}>
              {at > 0 && ' · '}
              <bdi>{piece}</bdi>
            </span>
          ))}
      </span>
    </>
  )
  return (
    <li
      aria-current={isNext ? 'step' : undefined}
      className={cx('flex min-h-13 items-center gap-2 border-b border-line px-1', isNext && 'bg-accent-soft')}
    >
      <span className="w-6 shrink-0 text-center text-12 text-ink-2">{place}</span>
      {isPlanned && mayWork ? (
        <button type="button" onClick={onChoose} className="min-h-12 min-w-0 flex-1 rounded-2 text-start">
          {text}
        </button>
      ) : (
        <span className="min-w-0 flex-1 py-1.5">{text}</span>
      )}
      {!isPlanned && <Badge tone={outcomeTones[status]}>{t(`visits.status.${status}`)}</Badge>}
      {mayWork && <LineMenu visit={visit} {...moving} />}
    </li>
  )
}

type LineMenuProps = Pick<VisitLineProps, 'visit' | 'isFirst' | 'isLast' | 'onMove'>

function LineMenu({ visit, isFirst, isLast, onMove }: LineMenuProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useVisitsRead()
  const [isPlacing, setPlacing] = useState(false)
  const act = useMutation<unknown, unknown, 'drop' | 'takeBack'>({
    mutationFn: (what) => call(what === 'drop' ? dropVisit : takeBackVisit, { params: { id: visit.id } }),
    onSuccess: readAnew,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  const label = t('visits.menu', { name: visit.customer.name })
  return (
    <>
      <Menu label={label} trigger={<IconButton icon={IconDots} label={label} />}>
        {visit.status === 'planned' ? (
          <>
            <MenuItem icon={IconArrowUp} isDisabled={isFirst} onAction={() => onMove(-1)}>
              {t('visits.earlier')}
            </MenuItem>
            <MenuItem icon={IconArrowDown} isDisabled={isLast} onAction={() => onMove(1)}>
              {t('visits.later')}
            </MenuItem>
            <MenuItem icon={IconMapPinPlus} onAction={() => setPlacing(true)}>
              {t('visits.place')}
            </MenuItem>
            <MenuItem icon={IconTrash} isDanger onAction={() => act.mutate('drop')}>
              {t('visits.drop')}
            </MenuItem>
          </>
        ) : (
          <MenuItem icon={IconArrowBackUp} onAction={() => act.mutate('takeBack')}>
            {t('visits.take-back')}
          </MenuItem>
        )}
      </Menu>
      {isPlacing && (
        <Suspense>
          <PlaceDialog visit={visit} onClose={() => setPlacing(false)} />
        </Suspense>
      )}
    </>
  )
}
