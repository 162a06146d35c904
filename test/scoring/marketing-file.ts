import { seeded } from './lead-file.ts'

/**
 * A made-up file in the shape of those that marketing tools write for a school or a shop: 37 columns in one table, an outcome of
 * 0 and 1 without a day, "Select" where nobody chose, whole columns of one value, numbers with a long tail, levels that come once,
 * and columns that sellers and other programs filled while it went on or when it was over. Always the same.
 * `node test/scoring/marketing-file.ts > leads.csv` writes it, for R.
 */
export interface MarketingLead {
  readonly won: boolean
  readonly cells: Readonly<Record<string, string>>
}

type Weighted = readonly (readonly [string, number])[]

const nobody = '' // A cell that says nothing.

export function marketingLeads(count: number): MarketingLead[] {
  const random = seeded(20_260_707)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const pick = (of: Weighted) => {
    let left = random() * of.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of of) if ((left -= weight) < 0) return value
    return nobody
  }
  const rarely = (share: number) => (random() < share ? 'Yes' : 'No')
  return Array.from({ length: count }, (_, at): MarketingLead => {
    const origin = pick(origins)
    const source = origin === 'Lead Add Form' ? pick(sourcesOfForm) : pick(origin === 'API' ? sourcesOfApi : sources)
    const visits =
      origin === 'Lead Add Form' && random() < 0.8
        ? 0
        : Math.round(Math.exp(1 + 0.7 * normal()) * (random() < 0.003 ? 30 : 1))
    const time =
      visits === 0 || random() < 0.1
        ? 0
        : Math.round(random() < 0.5 ? Math.exp(5 + 0.9 * normal()) : 1_150 + 380 * normal())
    const isAnswered = random() < 0.71
    const occupation = isAnswered ? pick(occupations) : nobody
    const noMail = rarely(0.08)
    const logOdds =
      -1.75 +
      (ofOrigin[origin] ?? 0) +
      (ofSource[source] ?? 0) +
      (time > 1_000 ? 1.5 : time > 300 ? 0.3 : 0) +
      Math.min(0.4, visits / 25) +
      (isAnswered ? (occupation === 'Working Professional' ? 2.6 : 0.55) : -1.1) -
      (noMail === 'Yes' ? 1.2 : 0)
    const won = random() < 1 / (1 + Math.exp(-logOdds))
    const isMeasured = random() < 0.54
    const from = (yes: Weighted, no: Weighted) => pick(won ? yes : no)
    const notable = from(notableOfWon, notableOfLost)
    const cells: Record<string, string> = {
      'Prospect ID': uuid(random),
      'Lead Number': String(660_737 - at * 9 - Math.floor(random() * 9)),
      'Lead Origin': origin,
      'Lead Source': source,
      'Do Not Email': noMail,
      'Do Not Call': rarely(0.0003),
      Converted: won ? '1' : '0',
      TotalVisits: random() < 0.015 ? nobody : String(visits),
      'Total Time Spent on Website': String(Math.max(0, time)),
      'Page Views Per Visit':
        random() < 0.015 ? nobody : visits === 0 ? '0' : (visits / (1 + Math.floor(random() * 3))).toFixed(2),
      'Last Activity': random() < 0.2 ? pick(activities) : from(activitiesOfWon, activities),
      Country: pick(countries),
      Specialization: isAnswered ? pick(specializations) : random() < 0.5 ? 'Select' : nobody,
      'How did you hear about Us': pick(heard),
      'What is your current occupation': occupation,
      'What matters most to you in choosing a course': isAnswered ? 'Better Career Prospects' : nobody,
      Search: rarely(0.0015),
      Magazine: 'No',
      'Newspaper Article': rarely(0.0002),
      'Our Forums': rarely(0.0001),
      Newspaper: rarely(0.0001),
      'Digital Advertisement': rarely(0.0004),
      'Through Recommendations': rarely(0.0008),
      'Receive More Updates About Our Courses': 'No',
      Tags: from(tagsOfWon, tagsOfLost),
      'Lead Quality': from(qualityOfWon, qualityOfLost),
      'Update me on Supply Chain Content': 'No',
      'Get updates on DM Content': 'No',
      'Lead Profile': from(profileOfWon, profileOfLost),
      City: isAnswered ? pick(cities) : random() < 0.5 ? 'Select' : nobody,
      'Asymmetrique Activity Index': isMeasured ? from(activityIndexOfWon, activityIndexOfLost) : nobody,
      'Asymmetrique Profile Index': isMeasured ? from(profileIndexOfWon, profileIndexOfLost) : nobody,
      'Asymmetrique Activity Score': isMeasured
        ? String(Math.round(14.3 + (won ? 0.3 : -0.2) + 1.3 * normal()))
        : nobody,
      'Asymmetrique Profile Score': isMeasured
        ? String(Math.round(16.3 + (won ? 0.6 : -0.3) + 1.8 * normal()))
        : nobody,
      'I agree to pay the amount through cheque': 'No',
      'A free copy of Mastering The Interview': rarely(0.31),
      'Last Notable Activity': notable,
    }
    return { won, cells }
  })
}

