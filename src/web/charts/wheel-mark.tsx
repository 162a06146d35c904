/**
 * The wheel's own geometry, drawn once: five arcs of falling thickness, a cycle in which deals become fewer and the last leads back to the first.
 * Kept as text because the logo is in the shell and the drawing code need not be; `icon.svg` has the same arcs.
 */
const arcs = [
  'M0.58,-15.33A4,4,0,0,1,5.73,-19.16A20,20,0,0,1,16.45,-11.37A4,4,0,0,1,14.4,-5.29L14.4,-5.29A4,4,0,0,1,9.87,-6.82A12,12,0,0,0,3.44,-11.5A4,4,0,0,1,0.58,-15.33Z',
  'M14.27,-4.05A3.32,3.32,0,0,1,18.61,-1.09A18.64,18.64,0,0,1,14.41,11.82A3.32,3.32,0,0,1,9.16,11.67L9.16,11.67A3.32,3.32,0,0,1,9.28,7.61A12,12,0,0,0,11.98,-0.7A3.32,3.32,0,0,1,14.27,-4.05Z',
  'M7.99,11.89A2.67,2.67,0,0,1,6.89,15.91A17.33,17.33,0,0,1,-6.89,15.91A2.67,2.67,0,0,1,-7.99,11.89L-7.99,11.89A2.67,2.67,0,0,1,-4.77,11.01A12,12,0,0,0,4.77,11.01A2.67,2.67,0,0,1,7.99,11.89Z',
  'M-8.76,11.17A2.5,2.5,0,0,1,-12.64,11.37A17,17,0,0,1,-16.91,-1.77A2.5,2.5,0,0,1,-13.65,-3.89L-13.65,-3.89A2.5,2.5,0,0,1,-11.93,-1.25A12,12,0,0,0,-8.92,8.03A2.5,2.5,0,0,1,-8.76,11.17Z',
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
