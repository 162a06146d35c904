import { fold } from '../../kernel/fold.ts'

/*
 * What a field's name gives away, in six languages. What is private may not be used to judge whom to sell to, whatever it
 * would tell. What is known only afterwards tells what came of it, and nothing of who comes next.
 */
const privateNames = `
  age, birth, birthday, birth date, date of birth, born, gender, sex, race, ethnic, ethnicity, nationality, citizenship, religion, religious,
  faith, political, politics, trade union, union member, marital, married, divorced, children, pregnant, pregnancy, family status,
  health status, health condition, disease, illness, diagnosis, disability, medical condition, sexual, sexuality, criminal record, conviction,
  biometric, genetic, personal number, social security
  ålder, födelse, födelsedag, födelsedatum, kön, etnicitet, nationalitet, medborgarskap, religion, trosbekännelse, politisk, politiskt,
  fackförening, fackförbund, civilstånd, antal barn, gravid, graviditet, hälsotillstånd, sjukdom, diagnos, funktionsnedsättning,
  sexuell läggning, brottsregister, personnummer
  alder, fødsel, fødselsdag, fødselsdato, køn, etnicitet, statsborgerskab, trosretning, politisk, fagforening, civilstand, gravid, helbred,
  helbredstilstand, sygdom, diagnose, handicap, seksualitet, straffeattest, cpr
  yaş, yaşı, doğum, doğum tarihi, cinsiyet, cinsiyeti, ırk, etnik köken, uyruk, uyruğu, vatandaşlık, dini, dini inanç, mezhep, siyasi görüş,
  sendika, medeni hal, medeni hali, medeni durum, evli, boşanmış, çocuk sayısı, hamile, hamilelik, sağlık durumu, hastalık, teşhis, engelli,
  engellilik, cinsel, sabıka, kimlik numarası
  גיל, תאריך לידה, לידה, מין, מגדר, גזע, מוצא אתני, לאום, אזרחות, דת, אמונה דתית, פוליטי, פוליטית, מפלגה, איגוד מקצועי, מצב משפחתי, נשוי,
  נשואה, גרוש, גרושה, מספר ילדים, ילדים, היריון, הריון, מצב בריאותי, מחלה, אבחנה, נכות, מוגבלות, נטייה מינית, עבר פלילי, תעודת זהות
`
const privateThai = `
  วันเกิด เพศ เชื้อชาติ ชาติพันธุ์ สัญชาติ ศาสนา การเมือง พรรค สหภาพแรงงาน สมรส แต่งงาน หย่าร้าง จำนวนบุตร ตั้งครรภ์ ปัญหาสุขภาพ โรคประจำตัว
  พิการ รสนิยมทาง ประวัติอาชญากรรม เลขประจำตัวประชาชน เลขบัตรประชาชน
`
const afterNames = `
  last activity, last notable activity, notable activity, last contact, last contacted, last touch, last call, last event, last modified,
  last updated, last note, last step, latest activity, latest status, outcome, result, results, won, lost, closed, close, close date, closing,
  closed by, converted, conversion, lost reason, reason lost, loss reason, win reason, close reason, disposition, call status, lead status,
  deal status, contact status, sales status, status, stage, lead stage, deal stage, lead quality, quality, lead rating, rating, tag, tags,
  next step, next action, follow up, signed, contract signed, invoice, invoiced, order number, order date, purchased
  senaste aktivitet, senaste kontakt, senaste samtal, senast ändrad, utfall, resultat, vunnen, förlorad, stängd, avslutad, förlustorsak,
  orsak, status, steg, leadstatus, kvalitet, leadkvalitet, taggar, tagg, nästa steg, uppföljning, undertecknat, faktura, fakturerad, ordernummer
  seneste aktivitet, seneste kontakt, seneste opkald, sidst ændret, udfald, resultat, vundet, tabt, lukket, afsluttet, tabsårsag, fase,
  leadkvalitet, kvalitet, næste skridt, opfølgning, underskrevet, faktureret, ordrenummer
  son etkinlik, son aktivite, son temas, son görüşme, son arama, sonuç, kazanıldı, kaybedildi, kapandı, kapanış, kapanış tarihi, kayıp nedeni,
  durum, durumu, aşama, kalite, kalitesi, etiket, etiketler, sonraki adım, takip, imzalandı, fatura, sipariş numarası
  פעילות אחרונה, קשר אחרון, שיחה אחרונה, עודכן לאחרונה, תוצאה, נסגר, סגירה, תאריך סגירה, זכייה, הפסד, סיבת הפסד, סטטוס, מצב הליד, שלב, איכות,
  איכות הליד, תגית, תגיות, הצעד הבא, מעקב, נחתם, חשבונית, מספר הזמנה
`
const afterThai = `
  กิจกรรมล่าสุด ติดต่อล่าสุด โทรล่าสุด แก้ไขล่าสุด ผลลัพธ์ ผลการขาย ปิดการขาย ปิดดีล วันที่ปิด ชนะ แพ้ เหตุผลที่เสีย สถานะ ขั้นตอน คุณภาพ แท็ก
  ขั้นต่อไป ติดตามผล เซ็นแล้ว ใบแจ้งหนี้ เลขที่คำสั่งซื้อ
`
// What another program thinks of a lead, reckoned anew with all that it does until the end. A credit score is none of these.
const scoreNames = `
  score, lead score, lead profile, lead grade, lead index, lead rank, lead temperature, prospect score, contact score, customer score,
  deal score, activity score, activity index, activity level, profile score, profile index, profile level, engagement score,
  engagement index, engagement level, behavior score, behaviour score, intent score, conversion score, predictive score, fit score,
  hubspot score, propensity score, win probability, close probability, conversion probability, likelihood to close
  poäng, leadpoäng, aktivitetspoäng, aktivitetsindex, profilpoäng, profilindex, engagemangspoäng, leadprofil, vinstsannolikhet
  leadscore, aktivitetsscore, aktivitetsindeks, profilscore, profilindeks, engagementsscore, vindersandsynlighed
  puan, aday puanı, lead puanı, aktivite puanı, etkinlik puanı, etkinlik endeksi, profil puanı, profil endeksi, etkileşim puanı,
  aday profili, kazanma olasılığı
  ציון, ציון ליד, ציון הליד, ציון פעילות, מדד פעילות, ציון פרופיל, מדד פרופיל, ציון מעורבות, פרופיל ליד, פרופיל הליד, הסתברות לזכייה
`
const scoreThai = `
  คะแนนลีด คะแนนผู้มุ่งหวัง คะแนนกิจกรรม ดัชนีกิจกรรม คะแนนโปรไฟล์ ดัชนีโปรไฟล์ โปรไฟล์ลีด คะแนนการมีส่วนร่วม โอกาสปิดการขาย
`
const numbering = `
  id, no, nr, number, numbers, code, key, reference, ref, nummer, kod, referens, kode, reference, numara, numarası, kod, kodu, מספר, מזהה, קוד
`

