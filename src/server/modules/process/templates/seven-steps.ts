import { comesIn, needAndMeans, reachOut, says, shows, stage } from './stages.ts'
import type { PlannedProcess } from './stages.ts'

/** The default: seven steps, one for each turn of the wheel. */
export const sevenSteps: PlannedProcess = {
  key: 'seven-steps',
  stages: [
    stage('prospecting', ['prospecting'], { exitCriteria: [says('target-market'), shows('contact_known')] }),
    stage('first-contact', ['preparation', 'outreach'], {
      // Whether one talks to the person who decides is asked before an appointment is made, not in it.
      exitCriteria: [says('interest'), shows('decider_known'), shows('next_step_planned')],
      touchpoints: [reachOut('phone', 3, 3), reachOut('email', 2, 4)],
    }),
    stage('qualification', ['qualification'], {
      exitCriteria: [shows('amount_known'), shows('expected_close_known')],
      touchpoints: [reachOut('phone')],
    }),
    stage('presentation', ['presentation'], { ...needAndMeans, touchpoints: [reachOut('email'), reachOut('meeting')] }),
    stage('objections', ['objections'], {
      exitCriteria: [says('answered'), shows('next_step_planned')],
      touchpoints: [reachOut('phone', 2, 3), reachOut('email')],
    }),
    stage('closing', ['closing'], {
      entryCriteria: [shows('amount_known'), shows('lines_present')],
      exitCriteria: [says('agreed')],
      touchpoints: [reachOut('meeting'), reachOut('phone', 2, 2)],
    }),
    stage('care', ['care'], {
      exitCriteria: [says('satisfied')],
      touchpoints: [reachOut('email'), reachOut('phone', 2, 30)],
    }),
  ],
}

/** Close as early as the buyer is ready; every step before is only a way there. */
export const sevenStepsClassic: PlannedProcess = {
  key: 'seven-steps-classic',
  stages: [
    stage('find-buyers', ['prospecting'], { exitCriteria: [says('target-market'), shows('contact_known')] }),
    stage('first-contact', ['preparation', 'outreach'], {
      exitCriteria: [shows('decider_known'), shows('next_step_planned')],
      touchpoints: [reachOut('phone', 2, 3), reachOut('letter'), reachOut('in_person'), comesIn('referral')],
    }),
    stage('qualification', ['qualification'], { touchpoints: [reachOut('phone')] }),
    stage('presentation', ['presentation'], { ...needAndMeans, touchpoints: [reachOut('meeting')] }),
    stage('objections', ['objections'], {
      exitCriteria: [says('obstacle-found')],
      touchpoints: [reachOut('phone', 2, 3)],
    }),
    stage('closing', ['closing'], {
      exitCriteria: [says('deal-done')],
      touchpoints: [reachOut('in_person'), reachOut('phone')],
    }),
    stage('referrals', ['care'], { exitCriteria: [says('satisfied')], touchpoints: [reachOut('phone', 2, 30)] }),
  ],
}

/** Led by the customer's needs: research first, an approach that is chosen, slides only as far as they answer what was heard. */
export const sevenStepsNeeds: PlannedProcess = {
  key: 'seven-steps-needs',
  stages: [
    stage('lead-generation', ['prospecting'], {
      exitCriteria: [says('may-need'), says('may-afford')],
      touchpoints: [comesIn('chat')],
    }),
    stage('research', ['preparation'], { exitCriteria: [says('presentation-tailored'), shows('contact_known')] }),
    stage('approach', ['outreach'], {
      exitCriteria: [shows('decider_known'), shows('next_step_planned')],
      touchpoints: [reachOut('phone', 3, 3), reachOut('meeting')],
    }),
    stage('needs-and-presentation', ['qualification', 'presentation'], {
      gate: 'enforce',
      exitCriteria: [says('need'), says('means')],
      touchpoints: [reachOut('meeting', 2, 7)],
    }),
    stage('objections', ['objections'], {
      exitCriteria: [says('answered'), shows('next_step_planned')],
      // Most sellers give up after one or two refusals: the plan goes on to five.
      touchpoints: [reachOut('phone', 3, 4), reachOut('email', 2, 7)],
    }),
    stage('closing', ['closing'], {
      entryCriteria: [shows('amount_known'), shows('lines_present')],
      exitCriteria: [says('customer-decided')],
      touchpoints: [reachOut('meeting'), reachOut('phone', 2, 2)],
    }),
    stage('follow-up', ['care'], {
      exitCriteria: [says('satisfied')],
      touchpoints: [reachOut('phone', 2, 30), reachOut('email', 2, 45)],
    }),
  ],
}

/** Prospects come by forms and pages; the best of them get a demo, the others are kept warm. */
export const sevenStepsInbound: PlannedProcess = {
  key: 'seven-steps-inbound',
  stages: [
    stage('prospecting', ['prospecting'], {
      exitCriteria: [says('worth-a-demo'), shows('contact_known')],
      touchpoints: [comesIn('email')],
    }),
    stage('outreach', ['preparation', 'outreach'], {
      entryCriteria: [says('details-checked')],
      exitCriteria: [says('interest'), shows('decider_known')],
      touchpoints: [reachOut('email', 2, 3), reachOut('linkedin'), reachOut('phone', 2, 3)],
    }),
    stage('qualification', ['qualification'], {
      entryCriteria: [says('call-prepared')],
      exitCriteria: [shows('amount_known'), shows('expected_close_known')],
      touchpoints: [reachOut('phone')],
    }),
    stage('demo', ['presentation'], { ...needAndMeans, touchpoints: [reachOut('email'), reachOut('meeting')] }),
    stage('objections', ['objections'], {
      exitCriteria: [says('root-found'), says('answered')],
      touchpoints: [reachOut('phone', 2, 3), reachOut('email')],
    }),
    stage('closing', ['closing'], {
      entryCriteria: [shows('lines_present')],
      exitCriteria: [says('papers-ready'), says('customer-decided')],
      touchpoints: [reachOut('phone', 2, 2), reachOut('email')],
    }),
    stage('referrals', ['care'], {
      exitCriteria: [says('handed-over'), says('satisfied')],
      touchpoints: [reachOut('email'), reachOut('phone', 2, 30)],
    }),
  ],
}
