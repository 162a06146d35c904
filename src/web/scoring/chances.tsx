import { Suspense, lazy } from 'react'
import { withWords } from '../words/language.tsx'
import type { About } from './scoring-query.ts'

const Judged = lazy(async () => ({ default: (await withWords(() => import('./judged.tsx'))).Judged }))

/** Whether a customer, or that of a deal, is one to sell to, and how likely they are to buy: the last that a page needs. */
export function Chances(props: { readonly about: About; readonly name: string }) {
  return (
    <Suspense>
      <Judged {...props} />
    </Suspense>
  )
}
