import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { changePreferences, showFirstRun, showIdentity, signOut } from '../../contract/access.ts'
import type { Identity } from '../../contract/access.ts'
import type { Permission } from '../../contract/permissions.ts'
import { Problem, call, chooseWorkspace } from '../api.ts'
import { allowSingleKeys } from '../ui/shortcuts.ts'
import { setTheme } from '../ui/theme.ts'
import { useWords } from '../words/language.tsx'

/** Who is at the screen, in which workspace, with which rights. */
export interface Session extends NonNullable<Identity['current']> {
  readonly user: Identity['user']
  readonly workspaces: Identity['workspaces']
}

/** Reads the session of a workspace by the slug in the address, and names that workspace for every call that follows. */
export function sessionQuery(slug: string) {
  return queryOptions({
    queryKey: ['session', slug],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Session> => {
      const found = await call(showIdentity)
      const wanted = found.workspaces.find((workspace) => workspace.slug === slug)
      if (!wanted) throw new Problem({ code: 'not_found', data: { kind: 'workspace' } })
      chooseWorkspace(wanted.id)
      // With one workspace the first answer was already about it.
      const { user, workspaces, current } = found.current?.workspace.slug === slug ? found : await call(showIdentity)
      if (!current) throw new Problem({ code: 'not_found', data: { kind: 'workspace' } })
      return { user, workspaces, ...current }
    },
  })
}

let entered = ''

/** Comes to a workspace: every following call is about it, and nothing of another stays in the cache. */
export async function enterWorkspace(queries: QueryClient, slug: string): Promise<void> {
  const { workspace } = await queries.ensureQueryData(sessionQuery(slug))
  if (entered !== '' && entered !== workspace.id) {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  }
  entered = workspace.id
  chooseWorkspace(workspace.id)
}

/** Where somebody who typed the bare address belongs: the first run, the door, the first workspace, or nowhere. */
export async function firstAddress(queries: QueryClient): Promise<string> {
  const { open } = await call(showFirstRun)
  if (open) return '/first-run'
  try {
    const { workspaces } = await queries.fetchQuery({ queryKey: ['identity'], queryFn: () => call(showIdentity) })
    return workspaces[0] ? `/w/${workspaces[0].slug}` : '/nowhere'
  } catch (error) {
    if (error instanceof Problem && error.code === 'unauthenticated') return '/sign-in'
    throw error
  }
}

/** The session of the page; only below `/w/{slug}`, whose route has fetched it before. Follows every change of preferences. */
export function useSession(): Session {
  const { slug = '' } = useParams({ strict: false })
  return useSuspenseQuery(sessionQuery(slug)).data
}

/** Whether this member's role has the right; without it a screen leaves the control out or says why. */
export function useRight(right: Permission): boolean {
  return useSession().rights.includes(right)
}

type Preferences = Partial<Pick<Session['member'], 'language' | 'theme' | 'singleKeys'>>

/** Shows a preference at once and keeps it with the member. Answers with the promise of its being kept. */
export function usePreferences(): (wish: Preferences) => Promise<void> {
  const queries = useQueryClient()
  const { setLanguage } = useWords()
  const { workspace } = useSession()
  return async (wish) => {
    if (wish.language) await setLanguage(wish.language)
    if (wish.theme) setTheme(wish.theme)
    if (wish.singleKeys !== undefined) allowSingleKeys(wish.singleKeys)
    const { queryKey } = sessionQuery(workspace.slug)
    queries.setQueryData(queryKey, (known) => known && { ...known, member: { ...known.member, ...wish } })
    await call(changePreferences, { body: wish })
  }
}

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    await call(signOut)
    // The screens that are left must not find the cache empty and ask again.
    await navigate({ to: '/sign-in' as string })
    queries.clear()
  }
}
