import IconBookmark from '@tabler/icons-react/dist/esm/icons/IconBookmark.mjs'
import { useState } from 'react'
import type { ListKind } from '../../contract/fields.ts'
import { changeView, chooseFirstView, deleteView, type View } from '../../contract/views.ts'
import type { Translate } from '../../words/index.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { Button, Menu, MenuItem, MenuSection, MenuSeparator, toast, useProblemWords, useWords } from '../ui/index.ts'
import { kinds } from './kinds.ts'
import type { Look, LookChange } from './look.ts'
import { SaveViewDialog } from './save-view-dialog.tsx'
import { useViewsChanged } from './views-query.ts'

interface ViewMenuProps {
  readonly kind: ListKind
  readonly views: readonly View[]
  readonly look: Look
  readonly onChange: (change: LookChange) => void
  /** On a phone, where there is no room for a button of its own. */
  readonly onExport?: () => void
}

/** The saved views of the list: choose one, keep what is changed, save the state under a name, open with it. */
export function ViewMenu({ kind, views, look, onChange, onExport }: ViewMenuProps) {
  const { t } = useWords()
  const mayExport = useRight('exports.run')
  const acts = useViewActs(kind, look, onChange)
  const changed = useViewsChanged(kind)
  const [isSaving, setIsSaving] = useState<'new' | 'rename' | null>(null)
  const { view, state, isChanged } = look
  const saved = (next: View) => {
    void changed()
    if (isSaving === 'new') onChange({ view: next.id })
  }
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
        <MenuItem isSelected={view === undefined} onAction={acts.usual}>
          {t('views.view.usual')}
        </MenuItem>
        {views.length > 0 && savedViews(t, views, view, acts.choose)}
        <MenuSeparator />
        {view?.isMine && isChanged && <MenuItem onAction={() => acts.keep(view)}>{t('views.view.keep')}</MenuItem>}
        <MenuItem onAction={() => setIsSaving('new')}>{t('views.view.save')}</MenuItem>
        {view?.isMine && <MenuItem onAction={() => setIsSaving('rename')}>{t('views.view.rename')}</MenuItem>}
        {view && !view.isFirst && <MenuItem onAction={() => acts.first(view.id)}>{t('views.view.first')}</MenuItem>}
        {views.some(({ isFirst }) => isFirst) && (
          <MenuItem onAction={() => acts.first(null)}>{t('views.view.first.none')}</MenuItem>
        )}
        {view?.isMine && (
          <MenuItem isDanger onAction={() => acts.remove(view)}>
            {t('views.view.delete')}
          </MenuItem>
        )}
        {onExport && mayExport && <MenuItem onAction={onExport}>{t('exports.button')}</MenuItem>}
      </Menu>
      {isSaving && (
        <SaveViewDialog
          kind={kind}
          state={state}
          view={isSaving === 'rename' ? view : undefined}
          onClose={() => setIsSaving(null)}
          onSaved={saved}
        />
      )}
    </>
  )
}

// No component of its own: a menu looks for its items among its children.
function savedViews(t: Translate, views: readonly View[], view: View | undefined, onChoose: (view: View) => void) {
  return (
    <MenuSection title={t('views.view.saved')}>
      {views.map((each) => (
        <MenuItem
          key={each.id}
          isSelected={each.id === view?.id}
          hint={t('views.view.shared', { shared: each.shared })}
          onAction={() => onChoose(each)}
        >
          {each.name}
        </MenuItem>
      ))}
    </MenuSection>
  )
}

function useViewActs(kind: ListKind, { state }: Look, onChange: (change: LookChange) => void) {
  const { t } = useWords()
  const say = useProblemWords()
  const changed = useViewsChanged(kind)
  const act = (work: () => Promise<unknown>, done?: string) => {
    void work()
      .then(changed)
      .then(() => done && toast({ text: done }))
      .catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
  }
  return {
    usual: () => onChange({ ...whole(kinds[kind].usual), view: null }),
    choose: (chosen: View) => onChange({ ...whole(chosen.state), view: chosen.id }),
    keep: ({ id, version, name }: View) =>
      act(() => call(changeView, { params: { id }, version, body: { state } }), t('views.view.kept', { name })),
    remove: ({ id }: View) => {
      act(() => call(deleteView, { params: { id } }))
      onChange({ view: null })
    },
    first: (viewId: string | null) =>
      act(() => call(chooseFirstView, { body: { kind, viewId } }), t('views.view.first.done')),
  }
}

/** A state in whole, so that what it lacks is taken away from the one before. */
function whole(state: View['state']): LookChange {
  return { sort: undefined, filter: undefined, group: undefined, day: undefined, ...state }
}
