import type { Improvement } from '../../contract/improvements.ts'
import { Avatar, Badge } from '../ui/index.ts'
import { ImprovementOriginWords } from './improvement-origin.tsx'

/** What an improvement is: its stage, whose it is, why, and where it came from. */
export function ImprovementWords({ improvement }: { improvement: Improvement }) {
  const { title, why, stage, owner, origin } = improvement
  return (
    <div className="flex flex-col gap-1">
      <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
        <bdi className="wrap-anywhere">{title}</bdi>
        {stage && (
          <Badge>
            <bdi>{stage.name}</bdi>
          </Badge>
        )}
        {owner && (
          <span className="flex items-center gap-1 text-12 font-normal text-ink-2">
            <Avatar name={owner.name} size="small" /> <bdi>{owner.name}</bdi>
          </span>
        )}
      </h3>
      {why !== '' && (
        <p className="max-w-[70ch] text-pretty wrap-anywhere whitespace-pre-line text-ink-2">
          <bdi>{why}</bdi>
        </p>
      )}
      {origin && <ImprovementOriginWords origin={origin} />}
    </div>
  )
}
