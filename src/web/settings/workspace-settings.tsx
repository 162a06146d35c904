import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeWorkspace, showWorkspace } from '../../contract/access.ts'
import type { Workspace } from '../../contract/access.ts'
import { languages } from '../../contract/primitives.ts'
import { languageFacts } from '../../words/languages.ts'
import { useTimeZones } from '../access/places-and-money.ts'
import { Problem, call } from '../api.ts'
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
      <WorkspaceForm key={shown.data.version} workspace={shown.data} />
      {mayManage && <SampleSettings />}
    </>
  )
}

function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const { t } = useWords()
  const mayManage = useRight('workspace.manage')
  const queries = useQueryClient()
  const refresh = useSessionRefresh()
  const [name, setName] = useState(workspace.name)
  const [language, setLanguage] = useState(workspace.language)
  const [timeZone, setTimeZone] = useState(workspace.timeZone)
  const reload = () => queries.invalidateQueries({ queryKey: ['workspace', workspace.id] })
  const save = useMutation({
    mutationFn: () => call(changeWorkspace, { version: workspace.version, body: { name, language, timeZone } }),
    onSuccess: async (saved) => {
      queries.setQueryData(['workspace', workspace.id], saved)
      await refresh()
      toast({ text: t('settings.saved') })
    },
    onError: (error) => error instanceof Problem && error.code === 'version_conflict' && void reload(),
  })
  return (
    <Card title={t('settings.part.workspace')}>
      {!mayManage && <Notice>{t('settings.workspace.read-only')}</Notice>}
      <Form
        label={t('settings.part.workspace')}
        onSubmit={() => save.mutate()}
        problem={save.error}
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
          onChange={setName}
        />
        <div className="grid gap-4 tablet:grid-cols-2">
          <SelectField
            label={t('shell.language')}
            description={t('settings.workspace.language.more')}
            isDisabled={!mayManage}
            value={language}
            options={languages.map((code) => ({ id: code, label: languageFacts[code].nativeName }))}
            onChange={setLanguage}
          />
          <TimeZoneField value={timeZone} onChange={setTimeZone} isDisabled={!mayManage} />
        </div>
        <CurrencyLine currency={workspace.currency} />
      </Form>
    </Card>
  )
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
