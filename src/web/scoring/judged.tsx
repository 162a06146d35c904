import { FitSection } from '../segments/fit-section.tsx'
import { ScoreSection } from './score-section.tsx'
import type { About } from './scoring-query.ts'

export function Judged({ about, name }: { readonly about: About; readonly name: string }) {
  return (
    <>
      <FitSection about={about} name={name} />
      <ScoreSection about={about} name={name} />
    </>
  )
}
