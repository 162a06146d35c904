import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import { factKinds } from '../../contract/dossiers.ts'
import type { DossierFact } from '../../contract/dossiers.ts'
import { daysBetween } from '../people/day-of.ts'
import { useToday } from '../people/use-today.ts'
import { Badge, IconButton, useFormats, useWords } from '../ui/index.ts'

/** So many days before its end a fact says so. */
const soonDays = 30

interface FactLinesProps<Fact extends DossierFact> {
  readonly facts: readonly Fact[]
  /** Whom a fact is about, where several are shown. */
  readonly about?: (fact: Fact) => string | null
  readonly onEdit?: ((fact: Fact) => void) | undefined
}

/** Facts under the names of their kinds, each with where it comes from and how surely it is known. */
export function FactLines<Fact extends DossierFact>({ facts, about, onEdit }: FactLinesProps<Fact>) {
  const { t } = useWords()
  return factKinds
    .filter((kind) => facts.some((fact) => fact.kind === kind))
    .map((kind) => (
      <div key={kind} className="grid break-inside-avoid gap-x-3 tablet:grid-cols-[110px_minmax(0,1fr)]">
        <h3 className="pt-1.5 text-12 text-ink-2">{t(`research.kind.${kind}`)}</h3>
        <ul className="min-w-0">
          {facts
            .filter((fact) => fact.kind === kind)
            .map((fact) => (
              <FactLine key={fact.id} fact={fact} about={about?.(fact)} onEdit={onEdit && (() => onEdit(fact))} />
            ))}
        </ul>
      </div>
    ))
}

interface FactLineProps {
  readonly fact: DossierFact
  readonly about: string | null | undefined
  readonly onEdit: (() => void) | undefined
}

function FactLine({ fact, about, onEdit }: FactLineProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const isEnding = daysBetween(useToday(), fact.expiresOn) <= soonDays
  return (
    <li className="flex items-start gap-2 py-1.5">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          {about && (
            <>
              <bdi className="font-medium">{about}</bdi>
              {' · '}
            </>
          )}
          <bdi>{fact.text}</bdi>
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
          <bdi className="wrap-anywhere">{fact.source}</bdi>
          <bdi>{day(fact.learnedOn)}</bdi>
          {fact.confidence !== 'medium' && (
            <Badge tone={fact.confidence === 'high' ? 'ok' : 'warn'}>{t(`research.sure.${fact.confidence}`)}</Badge>
          )}
          {isEnding && <Badge tone="warn">{t('research.fact.ends', { day: day(fact.expiresOn) })}</Badge>}
        </p>
      </div>
      {onEdit && (
        <IconButton icon={IconPencil} label={t('research.fact.edit.of', { text: fact.text })} onPress={onEdit} />
      )}
    </li>
  )
}
