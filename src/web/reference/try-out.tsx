import IconPlayerPlay from '@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Badge, Button, Notice, SelectField, TextField, useWords } from '../ui/index.ts'
import { CodeBlock } from './code-block.tsx'
import type { Operation } from './document.ts'
import { Part } from './part.tsx'
import { sendCall } from './send-call.ts'
import type { Answer } from './send-call.ts'
import { useIdentity } from './use-identity.ts'

interface TryOutProps {
  readonly operation: Operation
  /** Where the API begins: '/api/v1'. */
  readonly base: string
}

/** Makes the call for real, as whoever is signed in or with a key that is pasted. */
export function TryOut({ operation, base }: TryOutProps) {
  const { t } = useWords()
  const [isOpen, setIsOpen] = useState(false)
  if (operation.body?.isFile) return <p className="text-ink-2">{t('reference.try.file')}</p>
  if (isOpen) return <CallForm operation={operation} base={base} />
  return (
    <div>
      <Button icon={IconPlayerPlay} onPress={() => setIsOpen(true)}>
        {t('reference.try.open')}
      </Button>
    </div>
  )
}

const withKey = 'key'

function CallForm({ operation, base }: TryOutProps) {
  const { t } = useWords()
  const { workspaces } = useIdentity()
  const [chosen, setChosen] = useState<string | null>(null)
  const as = chosen ?? workspaces[0]?.id ?? withKey
  const [key, setKey] = useState('')
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [body, setBody] = useState(() => JSON.stringify(operation.body?.example, null, 2))
  const send = useMutation({
    mutationFn: () =>
      sendCall(base, operation, values, operation.body ? body : null, as === withKey ? { key } : { workspaceId: as }),
  })
  const isWrite = operation.method !== 'GET'
  const isReadable = !operation.body || isJson(body)
  const options = [
    ...workspaces.map(({ id, name }) => ({ id, label: name })),
    { id: withKey, label: t('reference.try.as.key') },
  ]
  return (
    <Part title={t('reference.try')}>
      <form
        aria-label={t('reference.try')}
        className="card flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReadable) send.mutate()
        }}
      >
        <SelectField label={t('reference.try.as')} value={as} options={options} onChange={setChosen} />
        {as === withKey && <KeyField value={key} onChange={setKey} />}
        {operation.parameters.map(({ name, required }) => (
          <TextField
            key={name}
            label={name}
            isRequired={required}
            value={values[name] ?? ''}
            onChange={(value) => setValues({ ...values, [name]: value })}
          />
        ))}
        {operation.body && <BodyField value={body} onChange={setBody} isReadable={isReadable} />}
        {isWrite && <Notice tone="warn">{t('reference.try.warning')}</Notice>}
        <div>
          <Button type="submit" variant={isWrite ? 'danger' : 'primary'} isPending={send.isPending}>
            {isWrite ? t('reference.try.send.write') : t('reference.try.send')}
          </Button>
        </div>
        <div aria-live="polite">
          {send.isError && <Notice tone="bad">{t('reference.try.unreachable')}</Notice>}
          {send.data && <Shown answer={send.data} />}
        </div>
      </form>
    </Part>
  )
}

interface Typed {
  readonly value: string
  readonly onChange: (value: string) => void
}

function KeyField(typed: Typed) {
  const { t } = useWords()
  return (
    <TextField
      {...typed}
      label={t('reference.try.key')}
      description={t('reference.try.key.about')}
      type="password"
      autoComplete="off"
    />
  )
}

function BodyField({ isReadable, ...typed }: Typed & { isReadable: boolean }) {
  const { t } = useWords()
  return (
    <TextField
      {...typed}
      label={t('reference.body')}
      rows={10}
      dir="ltr"
      className="font-mono"
      {...(isReadable ? {} : { errorMessage: t('reference.try.unreadable') })}
    />
  )
}

function Shown({ answer: { status, milliseconds, text } }: { answer: Answer }) {
  const { t } = useWords()
  return (
    <>
      <Badge tone={status < 300 ? 'ok' : 'bad'}>
        {t('reference.try.answered', { status: String(status), milliseconds })}
      </Badge>
      {text !== '' && <CodeBlock code={text} label={t('reference.answer')} />}
    </>
  )
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    // What is being typed is not JSON yet: said below the field.
    return false
  }
}
