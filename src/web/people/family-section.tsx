import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import IconCornerDownRight from '@tabler/icons-react/dist/esm/icons/IconCornerDownRight.mjs'
import { showFamily } from '../../contract/positions.ts'
import { call } from '../api.ts'
import { Section } from '../deals/section.tsx'
import { useAddress } from '../shell/places.ts'
import { cx, useWords } from '../ui/index.ts'
import { CustomerIcon } from './customer-kind.tsx'
import { customerPlace } from './customer-query.ts'

/** The companies above and below one; nothing where it stands alone. */
export function FamilySection({ company }: { company: { readonly id: string; readonly name: string } }) {
  const { t } = useWords()
  const family = useQuery({
    queryKey: ['family', company.id],
    queryFn: () => call(showFamily, { params: { id: company.id } }),
  })
  const { above = [], below = [] } = family.data ?? {}
  if (above.length + below.length === 0) return null
  const upper = above.toReversed().map((each, depth) => ({ ...each, depth }))
  const lower = below.map((each) => ({ ...each, depth: above.length + 1 }))
  return (
    <Section title={t('people.family.title')}>
      <ul className="flex flex-col">
        {[...upper, { ...company, depth: above.length }, ...lower].map(({ id, name, depth }) => (
          <FamilyLine key={id} id={id} name={name} depth={depth} isSelf={id === company.id} />
        ))}
      </ul>
    </Section>
  )
}

interface FamilyLineProps {
  readonly id: string
  readonly name: string
  readonly depth: number
  readonly isSelf: boolean
}

const indents = ['', 'ps-4', 'ps-8', 'ps-12', 'ps-16']

function FamilyLine({ id, name, depth, isSelf }: FamilyLineProps) {
  const address = useAddress()
  return (
    <li className={cx('flex min-h-8 items-center gap-1.5', indents[Math.min(depth, indents.length - 1)])}>
      {depth > 0 && <IconCornerDownRight size={14} stroke={1.75} className="shrink-0 text-ink-3 rtl:-scale-x-100" />}
      <CustomerIcon kind="company" />
      {isSelf ? (
        <span className="truncate font-semibold">
          <bdi>{name}</bdi>
        </span>
      ) : (
        <Link to={address(customerPlace('company', id))} className="truncate hover:text-accent hover:underline">
          <bdi>{name}</bdi>
        </Link>
      )}
    </li>
  )
}
