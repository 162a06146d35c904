/**
 * Short forms that stand for one name only, or nearly so: a form of several names ('Alex', 'Kim', 'Can') would join people
 * who have nothing to do with each other. Thai nicknames say nothing of the name, so there are none.
 */
const shortForms = `
  bob robert, bobby robert, rob robert, bill william, billy william, mike michael, dick richard, rick richard,
  jim james, jimmy james, tom thomas, tommy thomas, dave david, steve steven, stephen steven, andy andrew, tony anthony,
  joe joseph, dan daniel, danny daniel, greg gregory, jeff jeffrey, ken kenneth, matt matthew, pete peter, ron ronald,
  teddie edward, charlie charles, chuck charles, liz elizabeth, beth elizabeth, betty elizabeth,
  kate katherine, kathy katherine, cathy catherine, peggy margaret, maggie margaret, sue susan, debbie deborah,
  becky rebecca, jenny jennifer, pam pamela, patty patricia,
  lasse lars, kalle karl, pelle per, nisse nils, olle olof, janne jan, kicki kristina, lotta charlotte, gunnel gunhild,
  maggan margareta, bosse bo, steffe stefan, tobbe tobias, micke mikael, fredde fredrik, anki annkristin,
  rikke frederikke, stine kirstine, memo mehmet, fato fatma, ibo ibrahim, apo abdullah,
  יוסי יוסף, אבי אברהם, דני דניאל, מוטי מרדכי, איציק יצחק, קובי יעקב, שמוליק שמואל, רותי רות, חני חנה, שוקי יהושע,
  בני בנימין, גדי גדעון, צביקה צבי, אלי אליהו, רפי רפאל, עוזי עוזיאל, מיקי מיכאל, דודי דוד, אסי אסתר`

const formal = new Map<string, string>()
for (const pair of shortForms.split(',')) {
  const [short = '', long = ''] = pair.trim().split(/\s+/)
  formal.set(short, long)
}

/** The name that a short form stands for; other words are themselves. */
export function formalName(word: string): string {
  return formal.get(word) ?? word
}
