/**
 * All addresses. To add a screen, write `src/web/<module>/<name>-screen.tsx` with an exported component and add one line to `screens` (inside a
 * workspace, under /w/{slug}/) or to `doors` (outside of one):
 *
 *   screen('insights', () => import('./measurement/insights-screen.tsx'), 'InsightsScreen'),
 *
 * A panel over a screen is its child: `.addChildren([panel(() => boardRoute, '$dealId', …)])`; the screen renders an `<Outlet />` for it. A place in the side
 * bar (shell/places.ts) shows as soon as its address exists. Inside a screen: `useSession()` (who, which workspace, which rights) and
 * `useParams({ strict: false })`; to go somewhere `useGo()` from shell/places.ts or `<Link to={address('board')}>`.
 */
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import type { AnyRoute, AnyRouter, RouteComponent } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { Problem } from './api.ts'
import { NotFoundScreen, ProblemScreen, Root } from './shell/root.tsx'
import { enterWorkspace, firstAddress, sessionQuery } from './shell/session.ts'
import { Shell } from './shell/shell.tsx'
import { Loading } from './ui/states.tsx'
import { withWords } from './words/language.tsx'

interface RouterContext {
  readonly queries: QueryClient
}

type Load<Name extends string> = () => Promise<Record<Name, RouteComponent>>

/** Asks for what a screen shows, as soon as it is known who asks and not only when the screen has been drawn. */
type Fetch = (at: { readonly context: RouterContext; readonly location: { readonly search: object } }) => Promise<void>

const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Root })

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    throw redirect({ to: await firstAddress(context.queries) })
  },
})

const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/w/$slug',
  beforeLoad: async ({ context, params, location }) => {
    await enterWorkspace(context.queries, params.slug).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== 'unauthenticated') throw error
      throw redirect({ to: '/sign-in' as string, search: { to: location.href } })
    })
  },
  component: Shell,
  notFoundComponent: lazyRouteComponent(() => import('./shell/nothing-here.tsx'), 'NothingHere'),
})

const homeRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: `/w/${params.slug}/today` as string })
  },
})

const doors: AnyRoute[] = [
  door('/sign-in', () => import('./access/sign-in-screen.tsx'), 'SignInScreen'),
  door('/api', () => import('./reference/reference-screen.tsx'), 'ReferenceScreen'),
  door('/first-run', () => import('./access/first-run-screen.tsx'), 'FirstRunScreen'),
  door('/join', () => import('./access/join-screen.tsx'), 'JoinScreen'),
  door('/stop-summary', () => import('./summaries/stop-screen.tsx'), 'StopScreen'),
  door('/nowhere', () => import('./access/nowhere-screen.tsx'), 'NowhereScreen'),
]

const loadBoard = () => import('./deals/board-screen.tsx')
const boardRoute = screen('board', loadBoard, 'BoardScreen', async ({ context, location }) => {
  const { fetchBoard } = await loadBoard()
  fetchBoard(context.queries, location.search)
})

const companiesRoute = screen('companies', () => import('./views/screens.tsx'), 'CompaniesScreen')
const peopleRoute = screen('people', () => import('./views/screens.tsx'), 'PeopleScreen')
const householdsRoute = screen('households', () => import('./views/screens.tsx'), 'HouseholdsScreen')
const productsRoute = screen('products', () => import('./views/screens.tsx'), 'ProductsScreen')
const dealsRoute = screen('deals', () => import('./views/screens.tsx'), 'DealsScreen')

