import { type Sharing, sharings } from '../../contract/views.ts'
import { useRight } from '../shell/session.ts'
import { RadioCards, TextField, useWords } from '../ui/index.ts'

export interface NameAndSharing {
  readonly name: string
  readonly shared: Sharing
}

interface NameAndSharingFieldsProps {
  readonly value: NameAndSharing
  readonly onChange: (value: NameAndSharing) => void
}

/** What somebody made for themselves or others is called, and who finds it; shared by those who may. */
export function NameAndSharingFields({ value, onChange }: NameAndSharingFieldsProps) {
  const { t } = useWords()
  const mayShare = useRight('base.edit')
  return (
    <>
      <TextField
        label={t('views.view.name')}
        name="name"
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        isRequired
        maxLength={60}
        autoFocus
      />
      {mayShare && (
        <RadioCards
          label={t('views.view.sharing')}
          name="shared"
          options={sharings.map((shared) => ({ value: shared, title: t('views.view.shared', { shared }) }))}
          value={value.shared}
          onChange={(shared) => onChange({ ...value, shared })}
        />
      )}
    </>
  )
}
