/**
 * The wheel's own geometry, drawn once: five arcs of falling thickness, a cycle in which deals become fewer and the last leads back to the first.
 * Kept as text because the logo is in the shell and the drawing code need not be; `icon.svg` has the same arcs.
 */
const arcs = [
  'M0.58,-15.33A4,4,0,0,1,5.73,-19.16A20,20,0,0,1,16.45,-11.37A4,4,0,0,1,14.4,-5.29L14.4,-5.29A4,4,0,0,1,9.87,-6.82A12,12,0,0,0,3.44,-11.5A4,4,0,0,1,0.58,-15.33Z',
  'M14.46,-4.1A3.58,3.58,0,0,1,19.14,-0.86A19.16,19.16,0,0,1,14.98,11.95A3.58,3.58,0,0,1,9.28,11.82L9.28,11.82A3.58,3.58,0,0,1,9.38,7.48A12,12,0,0,0,11.99,-0.54A3.58,3.58,0,0,1,14.46,-4.1Z',
  'M8.17,12.17A3.1,3.1,0,0,1,6.83,16.87A18.2,18.2,0,0,1,-6.83,16.87A3.1,3.1,0,0,1,-8.17,12.17L-8.17,12.17A3.1,3.1,0,0,1,-4.5,11.12A12,12,0,0,0,4.5,11.12A3.1,3.1,0,0,1,8.17,12.17Z',
  'M-8.82,11.25A2.63,2.63,0,0,1,-12.92,11.45A17.27,17.27,0,0,1,-17.19,-1.66A2.63,2.63,0,0,1,-13.75,-3.91L-13.75,-3.91A2.63,2.63,0,0,1,-11.94,-1.16A12,12,0,0,0,-8.98,7.96A2.63,2.63,0,0,1,-8.82,11.25Z',
  'M-13.33,-4.88A2.5,2.5,0,0,1,-14.72,-8.51A17,17,0,0,1,-3.54,-16.63A2.5,2.5,0,0,1,-0.52,-14.18L-0.52,-14.18A2.5,2.5,0,0,1,-2.5,-11.74A12,12,0,0,0,-10.39,-6A2.5,2.5,0,0,1,-13.33,-4.88Z',
] as const

/** The logo. Decoration: the name stands beside it. */
export function WheelMark({ size = 24, className }: { size?: number; className?: string }) {
  return (
    <svg aria-hidden viewBox="-24 -24 48 48" width={size} height={size} className={className}>
      {arcs.map((arc, index) => (
        <path
          key={arc}
          d={arc}
          fill={index === arcs.length - 1 ? 'oklch(var(--stage-lightness) 0.14 48)' : 'var(--accent)'}
        />
      ))}
    </svg>
  )
}

/** The mark, turning while something loads; it stands still when the person asked for reduced motion. */
export function WheelLoader({ size }: { size: number }) {
  return <WheelMark size={size} className="shrink-0 animate-turn" />
}
