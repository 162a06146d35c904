import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listPrivateStatements, privateKinds, statePrivate } from '../../contract/dossiers.ts'
import type { PrivateKind, PrivateStatement } from '../../contract/dossiers.ts'
import type { BodyOf } from '../../contract/endpoint.ts'
import { sourceBases } from '../../contract/sources.ts'
import type { SourceBasis } from '../../contract/sources.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import {
  Badge,
  Button,
  Card,
  Checkbox,
  ErrorState,
  Form,
  Loading,
  Notice,
  SelectField,
  TextField,
  toast,
  useFormats,
  useWords,
} from '../ui/index.ts'

const none = 'none'

/** Which facts of private life may be noted, why, and who has stated it when. */
export function PrivacySettings() {
  const { t } = useWords()
  const mayState = useRight('privacy.manage')
  const found = useQuery({
    queryKey: ['private-statements'],
    queryFn: () => call(listPrivateStatements, { query: { limit: 20 } }),
  })
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const [current, ...earlier] = found.data.items
  return (
    <>
      <Card title={t('research.privacy')}>
        <p className="text-ink-2">{t('research.privacy.more')}</p>
        {mayState ? (
          <StatementForm key={current?.id ?? none} current={current} />
        ) : (
          <>
            <Statement statement={current} />
            <Notice tone="plain">{t('research.privacy.owner-only')}</Notice>
          </>
        )}
      </Card>
      {(earlier.length > 0 || (current && mayState)) && (
        <Card title={t('research.privacy.history')}>
          <ul className="flex flex-col">
            {found.data.items.map((statement) => (
              <li key={statement.id} className="border-b border-line py-2 last:border-b-0">
                <Statement statement={statement} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

function Statement({ statement }: { statement: PrivateStatement | undefined }) {
  const { t } = useWords()
  const { instant } = useFormats()
  if (!statement) return <p className="text-ink-2">{t('research.privacy.off')}</p>
  const { kinds, basis, wording, statedAt, statedBy } = statement
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-1">
        {kinds.length === 0 && <Badge>{t('research.privacy.off')}</Badge>}
        {kinds.map((kind) => (
          <Badge key={kind} tone="accent">
            {t(`research.kind.${kind}`)}
          </Badge>
        ))}
        {basis && <span className="ms-1">{t(`codes.source_basis.${basis}`)}</span>}
      </p>
      {wording && (
        <p dir="auto" className="wrap-anywhere whitespace-pre-line text-ink-2">
          {wording}
        </p>
      )}
      <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
        {statedBy && <bdi>{statedBy.name}</bdi>}
        <bdi>{instant(statedAt)}</bdi>
      </p>
    </div>
  )
}

function StatementForm({ current }: { current: PrivateStatement | undefined }) {
  const { t } = useWords()
  const [kinds, setKinds] = useState<readonly PrivateKind[]>(current?.kinds ?? [])
  const [basis, setBasis] = useState<SourceBasis>(current?.basis ?? 'consent')
  const [wording, setWording] = useState(current?.wording ?? '')
  const isOn = kinds.length > 0
  const isLess = (current?.kinds ?? []).some((kind) => !kinds.includes(kind))
  const save = useStating({ kinds: [...kinds], basis: isOn ? basis : null, wording: isOn ? wording.trim() : null })
  const toggle = (kind: PrivateKind, isChosen: boolean) =>
    setKinds(privateKinds.filter((each) => (each === kind ? isChosen : kinds.includes(each))))
  return (
    <Form
      label={t('research.privacy')}
      onSubmit={() => save.mutate()}
      problem={save.error}
      actions={
        <Button
          type="submit"
          variant="primary"
          isPending={save.isPending}
          isDisabled={isOn ? wording.trim() === '' : !current || current.kinds.length === 0}
        >
          {t('research.privacy.state')}
        </Button>
      }
    >
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-12 font-medium text-ink-2">{t('research.privacy.kinds')}</legend>
        {privateKinds.map((kind) => (
          <Checkbox key={kind} isSelected={kinds.includes(kind)} onChange={(isChosen) => toggle(kind, isChosen)}>
            {t(`research.kind.${kind}`)}
          </Checkbox>
        ))}
      </fieldset>
      {isOn && (
        <>
          <SelectField
            label={t('research.fact.basis')}
            name="basis"
            options={sourceBases.map((id) => ({ id, label: t(`codes.source_basis.${id}`) }))}
            value={basis}
            onChange={setBasis}
          />
          <TextField
            label={t('research.privacy.wording')}
            description={t('research.privacy.wording.hint')}
            name="wording"
            dir="auto"
            value={wording}
            onChange={setWording}
            rows={3}
            maxLength={2000}
          />
        </>
      )}
      {isLess && <Notice tone="warn">{t('research.privacy.less')}</Notice>}
    </Form>
  )
}

function useStating(body: BodyOf<typeof statePrivate>) {
  const { t } = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call(statePrivate, { body }),
    onSuccess: () => {
      for (const key of ['private-statements', 'dossier']) void queries.invalidateQueries({ queryKey: [key] })
      toast({ text: t('research.privacy.stated') })
    },
  })
}
