import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../src/server/kernel/context.ts'
import { fold } from '../src/server/kernel/fold.ts'

/** How a tenth or two of the customers are called: a first name and a last name of two parts, and what companies end in. */
interface Script {
  readonly first: readonly string[]
  readonly begins: readonly string[]
  readonly ends: readonly string[]
  readonly forms: readonly string[]
}

const list = (words: string) => words.split(' ')

/** Names as they are in six languages. Frequent pieces are frequent in life too: `son`, `sen`, `berg`, `oğlu`, `ศรี`. */
const scripts: readonly Script[] = [
  {
    first: list(
      'Anna James Grace Oliver Emily Henry Charlotte George Amelia Thomas Sophie William Ruth Samuel Alice Peter',
    ),
    begins: list('Hart Wood Ash Black White Green Thorn Mill Brook Stan Win Ald Har Ken Pem Rad Shel West North Lang'),
    ends: list('ley ton ford wood field worth by ham man er son bridge'),
    forms: list('Ltd Holdings Partners Systems'),
  },
  {
    first: list('Åsa Erik Märta Björn Ingrid Göran Linnéa Lars Elsa Nils Sigrid Håkan Ebba Örjan Maja Axel'),
    begins: list('Anders Johans Lind Berg Sjö Ek Öst Norr Söder Väst Ny Hög Åker Gran Löf Malm Ceder Ström Wall Fors'),
    ends: list('son berg ström gren kvist lund mark dahl qvist man blad blom'),
    forms: list('AB Handelsbolag Gruppen Konsult'),
  },
  {
    first: list('נועה דוד שרה יוסף מיכל אברהם תמר יעקב רחל איתי שירה אורי יעל משה הדס עומר'),
    begins: list('כהן לוי מזרחי פרץ ביטון דהן אברהמי פרידמן מלכה אזולאי כץ יוסף עמר חדד גבאי בן ארליך רוזן גולד שפירא'),
    ends: list('י ן ברג שטיין מן א ית פלד נר סון ל ר'),
    forms: list('בע"מ ושות אחזקות יועצים'),
  },
  {
    first: list('Ayşe Mehmet Fatma İbrahim Zeynep Mustafa Elif Işık Emre Gökçe Hüseyin Çiğdem Burak Şule Kerem Özlem'),
    begins: list(
      'Yıldı Kaya Demir Çelik Şahin Öz Ay Ak Kara Güneş Doğan Kılıç Aslan Çetin Koç Kurt Özdemir Şimşek Polat Taş',
    ),
    ends: list('z oğlu lı gil can er türk han tekin soy alp bay'),
    forms: list('A.Ş. Ticaret Sanayi Danışmanlık'),
  },
  {
    first: list('Søren Ida Jørgen Freja Bjørn Karen Åge Astrid Lærke Mads Signe Niels Mette Rasmus Kirsten Ole'),
    begins: list(
      'Jen Peder Ander Chri Lar Sør Ras Jørgen Mad Niel Han Møl Østergaard Kjær Ravn Holm Lund Skov Krogh Thom',
    ),
    ends: list('sen gaard ler toft by strup dal holt vig næs bæk mose'),
    forms: list('ApS A/S Gruppen Rådgivning'),
  },
  {
    first: list('สมชาย สมหญิง วิชัย มาลี ประเสริฐ สุดา อนันต์ กัญญา ธนพล พิมพ์ ชัยวัฒน์ อรุณ นภา ศิริพร ณัฐ วรรณา'),
    begins: list('ศรี วงศ์ แก้ว ทอง บุญ สุข จันทร์ รัตน์ พงษ์ ชัย เจริญ มั่น ประ สม ไทย พูน คง ดี ใจ เพ็ชร'),
    ends: list('สวัสดิ์ วงศ์ ทอง สุข มณี รักษ์ ชัย ดี กุล พันธ์ ศักดิ์ วัฒน์'),
    forms: list('จำกัด กรุ๊ป พาณิชย์ ที่ปรึกษา'),
  },
]

const batch = 10_000

const namesOf = {
  companies: () =>
    scripts.flatMap((each) => lastNames(each).flatMap((last) => each.forms.map((form) => `${last} ${form}`))),
  people: () =>
    scripts.flatMap((each) => lastNames(each).flatMap((last) => each.first.map((first) => `${first} ${last}`))),
}