/** What only shows while it goes on or when it is over, and what it is left out as. */
export const toldAfter = {
  Tags: 'named_after',
  'Lead Quality': 'named_after',
  'Lead Profile': 'scored_elsewhere',
  'Last Activity': 'named_after',
  'Last Notable Activity': 'named_after',
  'Asymmetrique Activity Index': 'scored_elsewhere',
  'Asymmetrique Profile Index': 'scored_elsewhere',
  'Asymmetrique Activity Score': 'scored_elsewhere',
  'Asymmetrique Profile Score': 'scored_elsewhere',
} as const

const origins = weighted(
  'Landing Page Submission = 529; API = 387; Lead Add Form = 78; Lead Import = 6; Quick Add Form = 0.2',
)
const sources = weighted(
  'Google = 40; Direct Traffic = 46; Organic Search = 12; Referral Sites = 1.5; google = 0.1; Pay per Click Ads = 0.05; blog = 0.03; Press_Release = 0.05',
)
const sourcesOfApi = weighted(
  'Olark Chat = 49; Google = 28; Organic Search = 15; Direct Traffic = 5; Referral Sites = 2; bing = 0.2; = 1',
)
const sourcesOfForm = weighted(
  'Reference = 75; Welingak Website = 20; Facebook = 3; Social Media = 0.3; Click2call = 0.5; Live Chat = 0.3',
)
const ofOrigin: Readonly<Record<string, number>> = {
  'Landing Page Submission': -0.2,
  API: 0.1,
  'Lead Add Form': 3,
  'Lead Import': -0.9,
}
const ofSource: Readonly<Record<string, number>> = {
  'Olark Chat': 0.8,
  Google: 0.3,
  'Direct Traffic': -0.1,
  Reference: 0.2,
  'Welingak Website': 2,
}
const occupations = weighted(
  'Unemployed = 5600; Working Professional = 706; Student = 210; Other = 16; Housewife = 10; Businessman = 8',
)
const countries = weighted(
  'India = 6492; = 2461; United States = 69; United Arab Emirates = 53; Singapore = 24; Saudi Arabia = 21; United Kingdom = 15; Australia = 13; Qatar = 10; Hong Kong = 7; unknown = 5; Oman = 6; Kenya = 1; Sweden = 3; Denmark = 1',
)
const specializations = weighted(
  'Select = 1; Finance Management = 19; Human Resource Management = 18; Marketing Management = 17; Operations Management = 16; Business Administration = 15; IT Projects Management = 14; Supply Chain Management = 13; Banking, Investment And Insurance = 12; Travel and Tourism = 11; Media and Advertising = 10; International Business = 9; Healthcare Management = 8; Hospitality Management = 7; E-COMMERCE = 6; Retail Management = 5; Rural and Agribusiness = 4; E-Business = 3; Services Excellence = 2',
)
const heard = weighted(
  'Select = 55; = 24; Online Search = 9; Word Of Mouth = 4; Student Portal = 4; Other = 2; Multiple Sources = 2',
)
const cities = weighted(
  'Mumbai = 3222; Thane & Outskirts = 752; Other Cities = 686; Other Cities of Maharashtra = 457; Other Metro Cities = 380; Tier II Cities = 74',
)
const activities = weighted(
  'Email Opened = 38; SMS Sent = 18; Olark Chat Conversation = 16; Page Visited on Website = 9; Converted to Lead = 7; Email Bounced = 5; Email Link Clicked = 3; Form Submitted on Website = 2; Unreachable = 1; Unsubscribed = 1; Had a Phone Conversation = 0.2; Resubscribed to emails = 0.02',
)
const activitiesOfWon = weighted(
  'SMS Sent = 48; Email Opened = 37; Page Visited on Website = 4; Olark Chat Conversation = 2; Email Link Clicked = 2; Had a Phone Conversation = 1; Approached upfront = 0.3',
)
const notableOfWon = weighted(
  'SMS Sent = 42; Email Opened = 29; Modified = 22; Page Visited on Website = 3; Unreachable = 1; Had a Phone Conversation = 1',
)
const notableOfLost = weighted(
  'Modified = 46; Email Opened = 31; SMS Sent = 12; Page Visited on Website = 4; Olark Chat Conversation = 3; Email Link Clicked = 2',
)
const activityIndexOfWon = weighted('01.High = 22; 02.Medium = 76; 03.Low = 2')
const activityIndexOfLost = weighted('01.High = 13; 02.Medium = 76; 03.Low = 11')
const profileIndexOfWon = weighted('01.High = 55; 02.Medium = 45')
const profileIndexOfLost = weighted('01.High = 37; 02.Medium = 62; 03.Low = 1')
const tagsOfWon = weighted(
  'Will revert after reading the email = 56; = 24; Closed by Horizzon = 10; Lost to EINS = 5; Busy = 3; Ringing = 1; in touch with EINS = 0.2',
)
const tagsOfLost = weighted(
  '= 44; Ringing = 20; Interested in other courses = 9; Already a student = 8; switched off = 4; Busy = 1.5; Not doing further education = 2.5; Interested in full time MBA = 2; Will revert after reading the email = 1.2; Graduation in progress = 2; invalid number = 1.5; Diploma holder (Not Eligible) = 1; wrong number given = 0.8; opp hangup = 0.5',
)
const qualityOfWon = weighted(
  '= 28; Might be = 33; High in Relevance = 17; Low in Relevance = 13; Not Sure = 7; Worst = 0.3',
)
const qualityOfLost = weighted(
  '= 66; Not Sure = 14; Worst = 10; Might be = 6.5; Low in Relevance = 2; High in Relevance = 0.5',
)
const profileOfWon = weighted(
  'Select = 45; = 10; Potential Lead = 36; Other Leads = 5; Lateral Student = 0.7; Student of SomeSchool = 0.3',
)
const profileOfLost = weighted(
  'Select = 45; = 41; Potential Lead = 6; Other Leads = 5; Student of SomeSchool = 4; Dual Specialization Student = 0.02',
)

/** 'Oak = 3; = 1' is oak three times of four, else nothing. */
function weighted(list: string): Weighted {
  return list.split(';').map((one) => {
    const [value = '', weight] = one.split('=')
    return [value.trim(), Number(weight)]
  })
}

function uuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('')
  return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, digits)
}

/** As a spreadsheet writes it. */
export function marketingCsv(all: readonly MarketingLead[]): string {
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const names = Object.keys(all[0]?.cells ?? {})
  return [names, ...all.map(({ cells }) => names.map((name) => cells[name] ?? ''))]
    .map((line) => line.map(quoted).join(','))
    .join('\n')
}

if (process.argv[1] === import.meta.filename) process.stdout.write(marketingCsv(marketingLeads(3_000)))
