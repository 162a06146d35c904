import { showAppointmentFigures } from '../../src/contract/appointment-figures.ts'
import { showApproaches } from '../../src/contract/approaches.ts'
import { showTechniques, showWinBacks } from '../../src/contract/closing-figures.ts'
import { compareDeals } from '../../src/contract/comparing.ts'
import { showClosingSignals, showStageFlow, showStageTimes, showVelocity } from '../../src/contract/insights.ts'
import { showKpis } from '../../src/contract/kpis.ts'
import { showLifeCycle } from '../../src/contract/life-cycle.ts'
import { listMeasuredDeals, showCycleLength, showFunnel, showWinRate } from '../../src/contract/measurement.ts'
import { showPersistence } from '../../src/contract/persistence.ts'
import { showObjectionFigures, showPlaybookFigures, showTrialFigures } from '../../src/contract/what-works.ts'
import type { Person } from '../kit/app.ts'

/** Every figure that is read from the history of deals, and the deals behind: as of a day, as it was known at a moment or now. */
export async function allFigures(person: Person, clocks: { as_of: string; known_at?: string }) {
  const query = clocks
  const counted = async (part: 'all' | 'won' | 'open', more: object = {}) =>
    (await person.call(listMeasuredDeals, { query: { ...query, ...more, part, limit: 200 } })).items.map(
      ({ id, outcome, stage, days, times }) => [id, outcome, stage.key, days, times],
    )
  return {
    cycle: await person.call(showCycleLength, { query }),
    winRate: await person.call(showWinRate, { query: { ...query, by_day: 30 } }),
    funnel: await person.call(showFunnel, { query }),
    owners: await person.call(compareDeals, { query: { ...query, by: 'owner' } }),
    sources: await person.call(compareDeals, { query: { ...query, by: 'source', least: 5 } }),
    times: await person.call(showStageTimes, { query }),
    flow: await person.call(showStageFlow, { query: { ...query, from: '2025-01-15' } }),
    signals: await person.call(showClosingSignals, { query }),
    velocity: await person.call(showVelocity, { query }),
    replies: await person.call(showPersistence, { query: { ...query, aim: 'reply' } }),
    wins: await person.call(showPersistence, { query: { ...query, aim: 'win' } }),
    approaches: await person.call(showApproaches, { query }),
    objections: await person.call(showObjectionFigures, { query }),
    trials: await person.call(showTrialFigures, { query }),
    playbook: await person.call(showPlaybookFigures, { query }),
    techniques: await person.call(showTechniques, { query }),
    winBacks: await person.call(showWinBacks, { query }),
    kpis: await person.call(showKpis, { query }),
    lives: await person.call(showLifeCycle, { query }),
    appointments: await person.call(showAppointmentFigures, { query }),
    deals: [await counted('all'), await counted('won'), await counted('open')],
    back: [
      await counted('all', { by: 'winbacks', group: 'n' }),
      await counted('all', { by: 'winbacks', group: 'back' }),
    ],
  }
}
