import { useQuery } from '@tanstack/react-query'
import type { askToClose } from '../../contract/closing.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import { closeTechniques } from '../../contract/facts.ts'
import type { CloseTechnique } from '../../contract/facts.ts'
import { Notice, SelectField, useFormats, useWords } from '../ui/index.ts'
import { closingQuery, useOwnTechniques, useScarcities } from './closing-query.ts'

/** How one asks: a technique that everybody has, one's own by its id, or nothing said. */
export interface Asking {
  readonly technique: Exclude<CloseTechnique, 'own'> | `own:${string}` | 'not_stated'
  readonly scarcityId: string | null
  readonly incentiveId: string | null
}

export const nothingAsked: Asking = { technique: 'not_stated', scarcityId: null, incentiveId: null }

type Named = Pick<RequestOf<typeof askToClose>['body'], 'technique' | 'techniqueId' | 'scarcityId' | 'incentiveId'>

/** As the API names it. */
export function named({ technique, scarcityId, incentiveId }: Asking): Named {
  const what = {
    ...(technique === 'standing_room_only' && scarcityId ? { scarcityId } : {}),
    ...(technique === 'added_incentive' && incentiveId ? { incentiveId } : {}),
  }
  if (technique === 'not_stated') return {}
  const [, own] = technique.split(':')
  if (own !== undefined) return { technique: 'own', techniqueId: own, ...what }
  const code = closeTechniques.find((each) => each === technique) ?? 'direct'
  return { technique: code, ...what }
}

interface TechniqueFieldsProps {
  readonly dealId: string
  readonly value: Asking
  readonly onChange: (asking: Asking) => void
  /** Whether it may stay unsaid. */
  readonly isOptional?: boolean
}

/** The technique, and what is really behind it where it holds something out. */
export function TechniqueFields({ dealId, value, onChange, isOptional = false }: TechniqueFieldsProps) {
  const { t } = useWords()
  const own = useOwnTechniques()
  const options: { id: Asking['technique']; label: string }[] = [
    ...(isOptional ? [{ id: 'not_stated' as const, label: t('closing.technique.unsaid') }] : []),
    ...closeTechniques.flatMap((id) => (id === 'own' ? [] : [{ id, label: t(`codes.technique.${id}`) }])),
    ...own.map(({ id, name }) => ({ id: `own:${id}` as const, label: name })),
  ]
  return (
    <>
      <SelectField
        label={t('closing.technique')}
        name="technique"
        options={options}
        value={value.technique}
        onChange={(technique) => onChange({ ...value, technique })}
      />
      {value.technique === 'standing_room_only' && (
        <ScarcityField value={value.scarcityId} onChange={(scarcityId) => onChange({ ...value, scarcityId })} />
      )}
      {value.technique === 'added_incentive' && (
        <IncentiveField
          dealId={dealId}
          value={value.incentiveId}
          onChange={(incentiveId) => onChange({ ...value, incentiveId })}
        />
      )}
    </>
  )
}

interface ChoiceProps {
  readonly value: string | null
  readonly onChange: (id: string) => void
}

function ScarcityField({ value, onChange }: ChoiceProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const live = useScarcities().filter(({ state }) => state === 'live')
  if (live.length === 0) return <Notice>{t('closing.scarcity.none')}</Notice>
  return (
    <SelectField
      label={t('closing.scarcity')}
      name="scarcityId"
      options={live.map(({ id, name, endsOn, placesLeft }) => ({
        id,
        label: t('closing.scarcity.option', {
          name,
          on: endsOn === null ? 'none' : day(endsOn),
          left: placesLeft === null ? 'none' : 'some',
          count: placesLeft ?? 0,
        }),
      }))}
      value={value}
      onChange={onChange}
    />
  )
}

function IncentiveField({ dealId, value, onChange }: ChoiceProps & { dealId: string }) {
  const { t } = useWords()
  const { day } = useFormats()
  const closing = useQuery(closingQuery(dealId))
  const ready = (closing.data?.incentives ?? []).filter(({ state }) => state === 'approved')
  if (ready.length === 0) return <Notice>{t('closing.incentive.none-ready')}</Notice>
  return (
    <SelectField
      label={t('closing.incentive')}
      name="incentiveId"
      options={ready.map(({ id, name, expiresOn }) => ({
        id,
        label: t('closing.incentive.option', { name, on: day(expiresOn) }),
      }))}
      value={value}
      onChange={onChange}
    />
  )
}
