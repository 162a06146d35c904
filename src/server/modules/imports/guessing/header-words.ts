import type { ImportKind, importFields } from '../../../../contract/imports.ts'

export type FieldOf<Kind extends ImportKind> = (typeof importFields)[Kind][number]

/*
 * What other systems and spreadsheets call our fields, in six languages; several names of one field are parted by commas.
 * Compared without case, marks, spaces and signs, so that `Close Date`, CLOSEDATE and close_date are one.
 */

const person = `
  firstName    first name, given name, förnamn, שם פרטי, ad, adı, isim, fornavn, ชื่อจริง
  lastName     last name, surname, family name, efternamn, שם משפחה, soyad, soyadı, efternavn, นามสกุล
`
const address = `
  phone        phone, phone number, telephone, main phone, work phone, phone work, mobile, mobile phone, telefon, telefonnummer, mobil, טלפון, נייד, telefon no, telefon numarası, cep telefonu, โทรศัพท์, เบอร์โทร, เบอร์โทรศัพท์
  email        email, e-mail, email address, e-mail address, email work, work email, e-post, epost, e-postadress, דוא"ל, אימייל, מייל, e-posta, eposta, e-mailadresse, อีเมล
`

const words = {
  deals: `
    externalId         opportunity id, opportunityid, deal id, id, record id, external id, reference, affärs-id, affärsnummer, ärende id, מזהה, מספר עסקה, anlaşma no, fırsat no, handels-id, sags-id, รหัสดีล, รหัส
    name               deal name, opportunity name, opportunity, deal, deal title, name, title, subject, topic, potential name, affär, affärsnamn, rubrik, שם העסקה, עסקה, נושא, anlaşma, anlaşma adı, fırsat, fırsat adı, handel, handelsnavn, titel, ดีล, ชื่อดีล, ชื่อโอกาสการขาย
    company            account, account name, company, company name, organization, organisation, organization name, customer, customer name, client, potential customer, associated company, deal organization, företag, företagsnamn, kund, kundnamn, organisation, חברה, שם החברה, לקוח, שם הלקוח, ארגון, şirket, şirket adı, müşteri, müşteri adı, firma, hesap adı, virksomhed, virksomhedsnavn, kunde, บริษัท, ชื่อบริษัท, ลูกค้า, ชื่อลูกค้า
    companyExternalId  account id, accountid, company id, organization id, associated company id, associated company ids, customer id, företags-id, kund-id, מזהה חברה, מזהה לקוח, şirket no, müşteri no, virksomheds-id, kunde-id, รหัสลูกค้า, รหัสบริษัท
    person             contact, contact name, primary contact, contact person, associated contact, deal contact person, person, kontakt, kontaktperson, איש קשר, kişi, ilgili kişi, irtibat kişisi, kontaktperson, ผู้ติดต่อ
    owner              owner, sales agent, agent, deal owner, opportunity owner, owner name, account manager, sales rep, rep, salesperson, sales person, seller, assigned to, assigned user, responsible, responsible person, deal owner name, ägare, säljare, ansvarig, affärsägare, ansvarig säljare, בעלים, נציג, נציג מכירות, אחראי, איש מכירות, sorumlu, satış temsilcisi, temsilci, sahibi, ejer, sælger, ansvarlig, ผู้รับผิดชอบ, พนักงานขาย, เจ้าของดีล
    ownerExternalId    owner id, ownerid, user id, assigned user id, sales id
    product            product, product name, item, products, produkt, artikel, מוצר, שם המוצר, ürün, ürün adı, produktnavn, vare, สินค้า, ผลิตภัณฑ์
    quantity           quantity, qty, units, total opportunity quantity, antal, כמות, miktar, adet, mængde, จำนวน
    amount             close value, amount, value, deal value, deal amount, opportunity amount, price, total, revenue, estimated revenue, est. revenue, actual value, amount in company currency, belopp, värde, affärsvärde, summa, ordervärde, סכום, שווי, ערך, tutar, değer, anlaşma tutarı, anlaşma değeri, beløb, værdi, handelsværdi, มูลค่า, จำนวนเงิน, ยอดขาย, มูลค่าดีล
    currency           currency, currency code, deal currency, amount currency, currencyisocode, valuta, מטבע, para birimi, döviz, สกุลเงิน
    stage              deal stage, stage, stage name, stagename, pipeline stage, sales stage, opportunity stage, phase, deal stage name, steg, säljsteg, fas, affärssteg, שלב, שלב העסקה, שלב מכירה, aşama, aşama adı, satış aşaması, evre, anlaşma aşaması, trin, fase, salgstrin, salgsfase, ขั้นตอน, ขั้นตอนการขาย, สถานะดีล
    status             status, deal status, outcome, result, state, status reason, utfall, resultat, סטטוס, מצב, תוצאה, durum, sonuç, udfald, สถานะ, ผลลัพธ์
    source             source, lead source, leadsource, original source, deal source, origin, campaign, campaign source, källa, ursprung, kampanj, מקור, מקור ליד, kaynak, potansiyel müşteri kaynağı, kilde, แหล่งที่มา, ที่มา
    openedOn           created, created date, createdate, create date, created at, created on, created time, date created, deal created, open date, opened, opened on, start date, deal - deal created, creation date, skapad, skapad datum, skapades, öppnad, startdatum, נוצר, תאריך יצירה, נפתח, תאריך פתיחה, oluşturma tarihi, oluşturulma tarihi, açılış tarihi, oprettet, oprettelsesdato, oprettet dato, åbnet, วันที่สร้าง, สร้างเมื่อ, วันที่เริ่ม
    contactedOn        engage date, engaged, first contact, first contact date, contact date, date of first contact, första kontakt, kontaktdatum, פנייה ראשונה, תאריך פנייה, ilk temas, ilk temas tarihi, første kontakt, kontaktdato, วันที่ติดต่อครั้งแรก, วันที่ติดต่อ
    stageEnteredOn     last stage change date, stage entered, stage change date, date entered stage, last stage change, moved to stage on, stage since, i steget sedan, fas sedan, תאריך כניסה לשלב, aşama değişim tarihi, i trinnet siden, วันที่เปลี่ยนขั้นตอน
    closedOn           close date, closedate, closed, closed on, closed at, closed date, actual close date, actual closure date, closing date, won time, lost time, deal closed on, won date, end date, stängd, stängningsdatum, avslutad, avslutsdatum, slutdatum, נסגר, תאריך סגירה, kapanış tarihi, kapanma tarihi, lukket, lukkedato, afsluttet, slutdato, วันที่ปิด, วันที่ปิดการขาย
    expectedCloseOn    expected close date, expected close, expected closing, expected closing date, estimated close date, est. close date, forecast close date, förväntat avslut, förväntat avslutsdatum, מועד סגירה צפוי, תאריך סגירה צפוי, beklenen kapanış, beklenen kapanış tarihi, tahmini kapanış tarihi, forventet lukning, forventet lukkedato, วันที่คาดว่าจะปิดการขาย, วันที่คาดว่าจะปิด
  `,
  companies: `
    name               account, account name, company, company name, organization, organisation, organization name, customer, customer name, client, name, business, företag, företagsnamn, kund, kundnamn, חברה, שם החברה, שם חברה, לקוח, שם הלקוח, ארגון, şirket, şirket adı, firma, müşteri, müşteri adı, virksomhed, virksomhedsnavn, firmanavn, kunde, บริษัท, ชื่อบริษัท, ลูกค้า
    externalId         account id, company id, organization id, customer id, id, record id, external id, företags-id, kund-id, kundnummer, מזהה, מזהה לקוח, şirket no, müşteri no, kunde-id, kundenummer, รหัสลูกค้า, รหัสบริษัท
    domain             domain, website, web site, url, web, company domain name, homepage, webbplats, hemsida, domän, אתר, אתר אינטרנט, web sitesi, hjemmeside, เว็บไซต์
    ${address}
    street             street, address, billing street, address line 1, street address, gata, adress, gatuadress, רחוב, כתובת, adres, sokak, cadde, vej, adresse, gade, ที่อยู่, ถนน
    postalCode         postal code, zip, zip code, zipcode, postcode, billing postal code, postnummer, מיקוד, posta kodu, postnr, รหัสไปรษณีย์
    city               city, town, billing city, stad, ort, postort, עיר, יישוב, şehir, il, ilçe, by, จังหวัด, เมือง, เขต
    country            country, billing country, country/region, office location, location, land, מדינה, ארץ, ülke, ประเทศ
    sector             sector, industry, branch, segment, bransch, sektor, ענף, מגזר, תחום, sektör, branş, branche, อุตสาหกรรม, ประเภทธุรกิจ
    foundedYear        year established, founded, founded year, year founded, grundat, grundat år, שנת הקמה, kuruluş yılı, grundlagt, stiftet, ปีที่ก่อตั้ง
    employees          employees, number of employees, employee count, headcount, no. of employees, anställda, antal anställda, עובדים, מספר עובדים, çalışan sayısı, çalışanlar, ansatte, antal ansatte, จำนวนพนักงาน
    revenue            revenue, annual revenue, turnover, omsättning, הכנסות, מחזור, ciro, yıllık gelir, omsætning, รายได้, รายได้ต่อปี
    parent             subsidiary of, parent, parent account, parent company, parent organization, moderbolag, moderföretag, חברת אם, ana şirket, moderselskab, บริษัทแม่
    owner              owner, account owner, company owner, account manager, responsible, assigned to, ägare, ansvarig, kundansvarig, בעלים, אחראי, sorumlu, müşteri temsilcisi, ejer, ansvarlig, ผู้รับผิดชอบ
    source             source, lead source, account source, källa, מקור, kaynak, kilde, แหล่งที่มา
  `,
  people: `
    name               name, full name, contact, contact name, person, namn, fullständigt namn, kontakt, kontaktperson, שם, שם מלא, איש קשר, ad soyad, adı soyadı, tam ad, kişi, navn, fulde navn, ชื่อ, ชื่อ-นามสกุล, ชื่อเต็ม, ผู้ติดต่อ
    ${person}
    externalId         contact id, person id, id, record id, record id - contact, external id, kontakt-id, מזהה, kişi no, รหัส
    title              title, job title, position, role, titel, befattning, roll, תפקיד, unvan, ünvan, pozisyon, görev, stilling, jobtitel, ตำแหน่ง, ตำแหน่งงาน
    ${address}
    linkedin           linkedin, linkedin url, linkedin profile, url, profile url, linkedin-profil, פרופיל לינקדאין, linkedin profili
    company            company, company name, account, account name, organization, employer, current company, företag, företagsnamn, kund, חברה, שם החברה, şirket, şirket adı, firma, virksomhed, virksomhedsnavn, บริษัท, ชื่อบริษัท
    companyExternalId  company id, account id, accountid, organization id, associated company id, företags-id, מזהה חברה, şirket no, virksomheds-id, รหัสบริษัท
    owner              owner, contact owner, sales, assigned to, responsible, ägare, ansvarig, säljare, בעלים, אחראי, sorumlu, ejer, ansvarlig, ผู้รับผิดชอบ
    source             source, lead source, original source, källa, מקור, kaynak, kilde, แหล่งที่มา
  `,
  products: `
    name               product, product name, item, name, description, produkt, produktnamn, artikel, benämning, מוצר, שם המוצר, שם מוצר, ürün, ürün adı, produktnavn, vare, varenavn, สินค้า, ชื่อสินค้า, ผลิตภัณฑ์
    externalId         product id, id, record id, external id, produkt-id, מזהה, ürün no, vare-id, รหัส
    code               product code, code, sku, article number, item number, part number, artikelnummer, kod, מק"ט, קוד מוצר, ürün kodu, stok kodu, varenummer, varekode, รหัสสินค้า
    family             series, family, product family, category, product category, group, line, serie, kategori, produktgrupp, סדרה, קטגוריה, משפחה, seri, ürün grubu, kategori, produktgruppe, ประเภท, หมวดหมู่, กลุ่มสินค้า
    price              sales price, price, unit price, list price, standard price, amount, pris, á-pris, listpris, מחיר, מחיר מכירה, fiyat, satış fiyatı, birim fiyat, salgspris, stykpris, ราคา, ราคาขาย, ราคาต่อหน่วย
    cost               cost, unit cost, cost price, inköpspris, kostnad, עלות, maliyet, birim maliyet, kostpris, indkøbspris, ต้นทุน
  `,
  members: `
    name               sales agent, agent, name, full name, user, user name, seller, salesperson, sales rep, rep, owner, employee, namn, säljare, användare, medarbetare, שם, שם מלא, נציג, נציג מכירות, איש מכירות, ad soyad, satış temsilcisi, temsilci, kullanıcı, navn, sælger, bruger, medarbejder, ชื่อ, พนักงานขาย, ผู้ใช้
    ${person}
    externalId         user id, id, owner id, agent id, employee id, record id, external id, användar-id, מזהה, kullanıcı no, bruger-id, รหัสพนักงาน
  `,
  ignore: '',
} satisfies Record<ImportKind, string>

/** A name as headers are compared: letters and digits only, folded by the caller's eye for languages. */
export function bare(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(?![\u0e30-\u0e4e])\p{M}/gu, '')
    .normalize('NFC')
    .replaceAll('ı', 'i')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '')
}

interface Known {
  readonly field: string
  /** 1 for the commonest name of a field, a little less for each further one. */
  readonly weight: number
}

/** Header without spaces and signs → the field it names, per kind of file. */
export const headerWords: Readonly<Record<ImportKind, ReadonlyMap<string, Known>>> = {
  deals: read(words.deals),
  companies: read(words.companies),
  people: read(words.people),
  products: read(words.products),
  members: read(words.members),
  ignore: new Map(),
}

function read(text: string): Map<string, Known> {
  const known = new Map<string, Known>()
  for (const row of text.trim().split('\n')) {
    const [, field = '', names = ''] = /^\s*(\S+)\s+(.*)$/.exec(row) ?? []
    for (const [at, name] of names.split(',').entries()) {
      const key = bare(name)
      if (key !== '' && !known.has(key)) known.set(key, { field, weight: 1 - Math.min(at, 30) / 100 })
    }
  }
  return known
}
