import { useState } from 'react'
import { FormDialog } from '../people/form-dialog.tsx'
import { TextField, toast, useWords } from '../ui/index.ts'
import { useSetRates } from './queries.ts'
import { readRates } from './read-rates.ts'

const shownUnread = 3

/** Many rates at once, from a spreadsheet. */
export function PasteRatesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const { rates, unread } = readRates(text)
  const save = useSetRates((count) => {
    toast({ text: t('kpis.rates.saved', { count }) })
    onClose()
  })
  return (
    <FormDialog
      title={t('kpis.rates.paste')}
      onSubmit={() => save.mutate([...rates])}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={rates.length === 0}
      onClose={onClose}
    >
      <TextField
        label={t('kpis.rates.paste.label')}
        description={t('kpis.rates.paste.about')}
        rows={8}
        value={text}
        onChange={setText}
      />
      <div role="status" className="text-12 text-ink-2">
        {text.trim() !== '' && <p>{t('kpis.rates.paste.found', { count: rates.length })}</p>}
        {unread.length > 0 && (
          <p className="text-warn" dir="auto">
            {t('kpis.rates.paste.unread', { count: unread.length, lines: unread.slice(0, shownUnread).join(' · ') })}
          </p>
        )}
      </div>
    </FormDialog>
  )
}
