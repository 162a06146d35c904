import { FieldError as AriaFieldError } from 'react-aria-components/FieldError'
import { Label as AriaLabel } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import type { ReactNode } from 'react'

/** What every field of the kit takes. `name` is the contract's name of the field: a `Form` puts the server's refusals beside it. */
export interface FieldProps {
  readonly label: string
  readonly name?: string
  readonly description?: ReactNode
  readonly errorMessage?: string | undefined
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly className?: string
  /** The label is read aloud but not seen, where the place says it already (a filter bar, a table's cell). */
  readonly hideLabel?: boolean
}

export const fieldClass = 'flex min-w-0 flex-col gap-1'

export function FieldLabel({ children, hidden }: { children: ReactNode; hidden?: boolean | undefined }) {
  return <AriaLabel className={hidden ? 'sr-only' : 'text-12 font-medium text-ink-2'}>{children}</AriaLabel>
}

export function FieldNotes({ description, errorMessage }: Pick<FieldProps, 'description' | 'errorMessage'>) {
  return (
    <>
      {description && (
        <Text slot="description" className="text-12 text-ink-3">
          {description}
        </Text>
      )}
      <AriaFieldError className="text-12 text-bad">
        {({ validationErrors }) => errorMessage ?? validationErrors.join(' ')}
      </AriaFieldError>
    </>
  )
}
