import { SelectField, useWords } from '../ui/index.ts'
import { useTracks } from './nurture-query.ts'

const none = 'none'

interface TrackFieldProps {
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

/** The track to keep in touch on; nothing to see where there is none. */
export function TrackField({ value, onChange }: TrackFieldProps) {
  const { t } = useWords()
  const tracks = useTracks().data?.items ?? []
  if (tracks.length === 0) return null
  return (
    <SelectField
      label={t('nurture.track')}
      name="trackId"
      options={[{ id: none, label: t('nurture.track.none') }, ...tracks.map(({ id, name }) => ({ id, label: name }))]}
      value={value ?? none}
      onChange={(id) => onChange(id === none ? null : id)}
    />
  )
}
