import { comesIn, needAndMeans, reachOut, says, shows, stage } from './stages.ts'
import type { PlannedProcess } from './stages.ts'

/** Four steps: presentation, objections and closing are one conversation, and it ends when the buyer is ready. */
export const fourSteps: PlannedProcess = {
  key: 'four-steps',
  stages: [
    stage('prospecting', ['prospecting'], { exitCriteria: [says('ranked'), shows('contact_known')] }),
    stage('pre-approach', ['preparation', 'outreach', 'qualification'], {
      exitCriteria: [says('presentation-tailored'), shows('decider_known'), shows('next_step_planned')],
      touchpoints: [reachOut('phone', 2, 3), reachOut('visit')],
    }),
    stage('message', ['presentation', 'objections', 'closing'], {
      ...needAndMeans,
      touchpoints: [reachOut('meeting', 2, 7), reachOut('phone', 2, 4)],
    }),
    stage('service', ['care'], {
      exitCriteria: [says('satisfied')],
      touchpoints: [reachOut('phone', 2, 30), reachOut('visit')],
    }),
  ],
}

/** Five steps, for short cycles. */
export const fiveSteps: PlannedProcess = {
  key: 'five-steps',
  stages: [
    stage('find', ['prospecting', 'preparation'], { exitCriteria: [shows('contact_known')] }),
    stage('talk', ['outreach', 'qualification'], {
      exitCriteria: [says('need'), says('means'), shows('decider_known')],
      touchpoints: [reachOut('phone', 3, 2)],
    }),
    stage('offer', ['presentation', 'objections'], {
      exitCriteria: [shows('amount_known'), says('answered')],
      touchpoints: [reachOut('meeting'), reachOut('email')],
    }),
    stage('close', ['closing'], { exitCriteria: [says('agreed')], touchpoints: [reachOut('phone', 2, 2)] }),
    stage('care', ['care'], { exitCriteria: [says('satisfied')], touchpoints: [reachOut('phone')] }),
  ],
}

/** Nine steps, for large sales with several people deciding: needs and negotiation have stages of their own. */
export const nineSteps: PlannedProcess = {
  key: 'nine-steps',
  stages: [
    stage('prospecting', ['prospecting'], { exitCriteria: [says('target-market')] }),
    stage('research', ['preparation'], { exitCriteria: [shows('contact_known'), says('committee-sketched')] }),
    stage('first-contact', ['outreach'], {
      exitCriteria: [says('interest'), shows('next_step_planned')],
      touchpoints: [reachOut('phone', 3, 3), reachOut('email', 2, 4), reachOut('linkedin')],
    }),
    stage('qualification', ['qualification'], {
      exitCriteria: [shows('decider_known'), shows('amount_known'), shows('expected_close_known')],
      touchpoints: [reachOut('phone')],
    }),
    stage('needs-analysis', ['qualification'], {
      exitCriteria: [says('needs-written')],
      touchpoints: [reachOut('meeting', 2, 7)],
    }),
    stage('presentation', ['presentation'], {
      ...needAndMeans,
      touchpoints: [reachOut('meeting', 2, 7), reachOut('email')],
    }),
    stage('objections', ['objections'], {
      exitCriteria: [says('answered')],
      touchpoints: [reachOut('phone', 3, 4), reachOut('meeting')],
    }),
    stage('closing', ['closing'], {
      entryCriteria: [shows('lines_present')],
      exitCriteria: [says('terms-agreed'), says('agreed')],
      touchpoints: [reachOut('meeting', 2, 7), reachOut('phone', 2, 3)],
    }),
    stage('care', ['care'], {
      exitCriteria: [says('handed-over'), says('satisfied')],
      touchpoints: [reachOut('meeting'), reachOut('phone', 3, 30)],
    }),
  ],
}

/** A pipeline to be kept in flow: the right person, the size and the time first, then early appointments. */
export const pipeline: PlannedProcess = {
  key: 'pipeline',
  stages: [
    stage('cold-calls', ['prospecting', 'preparation', 'outreach'], {
      exitCriteria: [says('interest')],
      touchpoints: [reachOut('phone', 3, 2)],
    }),
    stage('decider', ['qualification'], {
      exitCriteria: [shows('decider_known'), shows('amount_known'), shows('expected_close_known')],
      touchpoints: [reachOut('phone')],
    }),
    stage('appointment', ['presentation'], {
      entryCriteria: [shows('decider_known'), shows('next_step_planned')],
      // A short call and a message the day before: better cancelled than an hour wasted.
      touchpoints: [reachOut('phone'), reachOut('email'), reachOut('meeting')],
    }),
    stage('trial', ['objections'], { exitCriteria: [says('tried')], touchpoints: [reachOut('phone', 2, 5)] }),
    stage('closing', ['closing'], {
      exitCriteria: [says('agreed')],
      touchpoints: [reachOut('phone', 2, 2), reachOut('meeting')],
    }),
    stage('care', ['care'], { exitCriteria: [says('satisfied')], touchpoints: [reachOut('phone', 2, 30)] }),
  ],
}

/** The way of an estate agent with a buyer, from the enquiry to the keys. */
export const realEstate: PlannedProcess = {
  key: 'real-estate',
  stages: [
    stage('enquiries', ['prospecting'], {
      exitCriteria: [shows('contact_known')],
      touchpoints: [comesIn('email'), comesIn('phone')],
    }),
    stage('first-call', ['preparation', 'outreach'], {
      exitCriteria: [says('wish-list')],
      touchpoints: [reachOut('phone', 3, 1)],
    }),
    stage('needs-and-financing', ['qualification'], {
      exitCriteria: [shows('amount_known'), shows('decider_known')],
      touchpoints: [reachOut('meeting')],
    }),
    stage('viewings', ['presentation'], {
      ...needAndMeans,
      touchpoints: [reachOut('visit', 3, 4), reachOut('phone', 3, 4)],
    }),
    stage('offers', ['objections'], { exitCriteria: [says('doubts-settled')], touchpoints: [reachOut('phone', 4, 1)] }),
    stage('contract', ['closing'], {
      exitCriteria: [says('papers-ready'), says('agreed')],
      touchpoints: [reachOut('meeting'), reachOut('email')],
    }),
    stage('handover', ['care'], {
      exitCriteria: [says('satisfied')],
      touchpoints: [reachOut('in_person'), reachOut('phone', 2, 60)],
    }),
  ],
}
