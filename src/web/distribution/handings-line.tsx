import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { listHandings, seeHanding } from '../../contract/distribution.ts'
import type { Handing } from '../../contract/distribution.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Ago, IconButton, buttonClass, toast, useProblemWords, useWords } from '../ui/index.ts'

const mostShown = 5

/** What one was handed, or had taken back, since one last looked. */
export function HandingsLine() {
  const { t } = useWords()
  const say = useProblemWords()
  const address = useAddress()
  const queries = useQueryClient()
  const { member } = useSession()
  const unseen = useQuery({
    queryKey: ['handings'],
    queryFn: async () => (await call(listHandings, { query: { limit: mostShown } })).items,
  })
  const see = ({ id }: Handing) =>
    call(seeHanding, { params: { id } })
      .catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
      .finally(() => void queries.invalidateQueries({ queryKey: ['handings'] }))
  if (!unseen.data || unseen.data.length === 0) return null
  return (
    <ul aria-label={t('distribution.told')} className="flex flex-col border-b border-line bg-accent-soft print:hidden">
      {unseen.data.map((handing) => {
        const { id, kind, count, list, handedAt } = handing
        const text = t(`distribution.told.${kind}`, { count, list: `\u2068${list.name}\u2069` })
        return (
          <li key={id} className="flex flex-wrap items-center gap-x-3 px-4 py-1 desktop:px-5">
            <span className="min-w-0">{text}</span>
            <span className="text-12 text-ink-2">
              <Ago value={handedAt} />
            </span>
            {kind === 'handed' && (
              <Link
                to={address('prospects')}
                search={{ list: list.id, owner: member.id }}
                className={`${buttonClass('quiet')} min-h-7`}
              >
                {t('distribution.told.show')}
              </Link>
            )}
            <IconButton
              icon={IconX}
              label={t('distribution.told.seen')}
              onPress={() => void see(handing)}
              className="ms-auto"
            />
          </li>
        )
      })}
    </ul>
  )
}