// The same words in names that are neither private nor known only afterwards.
const otherwise = wordsOf('account age, company age, business age, site age, domain age')

const isPrivateWord = wordsOf(privateNames)
const isAfterName = wholeOf(afterNames)
const isScoreName = wholeOf(scoreNames)
const isNumbering = wordsOf(numbering)

/** Whether a field seems to be about private life, which no score may count with. */
export function isPrivate(name: string): boolean {
  if (otherwise.test(plain(name))) return false
  return isPrivateWord.test(plain(name)) || thaiIn(privateThai, name) || name.trim() === 'อายุ'
}

/** Whether a field seems to say how it went, or where it stands by now. */
export function isToldAfter(name: string): boolean {
  return isAfterName.test(plain(name)) || thaiIn(afterThai, name)
}

/** Whether a field seems to be what another program thinks of its lead. */
export function isScore(name: string): boolean {
  return isScoreName.test(plain(name)) || thaiIn(scoreThai, name)
}

/** Whether a field seems to number its rows. */
export function isNumber(name: string): boolean {
  return isNumbering.test(plain(name)) || /เลขที่|รหัส/.test(name)
}

/** Folded, its words parted by one space each: "Lead_Quality" and "leadQuality" are "lead quality". */
function plain(name: string): string {
  const parted = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
  return fold(parted).trim()
}

/** Whether one of the listed names stands somewhere in a name, as whole words. */
function wordsOf(list: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{M}])(?:${namesIn(list).join('|')})(?![\p{L}\p{M}])`, 'u')
}

/** Whether a name is one of those listed, or ends as one of them of two words does: "Last Notable Activity". */
function wholeOf(list: string): RegExp {
  const names = namesIn(list)
  const longer = names.filter((name) => name.includes(' '))
  return new RegExp(String.raw`^(?:${names.join('|')})$|(?<![\p{L}\p{M}])(?:${longer.join('|')})$`, 'u')
}

function namesIn(list: string): string[] {
  return list.split(/[,\n]/).flatMap((name) => plain(name) || [])
}

function thaiIn(list: string, name: string): boolean {
  return list.split(/\s+/).some((piece) => piece !== '' && name.includes(piece))
}