const screens: AnyRoute[] = [
  homeRoute,
  boardRoute.addChildren([
    panel(
      () => boardRoute,
      '$dealId',
      () => import('./deals/deal-panel.tsx'),
      'DealPanel',
    ),
  ]),
  companiesRoute.addChildren([
    panel(
      () => companiesRoute,
      'at/$id',
      () => import('./views/beside.tsx'),
      'CompanyBeside',
    ),
  ]),
  peopleRoute.addChildren([
    panel(
      () => peopleRoute,
      'at/$id',
      () => import('./views/beside.tsx'),
      'PersonBeside',
    ),
  ]),
  householdsRoute.addChildren([
    panel(
      () => householdsRoute,
      'at/$id',
      () => import('./views/beside.tsx'),
      'HouseholdBeside',
    ),
  ]),
  productsRoute.addChildren([
    panel(
      () => productsRoute,
      'at/$id',
      () => import('./views/beside.tsx'),
      'ProductBeside',
    ),
  ]),
  dealsRoute.addChildren([
    panel(
      () => dealsRoute,
      'at/$id',
      () => import('./views/beside.tsx'),
      'DealBeside',
    ),
  ]),
  screen('companies/$companyId', () => import('./people/customer-screen.tsx'), 'CompanyScreen'),
  screen('people/$personId', () => import('./people/customer-screen.tsx'), 'PersonScreen'),
  screen('households/$householdId', () => import('./people/customer-screen.tsx'), 'HouseholdScreen'),
  screen('products/$productId', () => import('./products/product-screen.tsx'), 'ProductScreen'),
  screen('deals/$dealId', () => import('./deals/deal-screen.tsx'), 'DealScreen'),
  screen('prospects', () => import('./prospects/prospects-screen.tsx'), 'ProspectsScreen'),
  screen('prospects/markets', () => import('./segments/markets-screen.tsx'), 'MarketsScreen'),
  screen('prospects/score', () => import('./scoring/score-screen.tsx'), 'ScoreScreen'),
  screen('calls/$listId', () => import('./calling/calling-screen.tsx'), 'CallingScreen'),
  screen('campaigns', () => import('./campaigns/campaigns-screen.tsx'), 'CampaignsScreen'),
  screen('campaigns/$campaignId', () => import('./campaigns/campaign-screen.tsx'), 'CampaignScreen'),
  screen('today', () => import('./today/today-screen.tsx'), 'TodayScreen'),
  screen('insights', () => import('./measurement/insights-screen.tsx'), 'InsightsScreen'),
  screen('insights/kpis', () => import('./kpis/kpis-screen.tsx'), 'KpisScreen'),
  screen('forecast', () => import('./forecast/stand-screen.tsx'), 'StandScreen'),
  screen('forecast/expected', () => import('./forecast/expected-screen.tsx'), 'ExpectedScreen'),
  screen('forecast/team', () => import('./glance/team-screen.tsx'), 'TeamScreen'),
  screen('forecast/changes', () => import('./glance/changes-screen.tsx'), 'ChangesScreen'),
  screen('one-to-one/$memberId', () => import('./glance/one-to-one-screen.tsx'), 'OneToOneScreen'),
  screen('forecast/held', () => import('./forecast/held-screen.tsx'), 'HeldScreen'),
  screen('quotas', () => import('./quotas/quotas-screen.tsx'), 'QuotasScreen'),
  screen('commission', () => import('./commission/commission-screen.tsx'), 'CommissionScreen'),
  screen('experiments', () => import('./experiments/experiments-screen.tsx'), 'ExperimentsScreen'),
  screen('experiments/new', () => import('./experiments/new-experiment-screen.tsx'), 'NewExperimentScreen'),
  screen('experiments/$experimentId', () => import('./experiments/experiment-screen.tsx'), 'ExperimentScreen'),
  screen('insights/products', () => import('./life-cycle/life-cycle-screen.tsx'), 'LifeCycleScreen'),
  screen('insights/week', () => import('./summaries/week-screen.tsx'), 'WeekScreen'),
  screen('insights/dashboards', () => import('./dashboards/dashboards-screen.tsx'), 'DashboardsScreen'),
  screen('insights/dashboards/$dashboardId', () => import('./dashboards/dashboards-screen.tsx'), 'DashboardsScreen'),
  screen('insights/closing', () => import('./closing/closing-figures-screen.tsx'), 'ClosingFiguresScreen'),
  screen('process', () => import('./process/process-screen.tsx'), 'ProcessScreen'),
  screen('settings', () => import('./settings/settings-screen.tsx'), 'SettingsScreen'),
  screen('settings/$part', () => import('./settings/settings-screen.tsx'), 'SettingsScreen'),
  screen('visits', () => import('./visits/visits-screen.tsx'), 'VisitsScreen'),
  screen('cards', () => import('./research/cards-screen.tsx'), 'CardsScreen'),
  screen('kept/$kind/$id', () => import('./privacy/kept-screen.tsx'), 'KeptScreen'),
  screen('call-sheet/$kind/$id', () => import('./research/call-sheet-screen.tsx'), 'CallSheetScreen'),
  screen('incentives', () => import('./closing/incentives-screen.tsx'), 'IncentivesScreen'),
  screen('handoffs', () => import('./handoffs/handoffs-screen.tsx'), 'HandoffsScreen'),
  screen('calendar', () => import('./appointments/calendar-screen.tsx'), 'CalendarScreen'),
  screen('sequences', () => import('./sequences/sequences-screen.tsx'), 'SequencesScreen'),
  screen('answers', () => import('./objections/answers-screen.tsx'), 'AnswersScreen'),
  screen('duplicates', () => import('./duplicates/duplicates-screen.tsx'), 'DuplicatesScreen'),
  screen('help', () => import('./help/help-screen.tsx'), 'HelpScreen'),
  screen('help/$page', () => import('./help/help-screen.tsx'), 'HelpScreen'),
  screen('import', () => import('./imports/imports-screen.tsx'), 'ImportsScreen'),
  screen('import/$importId', () => import('./imports/import-screen.tsx'), 'ImportScreen'),
]

export function createRondoRouter(queries: QueryClient) {
  const router = createRouter({
    routeTree: rootRoute.addChildren([startRoute, ...doors, workspaceRoute.addChildren(screens)]),
    context: { queries },
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: ProblemScreen,
    defaultNotFoundComponent: NotFoundScreen,
  })
  fetchFirstScreen(router, queries)
  return router
}

/** What the first address shows is fetched beside the question who asks for it, not after it. */
function fetchFirstScreen(router: AnyRouter, queries: QueryClient): void {
  const matches = router.matchRoutes(router.latestLocation)
  const slug: unknown = matches.at(-1)?.params['slug']
  // What fails is fetched again, and told of, when its turn comes.
  if (typeof slug === 'string') void queries.prefetchQuery(sessionQuery(slug))
  for (const { routeId } of matches) router.loadRouteChunk(router.routesById[routeId])?.catch(() => {})
}

function door<Name extends string>(path: string, load: Load<Name>, name: Name): AnyRoute {
  return createRoute({
    getParentRoute: () => rootRoute,
    path,
    component: lazyRouteComponent(() => withWords(load), name),
  })
}

function screen<Name extends string>(path: string, load: Load<Name>, name: Name, loader?: Fetch): AnyRoute {
  return panel(() => workspaceRoute, path, load, name, loader)
}

function panel<Name extends string>(
  getParentRoute: () => AnyRoute,
  path: string,
  load: Load<Name>,
  name: Name,
  loader?: Fetch,
): AnyRoute {
  const component = lazyRouteComponent(() => withWords(load), name)
  return createRoute({ getParentRoute, path, component, ...(loader && { loader }) })
}
