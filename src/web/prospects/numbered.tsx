import { Button, Kbd } from '../ui/index.ts'

interface Choice<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly hint?: string
}

interface NumberedProps<Id extends string> {
  readonly choices: readonly Choice<Id>[]
  readonly onChoose: (id: Id) => void
}

/** A few answers, each with the number that gives it. */
export function Numbered<Id extends string>({ choices, onChoose }: NumberedProps<Id>) {
  return (
    <ol className="flex flex-col gap-1">
      {choices.map(({ id, label, hint }, at) => (
        <li key={id}>
          <Button
            variant="plain"
            onPress={() => onChoose(id)}
            className="w-full justify-start!"
            autoFocus={at === 0}
            onKeyDown={(event) => {
              const chosen = choices[Number(event.key) - 1]
              if (chosen) onChoose(chosen.id)
            }}
          >
            <span className="flex items-center gap-2">
              <Kbd keys={String(at + 1)} quiet />
              <span>{label}</span>
              {hint && <bdi className="font-normal text-ink-3">{hint}</bdi>}
            </span>
          </Button>
        </li>
      ))}
    </ol>
  )
}
