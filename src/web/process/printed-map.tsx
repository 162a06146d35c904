import type { ProcessVersion, Stage } from '../../contract/process.ts'
import type { MapStage } from '../../contract/process-map.ts'
import { stageColour, stageHue } from '../charts/index.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { useFormats, useWords } from '../ui/index.ts'
import type { FigureOf } from './map-query.ts'
import { CriterionWords, TouchpointWords, useTargetWords } from './stage-parts.tsx'

interface PrintedMapProps {
  readonly version: ProcessVersion
  readonly figureOf: FigureOf
}

/** The map on paper: a row a stage, small enough that seven stages fill one page. */
export function PrintedMap({ version: { stages }, figureOf }: PrintedMapProps) {
  const { t } = useWords()
  return (
    <table className="hidden w-full border-collapse text-[7pt] leading-[1.3] print:table">
      <thead>
        <tr>
          {columns.map((field) => (
            <th
              key={field}
              scope="col"
              className="border-b border-line-strong px-1.5 py-0.75 text-start font-medium text-ink-2"
            >
              {t(field === 'figures' ? 'processes.now' : `processes.field.${field}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stages.map((stage, index) => (
          <PrintedStage
            key={stage.key}
            stage={stage}
            index={index}
            total={stages.length}
            figures={figureOf(stage.key)}
          />
        ))}
      </tbody>
    </table>
  )
}

const columns = [
  'name',
  'purpose',
  'buyerStep',
  'touchpoints',
  'entryCriteria',
  'exitCriteria',
  'figures',
  'targets',
] as const

interface PrintedStageProps {
  readonly stage: Stage
  readonly index: number
  readonly total: number
  readonly figures: MapStage | undefined
}

function PrintedStage({ stage, index, total, figures }: PrintedStageProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const targetWords = useTargetWords()
  return (
    <tr className="break-inside-avoid border-b border-line align-top">
      <th scope="row" className="w-[12%] px-1.5 py-0.75 text-start font-semibold">
        <span
          className="me-1 inline-block size-2 rounded-full print:print-color-exact"
          style={{ background: stageColour(stageHue(index, total)) }}
        />
        {number(index + 1)} <bdi>{stage.name}</bdi>
        <span className="block font-normal text-ink-2">
          {stage.phases.map((phase) => t(`codes.phase.${phase}`)).join(' · ')}
        </span>
      </th>
      <td dir="auto" className="w-[16%] px-1.5 py-0.75">
        {stage.purpose}
      </td>
      <td dir="auto" className="w-[13%] px-1.5 py-0.75">
        {stage.buyerStep}
      </td>
      <td className="w-[12%] px-1.5 py-0.75">
        {stage.touchpoints.map((touchpoint) => (
          <div key={JSON.stringify(touchpoint)}>
            <TouchpointWords touchpoint={touchpoint} />
          </div>
        ))}
      </td>
      {(['entryCriteria', 'exitCriteria'] as const).map((list) => (
        <td key={list} className="w-[11%] px-1.5 py-0.75">
          {stage[list].length > 0 && stage.gate === 'enforce' && (
            <div className="font-medium">{t('codes.gate.enforce')}</div>
          )}
          {stage[list].map((criterion) => (
            <div key={criterion.key} dir="auto">
              ☐ <CriterionWords criterion={criterion} />
            </div>
          ))}
        </td>
      ))}
      <td className="w-[19%] px-1.5 py-0.75">{figures && <PrintedFigures stage={figures} />}</td>
      <td className="px-1.5 py-0.75">
        {targetWords(stage.targets).map((words) => (
          <div key={words}>{words}</div>
        ))}
      </td>
    </tr>
  )
}

/** The figures of a stage in three lines: where there is no estimate there is none. */
function PrintedFigures({ stage: { duration, conversion, reached, open } }: { stage: MapStage }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { days, share, daysRange, shareRange } = useEstimateWords()
  const { median } = duration
  return (
    <>
      {median.value !== null && (
        <div>{t('processes.now.days', { days: days(median.value), range: daysRange(median) })}</div>
      )}
      {conversion.estimate !== null && (
        <div>
          {t('processes.now.share', {
            share: share(conversion.estimate),
            range: shareRange({ ...conversion, value: conversion.estimate }),
          })}
        </div>
      )}
      <div>{t('processes.now.deals', { count: reached, shown: number(reached) })}</div>
      <div>{t('processes.now.open', { count: open, shown: number(open) })}</div>
    </>
  )
}
