import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Filter } from '../../contract/filters.ts'
import { opening } from '../measurement/behind-link.tsx'
import { useAddress } from '../shell/places.ts'
import { cx, useWords } from '../ui/index.ts'

interface NumberLinkProps {
  /** A place of the workspace, 'deals' unless said, and how it is narrowed. */
  readonly to?: string
  readonly search?: Readonly<Record<string, unknown>>
  readonly filter?: Filter
  /** What it opens, read aloud after the number: "Open deals of Noa Levi". */
  readonly label: string
  readonly children: ReactNode
  readonly className?: string | false
}

/** A number that opens what it is made of. */
export function NumberLink({ to = 'deals', search, filter, label, children, className }: NumberLinkProps) {
  const { t } = useWords()
  const address = useAddress()
  return (
    <Link to={address(to)} search={search ?? { filter }} className={cx(opening, className)}>
      <bdi>{children}</bdi>
      <span className="sr-only">{t('glance.opens', { what: label })}</span>
    </Link>
  )
}
