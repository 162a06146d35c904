/**
 * The kit and the charts on one page inside the real shell, for the eye and for axe; in development only, at /ui/gallery/. It asks no server: the
 * session is made up here.
 */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, createRootRouteWithContext, createRoute, createRouter } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { permissions } from '../../../contract/permissions.ts'
import { createQueryClient } from '../../api.ts'
import { Root } from '../../shell/root.tsx'
import type { Session } from '../../shell/session.ts'
import { Shell } from '../../shell/shell.tsx'
import { LanguageProvider, firstLanguage, loadLanguage, withWords } from '../../words/language.tsx'
import '../styles.css'
import { GalleryScreen } from './gallery-screen.tsx'

const language = firstLanguage()
const made = '2026-01-02T08:00:00.000Z'
const workspace = {
  id: 'w',
  slug: 'nordlys',
  name: 'Nordlys Energi',
  language,
  currency: 'EUR',
  timeZone: 'UTC',
  version: 1,
  createdAt: made,
}
const session: Session = {
  user: { id: 'u', email: 'ada@nordlys.example', name: 'Ada Lindqvist' },
  workspaces: [workspace],
  workspace,
  member: {
    id: 'm',
    name: 'Ada Lindqvist',
    role: 'owner',
    teamId: null,
    sees: 'all',
    language,
    theme: 'system',
    singleKeys: true,
  },
  rights: [...permissions],
  memberCount: 4,
}

const rootRoute = createRootRouteWithContext()({ component: Root })
const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/w/$slug',
  component: Shell,
})
const places = ['today', 'board', 'insights', 'process', 'import', 'settings']
const screens = places.map((path) =>
  createRoute({ getParentRoute: () => workspaceRoute, path, component: GalleryScreen }),
)

history.replaceState(null, '', '/w/nordlys/today')
const router = createRouter({ routeTree: rootRoute.addChildren([workspaceRoute.addChildren(screens)]) })
const queries = createQueryClient()
queries.setQueryData(['session', workspace.slug], session)
const words = await loadLanguage(language)
await withWords(async () => undefined)
const root = document.getElementById('rondo')
if (root)
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      <LanguageProvider first={words}>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>,
  )
