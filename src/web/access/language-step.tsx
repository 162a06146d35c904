import { languages } from '../../contract/primitives.ts'
import { languageFacts } from '../../words/languages.ts'
import { Button, Form, RadioCards, useWords } from '../ui/index.ts'
import { StepHeading } from './step-marks.tsx'

/** The choice is shown at once: the page itself is the preview. */
export function LanguageStep({ onNext }: { onNext: () => void }) {
  const { t, language, setLanguage } = useWords()
  return (
    <div className="mx-auto max-w-130">
      <StepHeading title={t('access.first-run.welcome')}>{t('access.first-run.welcome.more')}</StepHeading>
      <Form
        onSubmit={onNext}
        actions={
          <Button type="submit" variant="primary">
            {t('access.continue')}
          </Button>
        }
      >
        <RadioCards
          label={t('access.language')}
          columns={2}
          value={language}
          onChange={(code) => void setLanguage(code)}
          options={languages.map((code) => ({ value: code, title: languageFacts[code].nativeName }))}
        />
      </Form>
    </div>
  )
}
