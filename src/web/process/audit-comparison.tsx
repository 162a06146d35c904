import type { ProcessAudit } from '../../contract/process-audits.ts'
import type { MapStage, ProcessMapFigures } from '../../contract/process-map.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'

interface AuditComparisonProps {
  readonly now: ProcessMapFigures
  readonly former: NonNullable<ProcessAudit['former']>
}

/** The stages of an audit beside those of the one before, stage by stage. */
export function AuditComparison({ now, former }: AuditComparisonProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const columns = useColumns(now.byDay, former)
  return (
    <section className="card break-inside-avoid p-4">
      <h4 className="mb-2 font-semibold">{t('processes.audits.former', { day: day(former.asOf) })}</h4>
      <Table
        label={t('processes.audits.former', { day: day(former.asOf) })}
        columns={columns}
        rows={now.stages}
        rowKey={({ key }) => key}
      />
      <p className="mt-2 text-12 text-ink-2">{t('processes.audits.former.read')}</p>
    </section>
  )
}

interface Told {
  readonly text: string
  readonly range?: string
}

function useColumns(byDay: number, former: AuditComparisonProps['former']): Column<MapStage>[] {
  const { t } = useWords()
  const { number } = useFormats()
  const { days, share, daysRange, shareRange } = useEstimateWords()
  const before = new Map(former.report.map.stages.map((stage) => [stage.key, stage]))
  const beside = (key: string, title: string, tell: (stage: MapStage) => Told): Column<MapStage> => ({
    key,
    title,
    isNumber: true,
    cell: (stage) => {
      const was = before.get(stage.key)
      return <Beside now={tell(stage)} before={was ? tell(was).text : '–'} />
    },
  })
  return [
    {
      key: 'stage',
      title: t('insights.column.stage'),
      isRowHeader: true,
      cell: ({ name }) => <span dir="auto">{name}</span>,
    },
    beside('time', t('insights.funnel.time'), ({ duration: { median } }) => ({
      text: median.value === null ? '–' : days(median.value),
      range: daysRange(median),
    })),
    beside('goes-on', t('insights.funnel.conversion', { days: byDay }), ({ conversion }) => ({
      text: share(conversion.estimate),
      range: shareRange({ ...conversion, value: conversion.estimate }),
    })),
    beside('per-month', t('processes.map.per-month'), ({ perMonth }) => ({ text: number(perMonth.estimate ?? 0, 1) })),
    beside('open', t('insights.funnel.open'), ({ open }) => ({ text: number(open) })),
  ]
}

function Beside({ now: { text, range }, before }: { readonly now: Told; readonly before: string }) {
  const { t } = useWords()
  return (
    <span className="inline-flex flex-col items-end">
      <bdi className="font-semibold">{text}</bdi>
      {range && <bdi className="text-11 text-ink-2">{range}</bdi>}
      <span className="text-11 text-ink-2">{t('processes.audits.before', { value: before })}</span>
    </span>
  )
}