/** What people type into the search, in six scripts: the more letters, the more often; a mistyped name now and then. */
export function typedTexts(): string[] {
  const names = namesOf.people()
  return Array.from({ length: 240 }, (_, at) => {
    const name = names[(at * 7919) % names.length] ?? ''
    const [first = '', last = ''] = name.split(' ')
    const letters = Array.from(name)
    switch (at % 24) {
      case 0:
        return letters.slice(0, 1).join('')
      case 1:
      case 2:
        return letters.slice(0, 2).join('')
      case 3:
      case 4:
      case 5:
        return letters.slice(0, 3).join('')
      case 6:
        return `${last} ${first}`
      case 7:
        return `${first.slice(0, 3)} ${last.slice(0, 2)}`
      case 8:
        return Array.from(last).slice(1, 5).join('')
      case 9:
        return `070-${String(at * 1000).padStart(7, '0')}`
      case 10:
        return `+46 70 ${at}`
      case 11:
        return `p${at}@`
      case 12:
        return `c${at * 100}.example`
      case 13:
        // Two letters swapped.
        return [...letters.slice(0, 3), letters[4], letters[3], ...letters.slice(5)].join('')
      default:
        return letters.slice(0, 3 + (at % 9)).join('')
    }
  })
}

/**
 * Adds so many names, a third companies, the rest people, always the same. Every company has a
 * domain, every person an e-mail address and a company, everybody a phone; as in life, many people share a name.
 */
export async function addNames(ctx: Context, names: number): Promise<void> {
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename in ('companies', 'people') and indexdef like '%USING gin%'`.execute(ctx.tx)
  // An index of pieces is built in a tenth of the time that it grows in.
  for (const { name } of indexes) await sql`drop index ${sql.ref(name)}`.execute(ctx.tx)
  await insertNames(ctx, names)
  for (const { definition } of indexes) await sql.raw(definition).execute(ctx.tx)
}

async function insertNames(ctx: Context, names: number): Promise<void> {
  const companies = Math.floor(names / 3)
  const companyNames = namesOf.companies()
  const personNames = namesOf.people()
  for (let from = 0; from < companies; from += batch) {
    await sql`
      insert into companies (workspace_id, id, name, name_folded, domain, phone, created_at, updated_at)
      select ${ctx.workspace.id}, ${numbered(1, sql`at`)}, name || ' ' || at, folded || ' ' || at,
        'c' || at || '.example', '+46 8 ' || lpad(at::text, 7, '0'), ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from ${picked(companyNames, from, Math.min(from + batch, companies))}`.execute(ctx.tx)
  }
  for (let from = 0; from < names - companies; from += batch) {
    await sql`
      insert into people (workspace_id, id, name, name_folded, email, phone, company_id, created_at, updated_at)
      select ${ctx.workspace.id}, ${numbered(2, sql`at`)}, name, folded,
        'p' || at || '@c' || at % ${companies}::integer || '.example', '070-' || lpad(at::text, 7, '0'),
        ${numbered(1, sql`at % ${companies}::integer`)}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from ${picked(personNames, from, Math.min(from + batch, names - companies))}`.execute(ctx.tx)
  }
}

function lastNames({ begins, ends }: Script): string[] {
  return begins.flatMap((begin) => ends.map((end) => begin + end))
}

// A stride that shares no divisor with the count: neighbours in the table have nothing in common, as when names come over years.
function picked(names: readonly string[], from: number, to: number): RawBuilder<unknown> {
  const numbers = Array.from({ length: to - from }, (_, at) => from + at)
  const chosen = numbers.map((at) => names[(at * 7919) % names.length] ?? '')
  return sql`unnest(${numbers}::bigint[], ${chosen}::text[], ${chosen.map(fold)}::text[]) n (at, name, folded)`
}

function numbered(kind: number, at: RawBuilder<unknown>): RawBuilder<string> {
  return sql`('00000000-0000-700' || ${sql.lit(kind)} || '-8000-' || lpad(to_hex(${at}), 12, '0'))::uuid`
}
