import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { changeWorkspace, showWorkspace } from '../../contract/access.ts'
import type { Workspace } from '../../contract/access.ts'
import { languages } from '../../contract/primitives.ts'
import { languageFacts } from '../../words/languages.ts'
import { useTimeZones } from '../access/places-and-money.ts'
import { call } from '../api.ts'
import { useTyped } from '../live/use-typed.ts'
import { refusalOf, saveFields } from '../people/edit.ts'
import { useRight, useSession } from '../shell/session.ts'
import {
  Button,
  Card,
  ComboBox,
  ErrorState,
  Form,
  Notice,
  SelectField,
  Skeleton,
  TextField,
  toast,
  useWords,
} from '../ui/index.ts'
import { ClosedDaysCard } from './closed-days-card.tsx'
import { SampleSettings } from './sample-settings.tsx'
import { useSessionRefresh } from './use-session-refresh.ts'

export function WorkspaceSettings() {
  const mayManage = useRight('workspace.manage')
  const { workspace } = useSession()
  const shown = useQuery({ queryKey: ['workspace', workspace.id], queryFn: () => call(showWorkspace) })
  if (shown.isPending) return <Skeleton className="h-70 w-full" />
  if (shown.isError) return <ErrorState error={shown.error} onRetry={shown.refetch} />
  return (
    <>
      <WorkspaceForm workspace={shown.data} />
      <ClosedDaysCard />
      {mayManage && <SampleSettings />}
    </>
  )
}

function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const { t } = useWords()
  const mayManage = useRight('workspace.manage')
  const { values, type, save } = useWorkspaceEdit(workspace)
  const { name, language, timeZone } = values
  return (
    <Card title={t('settings.part.workspace')}>
      {!mayManage && <Notice>{t('settings.workspace.read-only')}</Notice>}
      <Form
        label={t('settings.part.workspace')}
        onSubmit={() => save.mutate()}
        problem={refusalOf(save.error)}
        actions={
          mayManage && (
            <Button type="submit" isPending={save.isPending}>
              {t('settings.save')}
            </Button>
          )
        }
      >
        <TextField
          label={t('access.company.name')}
          name="name"
          isRequired
          isDisabled={!mayManage}
          maxLength={80}
          value={name}
          onChange={(next) => type({ name: next })}
        />
        <div className="grid gap-4 tablet:grid-cols-2">
          <SelectField
            label={t('shell.language')}
            description={t('settings.workspace.language.more')}
            isDisabled={!mayManage}
            value={language}
            options={languages.map((code) => ({ id: code, label: languageFacts[code].nativeName }))}
            onChange={(next) => type({ language: next })}
          />
          <TimeZoneField value={timeZone} onChange={(next) => type({ timeZone: next })} isDisabled={!mayManage} />
        </div>
        <CurrencyLine currency={workspace.currency} />
      </Form>
    </Card>
  )
}

/** What is typed stays while others change the same form, and is saved field by field. */
function useWorkspaceEdit(workspace: Workspace) {
  const { t } = useWords()
  const queries = useQueryClient()
  const refresh = useSessionRefresh()
  const { values, typed, version, type, clear } = useTyped(workspace)
  const keep = (saved: Workspace) => void queries.setQueryData(['workspace', workspace.id], saved)
  const send = ({ name, language, timeZone }: Partial<Workspace>, on: number) =>
    call(changeWorkspace, { version: on, body: { name, language, timeZone } })
  const fields = [
    { fields: ['name'], label: t('access.company.name'), mine: values.name, theirs: ({ name }: Workspace) => name },
    {
      fields: ['language'],
      label: t('shell.language'),
      mine: languageFacts[values.language].nativeName,
      theirs: ({ language }: Workspace) => languageFacts[language].nativeName,
    },
    {
      fields: ['timeZone'],
      label: t('access.company.time-zone'),
      mine: values.timeZone,
      theirs: ({ timeZone }: Workspace) => timeZone,
    },
  ]
  const save = useMutation({
    mutationFn: () => saveFields({ row: workspace, send, keep }, typed, version, fields),
    onSuccess: async () => {
      clear()
      await refresh()
      toast({ text: t('settings.saved') })
    },
  })
  return { values, type, save }
}

interface TimeZoneFieldProps {
  readonly value: string
  readonly onChange: (timeZone: string) => void
  readonly isDisabled: boolean
}

function TimeZoneField({ value, onChange, isDisabled }: TimeZoneFieldProps) {
  const { t } = useWords()
  return (
    <ComboBox
      label={t('access.company.time-zone')}
      name="timeZone"
      description={t('settings.workspace.time-zone.more')}
      isDisabled={isDisabled}
      options={useTimeZones(value)}
      value={value}
      onChange={(chosen) => chosen && onChange(chosen)}
    />
  )
}

function CurrencyLine({ currency }: { currency: string }) {
  const { t, locale } = useWords()
  const name = new Intl.DisplayNames(locale, { type: 'currency' }).of(currency)
  return (
    <div className="rounded-2 bg-sunken px-3 py-2">
      <p className="text-12 font-medium text-ink-2">{t('access.company.currency')}</p>
      <p className="font-medium">
        <bdi>{currency}</bdi> · {name}
      </p>
      <p className="mt-0.5 text-12 text-ink-2">{t('settings.workspace.currency.more')}</p>
    </div>
  )
}
