import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import IconBuildingStore from '@tabler/icons-react/dist/esm/icons/IconBuildingStore.mjs'
import IconFileImport from '@tabler/icons-react/dist/esm/icons/IconFileImport.mjs'
import IconFileZip from '@tabler/icons-react/dist/esm/icons/IconFileZip.mjs'
import IconUsersPlus from '@tabler/icons-react/dist/esm/icons/IconUsersPlus.mjs'
import { loadSample } from '../../contract/sample.ts'
import { call, chooseWorkspace } from '../api.ts'
import { WheelMark } from '../charts/wheel-mark.tsx'
import type { Icon } from '../ui/button.tsx'
import { Button, Notice, cx, useProblemWords, useWords } from '../ui/index.ts'
import { StepHeading } from './step-marks.tsx'

/** The workspace stands; how to begin is up to them, and nothing of it has to be now. */
export function DoorsStep({ slug, workspaceId }: { slug: string; workspaceId: string }) {
  const { t } = useWords()
  const say = useProblemWords()
  const navigate = useNavigate()
  const addressOf = (path: string) => `/w/${slug}/${path}`
  const sample = useMutation({
    mutationFn: () => {
      chooseWorkspace(workspaceId)
      return call(loadSample, { body: {} })
    },
    onSuccess: () => navigate({ to: addressOf('today') }),
  })
  return (
    <div className="m-auto w-full max-w-200 animate-appear">
      <WheelMark size={56} className="mb-5" />
      <StepHeading title={t('access.doors.title')}>{t('access.doors.more')}</StepHeading>
      {sample.isError && <Notice tone="bad">{say(sample.error)}</Notice>}
      <ul className="grid gap-3 tablet:grid-cols-2">
        {(['import', 'prospects', 'archive'] as const).map((id) => (
          <li key={id}>
            <Link to={addressOf(id === 'archive' ? 'settings/export' : id)} className={doorClass}>
              <DoorFace id={id} />
            </Link>
          </li>
        ))}
        <li>
          <button
            type="button"
            disabled={sample.isPending}
            aria-busy={sample.isPending}
            onClick={() => sample.mutate()}
            className={cx(doorClass, 'w-full text-start', sample.isPending && 'animate-breathe')}
          >
            <DoorFace id="sample" />
          </button>
        </li>
      </ul>
      <div className="mt-6 flex justify-center">
        <Button variant="quiet" onPress={() => void navigate({ to: addressOf('today') })}>
          {t('access.doors.look')}
        </Button>
      </div>
    </div>
  )
}

const icons = {
  import: IconFileImport,
  prospects: IconUsersPlus,
  sample: IconBuildingStore,
  archive: IconFileZip,
} as const satisfies Record<string, Icon>

const doorClass =
  'card flex h-full cursor-pointer flex-col gap-1 p-5 transition-colors hover:border-accent hover:bg-accent-soft'

function DoorFace({ id }: { id: keyof typeof icons }) {
  const { t } = useWords()
  const Glyph = icons[id]
  return (
    <>
      <Glyph size={24} stroke={1.5} className="mb-3 text-accent" />
      <span className="text-15 font-semibold">{t(`access.doors.${id}`)}</span>
      <span className="text-ink-2">{t(`access.doors.${id}.more`)}</span>
    </>
  )
}
