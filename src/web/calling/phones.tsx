import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import type { CallSheet } from '../../contract/calling.ts'
import { Badge, Kbd, cx, useWords } from '../ui/index.ts'

type Phone = CallSheet['phones'][number]

/** The number as a link that telephones understand. */
export function telOf({ e164, number }: Pick<Phone, 'e164' | 'number'>): string {
  return `tel:${e164 ?? number.replace(/[^\d+]/g, '')}`
}

interface PhonesProps {
  readonly phones: readonly Phone[]
  readonly dialled: string | null
  readonly seconds: number | null
  readonly onDial: (number: string) => void
}

/** Every number, one press from ringing; what was reported wrong or dead says so. */
export function Phones({ phones, dialled, seconds, onDial }: PhonesProps) {
  const { t } = useWords()
  if (phones.length === 0) return <p className="rounded-3 bg-warn-soft p-3 text-warn">{t('calling.no-number')}</p>
  const first = phones.find(({ reported }) => reported === null)
  return (
    <ul className="grid gap-2 tablet:grid-cols-2">
      {phones.map((phone) => {
        const { number, shown, kind, whose, reported, lineType } = phone
        const isDialled = dialled === number
        return (
          <li key={`${whose?.id ?? ''} ${number}`}>
            <a
              href={telOf(phone)}
              onClick={() => onDial(number)}
              className={cx(
                'flex min-h-14 items-center gap-3 rounded-3 border px-3 py-2 hover:border-line-strong',
                isDialled ? 'border-accent bg-accent-soft' : 'border-line',
              )}
            >
              <IconPhone size={20} stroke={1.75} className={cx('shrink-0', reported ? 'text-ink-3' : 'text-accent')} />
              <span className="flex min-w-0 flex-1 flex-col">
                <span className={cx('text-15 font-semibold tabular-nums', reported && 'text-ink-3 line-through')}>
                  <bdi dir="ltr">{shown}</bdi>
                </span>
                <span className="truncate text-12 text-ink-2">
                  {whose ? <bdi>{whose.name}</bdi> : t(`people.phone.${kind}`)}
                  {whose?.title && (
                    <>
                      {' · '}
                      <bdi>{whose.title}</bdi>
                    </>
                  )}
                  {lineType && lineType !== 'unknown' && ` · ${t(`calling.line.${lineType}`)}`}
                </span>
              </span>
              {reported && <Badge tone="bad">{t(`calling.reported.${reported}`)}</Badge>}
              {isDialled && seconds !== null && <Clock seconds={seconds} />}
              {phone === first && !isDialled && (
                <span className="not-desktop:hidden">
                  <Kbd keys="T" quiet />
                </span>
              )}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

function Clock({ seconds }: { seconds: number }) {
  const two = (value: number) => String(value).padStart(2, '0')
  return (
    <span aria-hidden dir="ltr" className="text-12 text-accent tabular-nums">
      {Math.floor(seconds / 60)}:{two(seconds % 60)}
    </span>
  )
}
