import { fold } from '../../../kernel/fold.ts'

// What stands for yes and no in the six languages and in what programs write.
const yes = 'true,yes,y,t,1,x,on,✓,✔,☑,ja,j,sant,sandt,כן,אמת,נכון,evet,e,doğru,var,ใช่,จริง,มี'
const no = 'false,no,n,f,0,off,✗,✘,☐,nej,falskt,falsk,לא,שקר,hayır,h,yanlış,yok,ไม่ใช่,ไม่,เท็จ,ไม่มี'
const flags = new Map<string, boolean>([
  ...yes.split(',').map((word) => [fold(word), true] as const),
  ...no.split(',').map((word) => [fold(word), false] as const),
])

/** Whether a cell says yes or no, in any of our languages; null if it says neither. */
export function readFlag(cell: string): boolean | null {
  return flags.get(fold(cell)) ?? null
}
