import { Outlet, useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ListKind } from '../../contract/fields.ts'
import type { View } from '../../contract/views.ts'
import { ExportAction, ExportWindow } from '../exports/export-action.tsx'
import { Page } from '../shell/page.tsx'
import { useGo } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { ErrorState, Loading, cx, useWords } from '../ui/index.ts'
import { AddRow } from './add-row.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { Calendar } from './calendar.tsx'
import { Cards } from './cards.tsx'
import { useCellText } from './cell-text.ts'
import { ColumnMenu } from './column-menu.tsx'
import { EmptyList } from './empty-list.tsx'
import { useFields, useHasFields } from './fields.ts'
import { FilterBar } from './filter-bar.tsx'
import { Grid, type GridProps } from './grid.tsx'
import { GroupMenu } from './group-menu.tsx'
import { FormSwitch, KindTabs } from './list-tabs.tsx'
import { type Item, kinds, type RowsQuery } from './kinds.ts'
import { type Look, type LookChange, useViewLook } from './look.ts'
import { PrintTable, usePrinting } from './print-table.tsx'
import { useGroups, useSections, type Section } from './sections.ts'
import { Totals } from './totals.tsx'
import { useBeside } from './use-beside.ts'
import { useCellSave } from './use-cell-save.ts'
import { useColumns } from './use-columns.ts'
import { usePaste } from './use-paste.ts'
import { useSelection } from './use-selection.ts'
import { useIsPhone } from './use-is-phone.ts'
import { ViewMenu } from './view-menu.tsx'
import { useViews } from './views-query.ts'

/** A list of one kind: as a grid, on a phone as cards, by days as a calendar; a row beside it. */
export function ListScreen({ kind }: { kind: ListKind }) {
  const views = useViews(kind)
  const isKnown = useHasFields()
  return views && isKnown ? <OpenList key={kind} kind={kind} views={views} /> : <Loading />
}

function OpenList({ kind, views }: { kind: ListKind; views: readonly View[] }) {
  const { t } = useWords()
  const { id } = useParams({ strict: false })
  const [look, change] = useViewLook(kind, views)
  const isPhone = useIsPhone()
  const [isExporting, setIsExporting] = useState(false)
  const exported = {
    kind,
    columns: look.state.columns.map(({ key }) => key),
    query: { filter: look.filter, sort: look.state.sort, q: look.q },
  }
  return (
    <>
      {/* The list fills the window and scrolls by itself. On a phone the bottom bar takes its 64 px. */}
      <div className="flex h-[calc(100dvh-64px)] flex-col desktop:h-dvh print:h-auto">
        <Page
          title={t(`views.kind.${kind}`)}
          views={kind === 'deals' ? <FormSwitch look={look} onChange={change} /> : <KindTabs kind={kind} />}
          filters={
            <div className="flex w-full flex-wrap items-center gap-2 tablet:w-auto print:hidden">
              <ViewMenu
                kind={kind}
                views={views}
                look={look}
                onChange={change}
                {...(isPhone ? { onExport: () => setIsExporting(true) } : {})}
              />
              <FilterBar
                kind={kind}
                filter={look.filter}
                q={look.q}
                onFilter={(filter) => change({ filter: filter && { ...filter } })}
                onSearch={(q) => change({ q })}
              />
              {!isPhone && look.state.form !== 'calendar' && (
                <>
                  <GroupMenu kind={kind} group={look.state.group} onChange={(group) => change({ group })} />
                  <ColumnMenu kind={kind} columns={look.state.columns} onChange={(columns) => change({ columns })} />
                </>
              )}
              {!isPhone && <ExportAction as="icon" {...exported} />}
            </div>
          }
          primary={<AddRow kind={kind} />}
          layout="edge"
        >
          <div className={cx('h-full', id !== undefined && 'wide:pe-125')}>
            <ListBody kind={kind} look={look} change={change} isPhone={isPhone} />
          </div>
        </Page>
      </div>
      {isExporting && <ExportWindow {...exported} onClose={() => setIsExporting(false)} />}
      <Outlet />
    </>
  )
}

interface ListBodyProps {
  readonly kind: ListKind
  readonly look: Look
  readonly change: (change: LookChange) => void
  readonly isPhone: boolean
}

function ListBody({ kind, look, change, isPhone }: ListBodyProps) {
  const { state, filter, q } = look
  const query = useMemo(() => ({ filter, sort: state.sort, q }), [filter, state.sort, q])
  if (state.form === 'calendar')
    return <Calendar kind={kind} query={query} day={state.day ?? 'expectedCloseOn'} onDay={(day) => change({ day })} />
  return <RowsBody kind={kind} look={look} change={change} isPhone={isPhone} query={query} />
}

