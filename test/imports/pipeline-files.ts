import type { TestFile } from './importing.ts'

// What a seller of hardware brings: five files that refer to each other, with the traps of real ones: a product that the
// pipeline spells otherwise, deals without an account, deals without a date, a sheet that only describes the others.
const won = 1_000
const lost = 600
const engaging = 400
const prospecting = 200
export const deals = won + lost + engaging + prospecting

const accounts = [
  'account,sector,year_established,revenue,employees,office_location,subsidiary_of',
  'Fjordlys AS,energy,1996,1100.04,2822,Norway,',
  'Fjordlys Marine,energy,1999,251.41,495,Norway,Fjordlys AS',
  'Carmel Foods,retail,1993,587.34,1356,Israel,',
  ...Array.from(
    { length: 9 },
    (_, at) => `Company ${at + 4},software,${1990 + at},${100 + at}.5,${50 * (at + 1)},Denmark,`,
  ),
]

const dictionary = [
  'accounts,,,,sales_teams,,',
  'account,sector,revenue,,sales_agent,manager,',
  ',,,,,,',
  'products,,,,sales_pipeline,,',
  'product,series,sales_price,,opportunity_id,deal_stage,close_value',
  ',,,,Relationship,,',
  ',,,,sales_teams,sales_pipeline,',
  ',,,,products,sales_pipeline,',
]

const products = [
  'product,series,sales_price',
  'Wind Basic,Wind,550',
  'Wind Pro,Wind,4821',
  'Sun Special,Sun,55',
  'Sun 500,Sun,26768',
]
// The pipeline writes the second one without its space.
const written = ['Wind Basic', 'WindPro', 'Sun Special', 'Sun 500']

const sellers = ['Moa Frisk', 'Dana Schlecht', 'Zane Levy', 'Anna Snell', 'Viggo Lund', 'Mei Johns']
const teams = [
  'sales_agent,manager,regional_office',
  ...sellers.map((name, at) => `${name},Cara Losch,${at < 3 ? 'East' : 'West'}`),
]

const dayMs = 86_400_000
const firstDay = Date.UTC(2016, 9, 20)

/** The lines of the pipeline, its header first. */
export const pipelineLines: readonly string[] = [
  'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value',
  ...Array.from({ length: deals }, (_, number) => pipelineLine(number)),
]

function pipelineLine(number: number): string {
  const stage =
    number < won ? 'Won' : number < won + lost ? 'Lost' : number < won + lost + engaging ? 'Engaging' : 'Prospecting'
  const isClosed = stage === 'Won' || stage === 'Lost'
  const account = !isClosed && number % 3 === 0 ? '' : (accounts[1 + ((number + 2) % 12)]?.split(',')[0] ?? '')
  const began = firstDay + (number % 400) * dayMs
  const ended = began + (132 - (number % 131)) * dayMs
  const value = stage === 'Won' ? 1054 + number : stage === 'Lost' ? 0 : ''
  const dates = [stage === 'Prospecting' ? '' : american(began), isClosed ? american(ended) : '']
  return [
    `P${1_000_000 + number}`,
    sellers[number % sellers.length],
    written[number % 4],
    account,
    stage,
    ...dates,
    value,
  ].join(',')
}

function american(instant: number): string {
  const day = new Date(instant)
  return `${day.getUTCMonth() + 1}/${day.getUTCDate()}/${day.getUTCFullYear()}`
}

const content = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n`

/** All five files. */
export const pipelineFiles: readonly TestFile[] = [
  { name: 'accounts.csv', content: content(accounts) },
  { name: 'data_dictionary.csv', content: content(dictionary) },
  { name: 'products.csv', content: content(products) },
  { name: 'sales_pipeline.csv', content: content(pipelineLines) },
  { name: 'sales_teams.csv', content: content(teams) },
]
