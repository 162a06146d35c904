import { readLink } from '../../contract/custom-values.ts'

interface OwnLinkProps {
  readonly url: string
  readonly children: string
  readonly className: string
  readonly tabIndex?: number
}

/** A link of an own field. It was checked when it was written, and is again: whatever brought it in, it runs no script. */
export function OwnLink({ url, children, className, tabIndex }: OwnLinkProps) {
  if (readLink(url) !== url) return <bdi>{children}</bdi>
  return (
    <a href={url} target="_blank" rel="noreferrer" tabIndex={tabIndex} dir="auto" className={className}>
      {children}
    </a>
  )
}
