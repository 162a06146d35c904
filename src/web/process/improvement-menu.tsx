import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { useState } from 'react'
import type { Improvement } from '../../contract/improvements.ts'
import type { ProcessDetail } from '../../contract/process.ts'
import { Dialog, IconButton, Menu, MenuItem, toast, useProblemWords, useWords } from '../ui/index.ts'
import { ImprovementForm } from './improvement-forms.tsx'
import { useImprovementActs } from './improvements-query.ts'

interface MenuProps {
  readonly process: ProcessDetail
  readonly improvement: Improvement
}

/** What else can be done with an improvement, as far as it has come. */
export function ImprovementMenu({ process, improvement }: MenuProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const [isEditing, setEditing] = useState(false)
  const { drop, remove, restore } = useImprovementActs()
  const { id, title: name, state } = improvement
  const onError = (error: unknown) => void toast({ text: say(error), tone: 'bad' })
  const dropIt = () =>
    drop.mutate({ id }, { onError, onSuccess: () => void toast({ text: t('improvements.dropped', { name }) }) })
  const onUndo = () => restore.mutate({ id }, { onError })
  const removeIt = () =>
    remove.mutate(
      { id },
      { onError, onSuccess: () => void toast({ text: t('improvements.removed', { name }), onUndo }) },
    )
  return (
    <>
      <Menu
        label={t('improvements.menu', { name })}
        trigger={<IconButton icon={IconDots} label={t('improvements.menu', { name })} />}
      >
        <MenuItem onAction={() => setEditing(true)}>{t('improvements.edit')}</MenuItem>
        {(state === 'waiting' || state === 'under_way') && (
          <MenuItem onAction={dropIt}>{t('improvements.drop')}</MenuItem>
        )}
        {state !== 'under_way' && (
          <MenuItem isDanger onAction={removeIt}>
            {t('improvements.remove')}
          </MenuItem>
        )}
      </Menu>
      <Dialog title={t('improvements.edit')} isOpen={isEditing} onClose={() => setEditing(false)}>
        <ImprovementForm process={process} improvement={improvement} onClose={() => setEditing(false)} />
      </Dialog>
    </>
  )
}
