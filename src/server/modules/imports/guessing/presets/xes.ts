import type { Preset } from './preset.ts'

/**
 * Event logs (IEEE 1849): a row an event, with its case, what was done and when. As the tools of process mining write them to CSV;
 * what is said of the whole case stands in each of its rows.
 */
export const xes: Preset = {
  system: 'xes',
  files: [
    {
      kind: 'history',
      known: `
        case:concept:name, concept:name, time:timestamp
        Case ID, Activity, Complete Timestamp
        Case ID, Activity, Start Timestamp
        Case ID, Activity, Timestamp
      `,
      fields: `
        dealExternalId  case:concept:name, Case ID
        stage           concept:name, Activity
        enteredOn       time:timestamp, Complete Timestamp, Timestamp, Start Timestamp
        owner           org:resource, Resource
        amount          case:AMOUNT_REQ, AMOUNT_REQ, (case) AMOUNT_REQ, case:amount, Amount
        openedOn        case:REG_DATE, REG_DATE, (case) REG_DATE
      `,
    },
  ],
}
