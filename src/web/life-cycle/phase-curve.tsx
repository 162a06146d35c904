import type { ProductLife } from '../../contract/life-cycle.ts'
import { useWords } from '../ui/index.ts'

// Where each phase lies on the curve, in the units of the picture.
const places = { introduction: [34, 50], growth: [98, 26], maturity: [178, 10], decline: [264, 36] } as const

/** The life of a product as everybody draws it, with a dot where this one stands; it runs in the direction of reading. */
export function PhaseCurve({ phase }: { phase: ProductLife['phase'] }) {
  const { direction } = useWords()
  const [x, y] = phase ? places[phase] : [0, 0]
  return (
    <svg aria-hidden viewBox="0 0 300 60" className="h-15 w-full">
      <g transform={direction === 'rtl' ? 'translate(300 0) scale(-1 1)' : undefined}>
        <path
          d="M4 55 C 60 53, 80 40, 98 26 S 150 9, 178 10 S 240 24, 264 36 S 290 48, 296 50"
          fill="none"
          stroke="var(--line-strong)"
          strokeWidth={2}
          strokeLinecap="round"
        />
        {phase && <circle cx={x} cy={y} r={6} fill="var(--accent)" stroke="var(--surface)" strokeWidth={2} />}
      </g>
    </svg>
  )
}
