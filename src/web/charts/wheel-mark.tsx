import { wheelShape } from './wheel-geometry.ts'

// Five arcs of falling thickness: a cycle in which deals become fewer and the last leads back to the first.
const mark = wheelShape(
  [9, 6.2, 4, 2.3, 1.1].map((count) => ({ count })),
  { width: 48, maximumRadius: 24 },
)

/** The logo. Decoration: the name stands beside it. */
export function WheelMark({ size = 24, className }: { size?: number; className?: string }) {
  return (
    <svg aria-hidden viewBox="-24 -24 48 48" width={size} height={size} className={className}>
      {mark.arcs.map(({ fill, angle }, index) => (
        <path
          key={angle}
          d={fill}
          fill={index === mark.arcs.length - 1 ? 'oklch(var(--stage-lightness) 0.14 48)' : 'var(--accent)'}
        />
      ))}
    </svg>
  )
}

/** The mark, turning while something loads; it stands still when the person asked for reduced motion. */
export function WheelLoader({ size }: { size: number }) {
  return <WheelMark size={size} className="shrink-0 animate-turn" />
}
