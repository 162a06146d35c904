import { stageColour } from '../charts/index.ts'
import { Dot } from '../ui/index.ts'

/** The hue of a stage by its position, as the wheel draws it. */
export type HueOf = (stage: { readonly position: number }) => number

export function StageName({ name, hue }: { name: string; hue: number }) {
  return (
    <span className="flex min-w-28 items-center gap-2 tablet:min-w-36">
      <Dot colour={stageColour(hue)} />
      <span dir="auto">{name}</span>
    </span>
  )
}
