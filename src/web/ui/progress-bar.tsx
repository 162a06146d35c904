interface ProgressBarProps {
  readonly label: string
  readonly value: number
  readonly max: number
  /** How far it is, in words. */
  readonly words?: string
}

/** How far a long work is. */
export function ProgressBar({ label, value, max, words }: ProgressBarProps) {
  return (
    <progress
      aria-label={label}
      aria-valuetext={words}
      value={Math.min(value, max)}
      max={Math.max(max, 1)}
      className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent"
    />
  )
}
