import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import IconCalendarRepeat from '@tabler/icons-react/dist/esm/icons/IconCalendarRepeat.mjs'
import IconDoor from '@tabler/icons-react/dist/esm/icons/IconDoor.mjs'
import IconDoorOff from '@tabler/icons-react/dist/esm/icons/IconDoorOff.mjs'
import IconHandStop from '@tabler/icons-react/dist/esm/icons/IconHandStop.mjs'
import IconMapPin from '@tabler/icons-react/dist/esm/icons/IconMapPin.mjs'
import IconMessages from '@tabler/icons-react/dist/esm/icons/IconMessages.mjs'
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import IconTrophy from '@tabler/icons-react/dist/esm/icons/IconTrophy.mjs'
import { visitOutcomes } from '../../contract/visits.ts'
import type { Visit } from '../../contract/visits.ts'
import { useToday } from '../people/use-today.ts'
import { useAddress } from '../shell/places.ts'
import { Ago, Badge, Button, DateField, TextField, buttonClass, useWords } from '../ui/index.ts'
import type { Icon } from '../ui/index.ts'
import { addDays } from '../people/day-of.ts'
import { outcomeTones } from './outcome-tones.ts'
import { useFinish } from './use-finish.ts'
import { mapLink, pathOf } from './visits-read.ts'

type Outcome = (typeof visitOutcomes)[number]

const icons: Record<Outcome, Icon> = {
  no_answer: IconDoorOff,
  refused: IconHandStop,
  revisit: IconCalendarRepeat,
  talked: IconMessages,
  sold: IconTrophy,
}

/** So many days later one comes again, unless another day was agreed. */
const usualWait = 7

/** Where one stands: the address in large letters, and one press for each thing that may come of it. */
export function NextDoor({ visit, onDone }: { visit: Visit; onDone: () => void }) {
  const { t } = useWords()
  const today = useToday()
  const [words, setWords] = useState('')
  const [revisitOn, setRevisitOn] = useState<string | null>(null)
  const finish = useFinish(onDone)
  const send = (outcome: Outcome, on?: string) =>
    finish.mutate({ visit, outcome, words: words.trim(), ...(on ? { revisitOn: on } : {}) })
  return (
    <section aria-label={t('visits.next')} className="card flex flex-col gap-4 p-4">
      <Address visit={visit} />
      <TextField
        label={t('visits.words')}
        name="words"
        dir="auto"
        value={words}
        onChange={setWords}
        maxLength={4000}
        placeholder={t('visits.words.example')}
      />
      {revisitOn === null ? (
        <div className="grid grid-cols-2 gap-2 tablet:grid-cols-5">
          {visitOutcomes.map((outcome) => (
            <OutcomeButton
              key={outcome}
              outcome={outcome}
              isPending={finish.isPending && finish.variables.outcome === outcome}
              onPress={() => (outcome === 'revisit' ? setRevisitOn(addDays(today, usualWait)) : send(outcome))}
            />
          ))}
        </div>
      ) : (
        <div className="flex flex-wrap items-end gap-2">
          <DateField
            label={t('visits.revisit-on')}
            value={revisitOn}
            minValue={addDays(today, 1)}
            onChange={(day) => day && setRevisitOn(day)}
          />
          <Button
            variant="primary"
            className="min-h-12!"
            isPending={finish.isPending}
            onPress={() => send('revisit', revisitOn)}
          >
            {t('visits.status.revisit')}
          </Button>
          <Button className="min-h-12!" onPress={() => setRevisitOn(null)}>
            {t('people.cancel')}
          </Button>
        </div>
      )}
    </section>
  )
}

interface OutcomeButtonProps {
  readonly outcome: Outcome
  readonly isPending: boolean
  readonly onPress: () => void
}

/** Large enough for a thumb in winter. */
function OutcomeButton({ outcome, isPending, onPress }: OutcomeButtonProps) {
  const { t } = useWords()
  return (
    <Button
      icon={icons[outcome]}
      isPending={isPending}
      onPress={onPress}
      variant={outcome === 'sold' ? 'primary' : 'plain'}
      className={`min-h-14! whitespace-normal! ${outcome === 'sold' ? 'col-span-2 tablet:col-span-1' : ''}`}
    >
      {t(`visits.status.${outcome}`)}
    </Button>
  )
}

function Address({ visit }: { visit: Visit }) {
  const { t } = useWords()
  const address = useAddress()
  const map = mapLink(visit)
  const { customer, street, postalCode, city, phone, before, deal } = visit
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-start gap-3">
        <IconDoor size={28} stroke={1.5} className="shrink-0 text-accent" />
        <div className="min-w-0 flex-1">
          <p className="text-18 font-semibold wrap-anywhere">
            <bdi>{street ?? customer.name}</bdi>
          </p>
          <p className="text-ink-2">
            <bdi>{[postalCode, city].filter(Boolean).join(' ')}</bdi>
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-x-3">
            <Link
              to={address(`${pathOf[customer.kind]}/${customer.id}`)}
              className="font-medium text-accent hover:underline"
            >
              <bdi>{customer.name}</bdi>
            </Link>
            {deal && (
              <Link to={address(`deals/${deal.id}`)} className="text-accent hover:underline">
                <bdi>{deal.name}</bdi>
              </Link>
            )}
            {before && (
              <span className="flex items-center gap-1 text-12 text-ink-2">
                {t('visits.before')}
                <Badge tone={outcomeTones[before.outcome]}>{t(`visits.status.${before.outcome}`)}</Badge>
                <Ago value={before.at} />
              </span>
            )}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {map && (
          <a href={map} className={`${buttonClass('plain')} min-h-10!`}>
            <IconMapPin size={16} stroke={1.75} className="text-ink-3" />
            {t('visits.map')}
          </a>
        )}
        {phone && (
          <a href={`tel:${phone}`} className={`${buttonClass('plain')} min-h-10!`}>
            <IconPhone size={16} stroke={1.75} className="text-ink-3" />
            {t('people.contact.call')}
          </a>
        )}
      </div>
    </div>
  )
}
