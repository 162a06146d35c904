import { Link } from '@tanstack/react-router'
import IconCompass from '@tabler/icons-react/dist/esm/icons/IconCompass.mjs'
import IconFileImport from '@tabler/icons-react/dist/esm/icons/IconFileImport.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { WheelMark } from '../charts/wheel-mark.tsx'
import { useWords } from '../ui/index.ts'
import { StepHeading } from './step-marks.tsx'

const doors = [
  { id: 'import', icon: IconFileImport, path: 'import', search: {} },
  { id: 'deal', icon: IconPlus, path: 'board', search: { new: 'deal' } },
  { id: 'look', icon: IconCompass, path: 'today', search: {} },
] as const

/** The workspace stands; how to begin is up to them. */
export function DoorsStep({ slug }: { slug: string }) {
  const { t } = useWords()
  return (
    <div className="m-auto w-full max-w-200 animate-appear">
      <WheelMark size={56} className="mb-5" />
      <StepHeading title={t('access.doors.title')}>{t('access.doors.more')}</StepHeading>
      <ul className="grid gap-3 tablet:grid-cols-3">
        {doors.map(({ id, icon: Glyph, path, search }) => (
          <li key={id}>
            <Link
              to={`/w/${slug}/${path}` as string}
              search={search}
              className="card flex h-full flex-col gap-1 p-5 transition-colors hover:border-accent hover:bg-accent-soft"
            >
              <Glyph size={24} stroke={1.5} className="mb-3 text-accent" />
              <span className="text-15 font-semibold">{t(`access.doors.${id}`)}</span>
              <span className="text-ink-2">{t(`access.doors.${id}.more`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
