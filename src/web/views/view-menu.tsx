import IconBookmark from '@tabler/icons-react/dist/esm/icons/IconBookmark.mjs'
import { useState } from 'react'
import type { ListKind } from '../../contract/fields.ts'
import { changeView, chooseFirstView, deleteView, type View } from '../../contract/views.ts'
import { call } from '../api.ts'
import {
  Badge,
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuSeparator,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { kinds } from './kinds.ts'
import type { Look, LookChange } from './look.ts'
import { SaveViewDialog } from './save-view-dialog.tsx'
import { useViewsChanged } from './views-query.ts'

interface ViewMenuProps {
  readonly kind: ListKind
  readonly views: readonly View[]
  readonly look: Look
  readonly onChange: (change: LookChange) => void
}

/** The saved views of the list: choose one, keep what is changed, save the state under a name, open with it. */
export function ViewMenu({ kind, views, look, onChange }: ViewMenuProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const changed = useViewsChanged(kind)
  const [isSaving, setIsSaving] = useState<'new' | 'rename' | null>(null)
  const { view, state, isChanged } = look
  const act = (work: () => Promise<unknown>, done?: string) => {
    void work()
      .then(changed)
      .then(() => done && toast({ text: done }))
      .catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
  }
  const choose = (chosen: View) => onChange({ ...whole(chosen.state), view: chosen.id })
  const keep = ({ id, version, name }: View) =>
    act(() => call(changeView, { params: { id }, version, body: { state } }), t('views.view.kept', { name }))
  const remove = ({ id }: View) => {
    act(() => call(deleteView, { params: { id } }))
    onChange({ view: null })
  }
  const first = (viewId: string | null) =>
    act(() => call(chooseFirstView, { body: { kind, viewId } }), t('views.view.first.done'))
  return (
    <>
      <Menu
        label={t('views.view.menu')}
        placement="bottom start"
        trigger={
          <Button icon={IconBookmark}>
            <bdi>{view?.name ?? t('views.view.usual')}</bdi>
            {isChanged && <span className="ms-1.5 text-ink-3">{t('views.view.changed')}</span>}
          </Button>
        }
      >
        <MenuItem
          isSelected={view === undefined}
          onAction={() => onChange({ ...whole(kinds[kind].usual), view: null })}
        >
          {t('views.view.usual')}
        </MenuItem>
        {views.length > 0 && (
          <MenuSection title={t('views.view.saved')}>
            {views.map((each) => (
              <MenuItem
                key={each.id}
                isSelected={each.id === view?.id}
                hint={t('views.view.shared', { shared: each.shared })}
                onAction={() => choose(each)}
              >
                {each.name}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        <MenuSeparator />
        {view?.isMine && isChanged && <MenuItem onAction={() => keep(view)}>{t('views.view.keep')}</MenuItem>}
        <MenuItem onAction={() => setIsSaving('new')}>{t('views.view.save')}</MenuItem>
        {view?.isMine && <MenuItem onAction={() => setIsSaving('rename')}>{t('views.view.rename')}</MenuItem>}
        {view && !view.isFirst && <MenuItem onAction={() => first(view.id)}>{t('views.view.first')}</MenuItem>}
        {views.some(({ isFirst }) => isFirst) && (
          <MenuItem onAction={() => first(null)}>{t('views.view.first.none')}</MenuItem>
        )}
        {view?.isMine && (
          <MenuItem isDanger onAction={() => remove(view)}>
            {t('views.view.delete')}
          </MenuItem>
        )}
      </Menu>
      {view?.isFirst && <Badge>{t('views.view.first.badge')}</Badge>}
      {isSaving && (
        <SaveViewDialog
          kind={kind}
          state={state}
          view={isSaving === 'rename' ? view : undefined}
          onClose={() => setIsSaving(null)}
          onSaved={(saved) => {
            void changed()
            if (isSaving === 'new') onChange({ view: saved.id })
          }}
        />
      )}
    </>
  )
}

/** A state in whole, so that what it lacks is taken away from the one before. */
function whole(state: View['state']): LookChange {
  return { sort: undefined, filter: undefined, group: undefined, day: undefined, ...state }
}
