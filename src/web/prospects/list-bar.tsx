import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconArrowsSplit from '@tabler/icons-react/dist/esm/icons/IconArrowsSplit.mjs'
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import IconPlayerPlay from '@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconUserDown from '@tabler/icons-react/dist/esm/icons/IconUserDown.mjs'
import IconUserUp from '@tabler/icons-react/dist/esm/icons/IconUserUp.mjs'
import { useLook } from '../deals/use-look.ts'
import { useMembers } from '../people/members.ts'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { IconButton, Menu, MenuItem, Money, buttonClass, useWords } from '../ui/index.ts'
import { countQuery, listsQuery } from './prospects-query.ts'
import type { ProspectFilters } from './prospects-query.ts'
import { useTakeBack } from './use-take-back.ts'

/** About the list that is chosen, and how far one has come with it since the screen was opened. */
export function ListBar({ filters, done }: { filters: ProspectFilters; done: number }) {
  const { t } = useWords()
  const lists = useQuery(listsQuery).data ?? []
  const list = lists.find(({ id }) => id === filters.list)
  return (
    <div className="flex min-h-10 items-center gap-x-4 gap-y-1 border-b border-line px-4 py-1 text-12 text-ink-2 desktop:px-5 print:hidden">
      <Progress filters={filters} done={done} />
      {list && (
        <>
          <span className="flex min-w-0 gap-x-4 not-desktop:hidden">
            {list.source && <bdi className="truncate">{list.source.name}</bdi>}
            {list.product && <bdi className="truncate">{list.product.name}</bdi>}
            {list.costMinor !== null && list.costCurrency !== null && (
              <span className="whitespace-nowrap">
                {t('prospects.cost')} <Money value={{ minor: list.costMinor, currency: list.costCurrency }} />
              </span>
            )}
            {list.note && <bdi className="truncate text-ink-3">{list.note}</bdi>}
          </span>
          <span className="ms-auto flex items-center gap-2">
            <CallLink id={list.id} />
            <ListMenu id={list.id} name={list.name} />
          </span>
        </>
      )}
    </div>
  )
}

/** "23 of 140 done": those done in this session, of them and those still there. */
function Progress({ filters, done }: { filters: ProspectFilters; done: number }) {
  const { t } = useWords()
  const left = useQuery(countQuery(filters)).data
  const total = (left?.count ?? 0) + done
  return (
    <div role="status" className="flex shrink-0 items-center gap-2 whitespace-nowrap">
      {done > 0 && (
        <>
          <span aria-hidden className="h-1.5 w-24 overflow-hidden rounded-full bg-sunken">
            <span
              className="block h-full rounded-full bg-ok transition-[width]"
              style={{ inlineSize: `${Math.min(100, (100 * done) / Math.max(1, total))}%` }}
            />
          </span>
          <span className="font-medium text-ink">
            {left?.more ? t('prospects.done', { done }) : t('prospects.done-of', { done, total })}
          </span>
        </>
      )}
      {left && done === 0 && (
        <span>{t(left.more ? 'prospects.count.more' : 'prospects.count', { count: left.count })}</span>
      )}
    </div>
  )
}

/** Works the list by telephone. */
function CallLink({ id }: { id: string }) {
  const { t } = useWords()
  const address = useAddress()
  if (!useRight('deals.work')) return null
  return (
    <Link to={address(`calls/${id}`)} className={`${buttonClass('plain')} min-h-7 gap-1.5`}>
      <IconPhone size={16} stroke={1.75} />
      {t('prospects.call')}
    </Link>
  )
}

function ListMenu({ id, name }: { id: string; name: string }) {
  const { t } = useWords()
  const [, look] = useLook()
  const mayEdit = useRight('base.edit')
  const mayWork = useRight('deals.work')
  const mayHandOut = useRight('deals.assign')
  const hasColleagues = useMembers().length > 1
  const takeBack = useTakeBack(id)
  if (!mayEdit) return null
  return (
    <Menu label={name} trigger={<IconButton icon={IconDots} label={t('prospects.list.menu')} />}>
      <MenuItem icon={IconPencil} onAction={() => look({ form: 'list' })}>
        {t('prospects.list.edit')}
      </MenuItem>
      {mayWork && (
        <MenuItem icon={IconPlayerPlay} onAction={() => look({ form: 'sequence' })}>
          {t('sequences.start-some')}
        </MenuItem>
      )}
      {mayHandOut && hasColleagues && (
        <MenuItem icon={IconUserDown} onAction={() => look({ form: 'hand-out' })}>
          {t('prospects.hand-out')}
        </MenuItem>
      )}
      {mayHandOut && (
        <MenuItem icon={IconArrowsSplit} onAction={() => look({ form: 'distribution' })}>
          {t('distribution.title')}
        </MenuItem>
      )}
      {mayHandOut && hasColleagues && (
        <MenuItem icon={IconUserUp} onAction={() => takeBack({})}>
          {t('prospects.take-back')}
        </MenuItem>
      )}
    </Menu>
  )
}
