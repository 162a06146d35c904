import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs'
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs'
import type { Translate } from '../../words/index.ts'
import { copyText, toast, useWords } from '../ui/index.ts'
import { IconButton } from '../ui/button.tsx'
import { CodeBlock } from './code-block.tsx'
import { curlOf } from './curl.ts'
import type { ApiDocument, Operation, Parameter } from './document.ts'
import { inline } from './markdown.tsx'
import { MethodBadge } from './method-badge.tsx'
import { Part } from './part.tsx'
import { FieldTable, SchemaTable } from './schema-table.tsx'
import { TryOut } from './try-out.tsx'

interface OperationViewProps {
  readonly operation: Operation
  readonly document: ApiDocument
}

/** One operation: what it needs, what it answers, how to call it. */
export function OperationView({ operation, document }: OperationViewProps) {
  const { t } = useWords()
  const { id, parameters, body, answer, errors } = operation
  const base = document.servers[0]?.url ?? ''
  return (
    <article aria-labelledby="operation" className="grid gap-x-8 wide:grid-cols-[minmax(0,1fr)_minmax(0,480px)]">
      <Head operation={operation} base={base} />
      <div className="flex min-w-0 flex-col gap-6">
        <Parameters parameters={parameters} />
        {body && (
          <Part title={t('reference.body')}>
            {body.isFile ? t('reference.body.file') : <SchemaTable schema={body.schema} label={t('reference.body')} />}
          </Part>
        )}
        <Part title={`${t('reference.answer')} ${answer.status}`}>
          {answer.type === 'application/json' ? (
            <SchemaTable schema={answer.schema} label={t('reference.answer')} isAnswer />
          ) : (
            <code dir="ltr" className="font-mono">
              {answer.type}
            </code>
          )}
        </Part>
        <Refusals codes={errors} document={document} />
      </div>
      <div className="mt-6 flex min-w-0 flex-col gap-6 wide:mt-0">
        <Part title="curl">
          <CodeBlock code={curlOf(operation, `${location.origin}${base}`)} label="curl" className="my-0" />
        </Part>
        <TryOut key={id} operation={operation} base={base} />
        {answer.example !== undefined && (
          <Part title={`${t('reference.example')}: ${t('reference.answer')}`}>
            <CodeBlock code={JSON.stringify(answer.example, null, 2)} label={t('reference.answer')} className="my-0" />
          </Part>
        )}
      </div>
    </article>
  )
}

function Head({ operation, base }: { operation: Operation; base: string }) {
  const { t } = useWords()
  const { id, method, path, summary } = operation
  return (
    <header className="mb-5 wide:col-span-2">
      <a href="#guide" className="mb-3 inline-flex min-h-6 items-center gap-1.5 text-ink-2 desktop:hidden">
        <IconArrowLeft size={16} className="rtl:rotate-180" />
        {t('reference.back')}
      </a>
      <div className="flex items-start gap-2">
        <h1 id="operation" className="min-w-0 flex-1 text-24 font-semibold wrap-anywhere">
          <bdi>{id}</bdi>
        </h1>
        <IconButton icon={IconLink} label={t('reference.link')} onPress={() => copyLink(id, t)} />
      </div>
      <p dir="ltr" className="mt-1 flex flex-wrap items-center gap-2 font-mono wrap-anywhere">
        <MethodBadge method={method} />
        {base}
        {path}
      </p>
      <p lang="en" dir="ltr" className="mt-3 max-w-170 text-15">
        {inline(summary)}
      </p>
      <p className="mt-2 flex items-center gap-1.5 text-ink-2">
        <IconLock size={15} className="shrink-0 text-ink-3" />
        {rightOf(operation, t)}
      </p>
    </header>
  )
}

function Parameters({ parameters }: { parameters: readonly Parameter[] }) {
  const { t } = useWords()
  return (['path', 'query', 'header'] as const).map((place) => {
    const here = parameters.filter((parameter) => parameter.in === place)
    if (here.length === 0) return null
    const title = t(`reference.part.${place}`)
    const fields = here.map(({ name, schema, required }) => ({ name, schema, isRequired: required, depth: 0 }))
    return (
      <Part key={place} title={title}>
        <FieldTable fields={fields} label={title} />
      </Part>
    )
  })
}

function Refusals({ codes, document }: { codes: readonly string[]; document: ApiDocument }) {
  const { t } = useWords()
  const known = codes
    .map((code) => ({ code, ...document['x-errors'][code] }))
    .sort((a, b) => (a.status ?? 0) - (b.status ?? 0))
  return (
    <Part title={t('reference.refusals')}>
      <dl className="divide-y divide-line rounded-3 border border-line">
        {known.map(({ code, status, when }) => (
          <div key={code} className="flex flex-wrap gap-x-3 px-3 py-1.5">
            <dt dir="ltr" className="font-mono text-12">
              <span className="text-ink-3">{status}</span>{' '}
              <a href={`#${code}`} className="font-medium text-accent hover:underline">
                {code}
              </a>
            </dt>
            <dd dir="auto" className="min-w-50 flex-1 text-12 text-ink-2">
              {when}
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}

function rightOf({ permission }: Operation, t: Translate): string {
  if (permission === 'anyone') return t('reference.right.anyone')
  if (permission === 'user') return t('reference.right.user')
  return t('reference.right', { right: permission })
}

function copyLink(id: string, t: Translate): void {
  const link = `${location.origin}/api#${id}`
  void copyText(link).then((isCopied) => toast({ text: isCopied ? t('reference.copied') : link }))
}
