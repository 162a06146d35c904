import type { Chance } from './labelled-set.ts'

/** One slip of the hand, not in the first letter. */
export function slip(luck: Chance, name: string): string {
  const at = 1 + Math.floor(luck.next() * (name.length - 2))
  const [before, letter, after] = [name.slice(0, at), name[at] ?? '', name.slice(at + 1)]
  if (!/\p{L}/u.test(letter)) return name
  return luck.pick([
    before + after,
    before + letter + letter + after,
    before + (after[0] ?? '') + letter + after.slice(1),
  ])
}

/** Without marks, as an old system writes it. */
export function plain(name: string): string {
  const letters: Record<string, string> = { ø: 'o', Ø: 'O', æ: 'ae', Æ: 'Ae', ı: 'i', ł: 'l' }
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[øØæÆıł]/g, (letter) => letters[letter] ?? letter)
}

/** As the letters are written where there are none: ø as oe, å as aa. */
export function transcribed(name: string): string {
  const letters: Record<string, string> = {
    ø: 'oe',
    Ø: 'Oe',
    å: 'aa',
    Å: 'Aa',
    ä: 'ae',
    Ä: 'Ae',
    ö: 'oe',
    Ö: 'Oe',
    æ: 'ae',
    ü: 'ue',
    Ü: 'Ue',
  }
  return name.replace(/[øØåÅäÄöÖæüÜ]/g, (letter) => letters[letter] ?? letter)
}

const transliterated = 'אבגדהוזחטיכלמנסעפצקרשתךםןףץ'
const roman = 'a,b,g,d,h,v,z,ch,t,y,k,l,m,n,s,a,p,ts,k,r,sh,t,k,m,n,f,ts'.split(',')

/** What stands before the @: Hebrew and Thai in some Roman letters. */
export function latin(name: string): string {
  return plain(name.toLowerCase())
    .replace(/[א-ת]/g, (letter) => roman[transliterated.indexOf(letter)] ?? '')
    .replace(/[ก-๛]/g, (letter) => String.fromCharCode(97 + (letter.charCodeAt(0) % 26)))
    .replace(/[^a-z0-9]/g, '')
}
