import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { changePreferences } from '../../contract/access.ts'
import { languages } from '../../contract/primitives.ts'
import { languageFacts } from '../../words/languages.ts'
import { call } from '../api.ts'
import { usePreferences, useSession } from '../shell/session.ts'
import { themeIcons } from '../shell/theme-icons.ts'
import {
  Button,
  Card,
  Form,
  SegmentedControl,
  SelectField,
  Switch,
  TextField,
  themes,
  toast,
  useProblemWords,
  useTheme,
  useWords,
} from '../ui/index.ts'
import { SummaryChoiceCard } from '../summaries/choice-card.tsx'
import { PasskeySettings } from './passkey-settings.tsx'
import { PasswordForm } from './password-form.tsx'
import { SessionsCard } from './sessions-card.tsx'
import { SecondFactorSettings } from './second-factor-settings.tsx'
import { useSessionRefresh } from './use-session-refresh.ts'

export function ProfileSettings() {
  return (
    <>
      <NameForm />
      <Preferences />
      <SummaryChoiceCard />
      <PasswordForm />
      <SessionsCard />
      <SecondFactorSettings />
      <PasskeySettings />
    </>
  )
}

function NameForm() {
  const { t } = useWords()
  const { user, member } = useSession()
  const refresh = useSessionRefresh()
  const [name, setName] = useState(member.name)
  const save = useMutation({
    mutationFn: () => call(changePreferences, { body: { name } }),
    onSuccess: async () => {
      await refresh()
      toast({ text: t('settings.saved') })
    },
  })
  return (
    <Card title={t('settings.profile.you')}>
      <Form
        label={t('settings.profile.you')}
        onSubmit={() => save.mutate()}
        problem={save.error}
        actions={
          <Button type="submit" isPending={save.isPending} isDisabled={name.trim() === member.name}>
            {t('settings.save')}
          </Button>
        }
      >
        <div className="grid gap-4 tablet:grid-cols-2">
          <TextField
            label={t('settings.profile.name')}
            name="name"
            autoComplete="name"
            isRequired
            maxLength={80}
            value={name}
            onChange={setName}
          />
          <TextField label={t('access.email')} type="email" isReadOnly value={user.email} />
        </div>
      </Form>
    </Card>
  )
}

/** What takes effect at once needs no button. */
function Preferences() {
  const { t, language } = useWords()
  const { member } = useSession()
  const [theme] = useTheme()
  const [singleKeys, setSingleKeys] = useState(member.singleKeys)
  const prefer = usePreferences()
  const say = useProblemWords()
  const keep = (wish: Parameters<typeof prefer>[0]) =>
    prefer(wish).catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
  return (
    <Card title={t('settings.profile.look')} className="gap-5">
      <SelectField
        label={t('shell.language')}
        description={t('settings.profile.language.more')}
        className="max-w-60"
        value={language}
        options={languages.map((code) => ({ id: code, label: languageFacts[code].nativeName }))}
        onChange={(code) => void keep({ language: code })}
      />
      <div className="flex flex-col items-start gap-1">
        <p className="text-12 font-medium text-ink-2">{t('shell.theme')}</p>
        <SegmentedControl
          label={t('shell.theme')}
          value={theme}
          options={themes.map((each) => ({ value: each, label: t(`shell.theme.${each}`), icon: themeIcons[each] }))}
          onChange={(chosen) => void keep({ theme: chosen })}
        />
      </div>
      <Switch
        isSelected={singleKeys}
        onChange={(wanted) => {
          setSingleKeys(wanted)
          void keep({ singleKeys: wanted })
        }}
      >
        <span className="block font-medium">{t('shell.single-keys')}</span>
        <span className="block text-12 text-ink-3">{t('settings.profile.single-keys.more')}</span>
      </Switch>
    </Card>
  )
}
