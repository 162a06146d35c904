import { useState } from 'react'
import type { Improvement } from '../../contract/improvements.ts'
import type { ProcessDetail } from '../../contract/process.ts'
import { useRight } from '../shell/session.ts'
import { Button, Card, Dialog, useFormats, useWords } from '../ui/index.ts'
import { FinishForm } from './improvement-forms.tsx'
import { ImprovementMenu } from './improvement-menu.tsx'
import { FormerRuns } from './improvement-over.tsx'
import { ImprovementReadingPart } from './improvement-reading.tsx'
import { ImprovementWords } from './improvement-words.tsx'

interface UnderWayProps {
  readonly process: ProcessDetail
  readonly improvement: Improvement
}

/** The one change that is made now, with what is measured before it and since. */
export function ImprovementUnderWay({ process, improvement }: UnderWayProps) {
  const { t } = useWords()
  const { instant } = useFormats()
  const mayEdit = useRight('process.edit')
  const [isFinishing, setFinishing] = useState(false)
  const close = () => setFinishing(false)
  const { run, title } = improvement
  return (
    <Card title={t('improvements.under-way')}>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <ImprovementWords improvement={improvement} />
          {run && (
            <p className="mt-1 text-12 text-ink-2">
              {t('improvements.begun', { day: instant(run.startedAt), who: run.startedBy })}
            </p>
          )}
        </div>
        {mayEdit && (
          <span className="ms-auto flex items-center gap-1 print:hidden">
            <Button variant="primary" onPress={() => setFinishing(true)}>
              {t('improvements.finish')}
            </Button>
            <ImprovementMenu process={process} improvement={improvement} />
          </span>
        )}
      </div>
      <ImprovementReadingPart improvement={improvement} />
      <FormerRuns improvement={improvement} />
      <Dialog title={t('improvements.finish.named', { name: title })} isOpen={isFinishing} onClose={close}>
        <FinishForm improvement={improvement} onClose={close} />
      </Dialog>
    </Card>
  )
}
