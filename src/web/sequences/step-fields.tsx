import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { mergeFields, messageChannels } from '../../contract/sequences.ts'
import type { Step } from '../../contract/sequences.ts'
import { IconButton, NumberField, SelectField, Switch, TextField, useWords } from '../ui/index.ts'
import { mostWords, readFirstTouch } from './first-touch.ts'
import { stepIcons } from './step-icon.ts'

interface StepFieldsProps {
  readonly step: Step
  readonly number: number
  /** Strangers read this one first. */
  readonly isFirstTouch: boolean
  readonly onChange: (changes: Partial<Step>) => void
  readonly onRemove: (() => void) | undefined
  readonly onUp: (() => void) | undefined
}

/** One step while it is written: when, what to do, and what is said, in one text or two. */
export function StepFields({ step, number, isFirstTouch, onChange, onRemove, onUp }: StepFieldsProps) {
  const { t } = useWords()
  const { kind, channel, a, b } = step
  return (
    <fieldset className="flex flex-col gap-3 rounded-3 border border-line p-3">
      <legend className="sr-only">{t('sequences.step', { number })}</legend>
      <StepHead step={step} number={number} onChange={onChange} onRemove={onRemove} onUp={onUp} />
      {kind !== 'task' && (
        <WordingFields
          label={t(b ? 'sequences.text-a' : kind === 'call' ? 'sequences.script' : 'sequences.text')}
          withSubject={channel === 'email'}
          isFirstTouch={isFirstTouch}
          value={a ?? none}
          onChange={(wording) => onChange({ a: wording })}
        />
      )}
      {b && (
        <WordingFields
          label={t('sequences.text-b')}
          withSubject={channel === 'email'}
          isFirstTouch={isFirstTouch}
          value={b}
          onChange={(wording) => onChange({ b: wording })}
        />
      )}
      {kind !== 'task' && (
        <Switch
          isSelected={b !== null}
          onChange={(isTest) => onChange(isTest ? { a: a ?? none, b: a ?? none } : { b: null })}
        >
          {t('sequences.test')}
        </Switch>
      )}
    </fieldset>
  )
}

/** What kind of a step it is, where it stands, and when it is due. */
function StepHead({ step, number, onChange, onRemove, onUp }: Omit<StepFieldsProps, 'isFirstTouch'>) {
  const { t } = useWords()
  const { kind, channel, waitDays, title } = step
  const Glyph = stepIcons[kind]
  return (
    <>
      <div className="flex items-center gap-2">
        <Glyph size={16} stroke={1.75} aria-hidden className="text-ink-2" />
        <span className="font-medium">
          {t('sequences.step', { number })} · {t(`codes.step-kind.${kind}`)}
        </span>
        <span className="ms-auto flex">
          {onUp && <IconButton icon={IconArrowUp} label={t('sequences.up', { number })} onPress={onUp} />}
          {onRemove && <IconButton icon={IconX} label={t('sequences.remove', { number })} onPress={onRemove} />}
        </span>
      </div>
      <div className="grid gap-3 tablet:grid-cols-[minmax(0,1fr)_150px_150px]">
        <TextField
          label={t('sequences.what')}
          value={title}
          onChange={(typed) => onChange({ title: typed })}
          maxLength={200}
        />
        <NumberField
          label={t('sequences.wait-days')}
          value={waitDays}
          onChange={(days) => onChange({ waitDays: days ?? 0 })}
          minValue={0}
          maxValue={90}
        />
        {channel && (
          <SelectField
            label={t('sequences.channel')}
            options={messageChannels.map((id) => ({ id, label: t(`codes.channel.${id}`) }))}
            value={channel}
            onChange={(id) => onChange({ channel: id })}
          />
        )}
      </div>
    </>
  )
}

type Wording = NonNullable<Step['a']>
const none: Wording = { subject: null, body: '' }

interface WordingFieldsProps {
  readonly label: string
  readonly withSubject: boolean
  readonly isFirstTouch: boolean
  readonly value: Wording
  readonly onChange: (wording: Wording) => void
}

function WordingFields({ label, withSubject, isFirstTouch, value, onChange }: WordingFieldsProps) {
  const { t } = useWords()
  return (
    <div className="flex flex-col gap-2">
      {withSubject && (
        <TextField
          label={t('sequences.subject')}
          value={value.subject ?? ''}
          onChange={(subject) => onChange({ ...value, subject })}
          maxLength={200}
        />
      )}
      <TextField
        label={label}
        value={value.body}
        onChange={(body) => onChange({ ...value, body })}
        rows={4}
        maxLength={4000}
        description={isFirstTouch ? <FirstTouchHint text={value.body} /> : <MergeHint />}
      />
    </div>
  )
}

function MergeHint() {
  const { t } = useWords()
  return (
    <>
      {t('sequences.fields')} <bdi dir="ltr">{mergeFields.map((field) => `{${field}}`).join(' ')}</bdi>
    </>
  )
}

/** Short, and one thing asked: said while one writes, never forced. */
function FirstTouchHint({ text }: { text: string }) {
  const { t, locale } = useWords()
  const { words, isLong, asks } = readFirstTouch(text, locale)
  const asked = asks === 1 ? 'one' : asks === 0 ? 'nothing' : 'several'
  return (
    <>
      <MergeHint />
      {words > 0 && (
        <span role="status" className={isLong || asked !== 'one' ? 'block text-warn' : 'block text-ok'}>
          {t(isLong ? 'sequences.first.long' : 'sequences.first.short', { words, most: mostWords })}{' '}
          {t(`sequences.first.${asked}`)}
        </span>
      )}
    </>
  )
}
