/*
 * The titles of those who may sign, as cards in the six languages give them. Where words are parted by spaces they count as
 * whole words; Thai writes without, so there a piece is enough.
 */
const deciding = `
  ceo, cfo, coo, cto, cio, cmo, cpo, cro, owner, co-owner, founder, co-founder, cofounder, president, partner, director, proprietor,
  principal, vp, vice president, head of, chief, general manager, purchasing manager, sales manager, plant manager, office manager
  vd, verkställande direktör, ägare, delägare, grundare, direktör, chef, inköpschef, försäljningschef, platschef, fabrikschef, driftchef, ekonomichef
  מנכ"ל, מנכ״ל, מנכ"לית, מנכ״לית, סמנכ"ל, סמנכ״ל, סמנכ"לית, סמנכ״לית, בעלים, בעל, בעלת, מייסד, מייסדת, שותף, שותפה, מנהל, מנהלת, נשיא, נשיאה
  genel müdür, müdür, müdürü, kurucu, kurucusu, ortak, ortağı, sahibi, başkan, başkanı, direktör, direktörü
  direktør, administrerende direktør, ejer, medejer, stifter, medstifter, indehaver, partner, indkøbschef, salgschef, driftschef, økonomichef
`
const decidingThai = ['กรรมการผู้จัดการ', 'ผู้จัดการ', 'ผู้อำนวยการ', 'เจ้าของ', 'ประธาน', 'หุ้นส่วน', 'ผู้ก่อตั้ง']

// Who works for one of those has the same word in the title.
const assisting = `
  assistant, secretary, deputy, trainee, intern, assistent, sekreterare, sekretær, praktikant, עוזר, עוזרת, מזכיר, מזכירה, עוזרת אישית
  asistan, asistanı, yardımcısı, sekreter, sekreteri
`
const assistingThai = ['ผู้ช่วย', 'เลขา']

const decidingWords = wordsOf(deciding)
const assistingWords = wordsOf(assisting)

/** Whether a title is one of those who decide. */
export function decides(title: string | null): boolean {
  if (title === null) return false
  if (assistingWords.test(title) || assistingThai.some((piece) => title.includes(piece))) return false
  return decidingWords.test(title) || decidingThai.some((piece) => title.includes(piece))
}

function wordsOf(list: string): RegExp {
  const words = list.split(/[,\n]/).flatMap((word) => word.trim() || [])
  return new RegExp(String.raw`(?<![\p{L}\p{M}])(?:${words.join('|')})(?![\p{L}\p{M}])`, 'iu')
}
