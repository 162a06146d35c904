import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs'
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import type { Language } from '../../contract/primitives.ts'
import { Button, buttonClass, copyText, toast, useWords } from '../ui/index.ts'

/** The words to the customer, to be copied or taken into a mail. */
export function Introduction({ text, language }: { text: string; language: Language | null }) {
  const { t } = useWords()
  return (
    <div className="flex flex-col gap-2">
      <p className="text-12 font-medium text-ink-2">{t('handoffs.introduction')}</p>
      <p
        {...(language ? { lang: language } : {})}
        dir="auto"
        className="rounded-3 bg-sunken p-3 wrap-anywhere whitespace-pre-line"
      >
        {text}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="quiet"
          icon={IconCopy}
          onPress={() => void copyText(text).then(() => toast({ text: t('handoffs.introduction.copied') }))}
        >
          {t('handoffs.introduction.copy')}
        </Button>
        <a href={`mailto:?body=${encodeURIComponent(text)}`} className={buttonClass('quiet')}>
          <IconMail size={16} stroke={1.75} />
          {t('handoffs.introduction.mail')}
        </a>
      </div>
    </div>
  )
}