type RowsBodyProps = ListBodyProps & { readonly query: RowsQuery }

function RowsBody({ kind, look, change, isPhone, query }: RowsBodyProps) {
  const { t } = useWords()
  const { state } = look
  const field = useFields(kind).find(({ key, isGroupable }) => isGroupable && key === state.group)
  const [folded, fold] = useFolded(state.group)
  const groups = useGroups(kind, field?.key, query, field !== undefined)
  const sections = useSections(kind, query, field, groups.data?.groups, folded)
  const text = useCellText()
  const isRead = field ? groups.isSuccess : sections.length > 0
  const isEmpty = isRead && sections.every(({ rows }) => rows.isWhole && rows.items.length === 0)
  const shown = { kind, label: t(`views.kind.${kind}`), sections, onFold: fold, text }
  if (groups.isError) return <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />
  if (isEmpty)
    return (
      <EmptyList
        kind={kind}
        isFiltered={look.filter !== undefined || look.q !== undefined}
        onClear={() => change({ filter: undefined, q: '' })}
      />
    )
  if (isPhone) return <Cards {...shown} group={state.group} />
  return <GridBody {...shown} look={look} change={change} query={query} groupField={field} />
}

type Shown = Pick<GridProps, 'kind' | 'label' | 'sections' | 'onFold' | 'text' | 'groupField'>
type GridBodyProps = Shown & Omit<RowsBodyProps, 'isPhone'>

/** The grid with what goes on around it: saving, choosing, adding up, printing. */
function GridBody({ look, change, query, ...shown }: GridBodyProps) {
  const { kind, label, sections, text } = shown
  const go = useGo()
  const beside = useBeside(kind)
  const columns = useColumns(kind, look.state.columns, (next) => change({ columns: next }))
  const selection = useSelection(`${kind} ${JSON.stringify(query)}`)
  const mayEdit = useRight(kinds[kind].edit)
  const isPrinting = usePrinting()
  const put = (item: Item) => {
    for (const { store } of sections) store.put(item)
  }
  const { save, send } = useCellSave(kind, text, { put })
  const paste = usePaste(kind, send)
  const refresh = useFreshRows(kind, sections)
  const hasMore = sections.some(({ rows }) => !rows.isWhole)
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1">
        <Grid
          {...shown}
          columns={columns}
          sort={look.state.sort}
          onSort={(sort) => change({ sort })}
          selection={selection}
          mayEdit={mayEdit}
          onOpen={({ id }) => beside.open(id)}
          onOpenPage={({ id }) => go(`${kind}/${id}`)}
          onSave={(item, of, value, name) => void save(item, of, value, name)}
          onPaste={(items, of, texts) => void paste(items, of, texts)}
        />
      </div>
      <Totals kind={kind} query={query} sections={sections} />
      {isPrinting && <PrintTable kind={kind} label={label} columns={columns.columns} sections={sections} text={text} />}
      {mayEdit && (
        <BulkBar
          kind={kind}
          columns={look.state.columns.map(({ key }) => key)}
          selection={selection}
          query={query}
          hasMore={hasMore}
          onChanged={refresh}
        />
      )}
    </div>
  )
}

/** Which groups are folded; another field begins with all open. */
function useFolded(group: string | undefined): [ReadonlySet<string>, (key: string) => void] {
  const [folded, setFolded] = useState<{ readonly group: string | undefined; readonly keys: ReadonlySet<string> }>({
    group,
    keys: new Set(),
  })
  const keys = folded.group === group ? folded.keys : noKeys
  const fold = (key: string) => {
    const next = new Set(keys)
    if (!next.delete(key)) next.add(key)
    setFolded({ group, keys: next })
  }
  return [keys, fold]
}

const noKeys: ReadonlySet<string> = new Set()

/** Reads the rows anew that somebody may be looking at, when the cache hears that rows of this kind have changed. */
function useFreshRows(kind: ListKind, sections: readonly Section[]): () => void {
  const latest = useRef(sections)
  useEffect(() => {
    latest.current = sections
  })
  const count = useRef(0)
  // A query without an answer of its own: whoever invalidates what is read of this kind has it asked again.
  const pulse = useQuery({
    queryKey: [kind, 'pulse'],
    queryFn: () => (count.current += 1),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const refresh = () => {
    for (const { store } of latest.current) store.refresh()
  }
  const first = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (first.current !== undefined && pulse.data !== first.current) refresh()
    first.current = pulse.data
  }, [pulse.data])
  return refresh
}
