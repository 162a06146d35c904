import { useMutation } from '@tanstack/react-query'
import { eraseDossier } from '../../contract/dossiers.ts'
import { call } from '../api.ts'
import { Button, Dialog, Notice, toast, useProblemWords, useWords } from '../ui/index.ts'
import { bodyOf, useDossierRead } from './dossier-read.ts'
import type { DossierOf } from './dossier-read.ts'

/** What cannot be undone is asked once more. */
export function EraseDialog({ of, onClose }: { of: DossierOf; onClose: () => void }) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useDossierRead()
  const erase = useMutation({
    mutationFn: () => call(eraseDossier, { body: bodyOf(of) }),
    onSuccess: ({ erased }) => {
      readAnew()
      onClose()
      toast({ text: t('research.dossier.erased', { count: erased }) })
    },
  })
  return (
    <Dialog title={t('research.dossier.erase.title', { name: of.name })} isOpen onClose={onClose} size="small">
      <div className="flex flex-col gap-4">
        <p>{t('research.dossier.erase.body')}</p>
        {erase.error && <Notice tone="bad">{say(erase.error)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('people.cancel')}</Button>
          <Button variant="danger" isPending={erase.isPending} onPress={() => erase.mutate()}>
            {t('research.dossier.erase')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
