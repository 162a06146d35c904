import { Bars, StepCurve, Wheel, WheelCentre, stageColour, stageHue } from '../../charts/index.ts'
import { Card, useFormats, useWords } from '../index.ts'

const names = {
  en: [
    'Prospecting',
    'Preparation and first contact',
    'Qualification',
    'Presentation',
    'Objections',
    'Closing',
    'Care and referrals',
  ],
  he: [
    'איתור לקוחות',
    'הכנה ופנייה ראשונה',
    'בירור צרכים והתאמה',
    'הצגה והדגמה',
    'טיפול בהתנגדויות',
    'סגירת עסקה',
    'שירות והפניות',
  ],
  th: [
    'การหาลูกค้า',
    'การเตรียมตัวและการติดต่อครั้งแรก',
    'การคัดกรอง',
    'การนำเสนอ',
    'การตอบข้อโต้แย้ง',
    'การปิดการขาย',
    'การดูแลลูกค้าและการแนะนำต่อ',
  ],
}
// The build leaves the gallery's class names out of the page's styles, so its columns are written by hand.
export const columns = (least: number) => ({
  display: 'grid',
  gap: 16,
  gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${least}px), 1fr))`,
})

const counts = [184, 142, 96, 61, 38, 22, 17, 12, 5]
const medians = [9, 3, 7, 6, 5, 4, 7, 2, null]

const points = Array.from({ length: 45 }, (_, day) => {
  const estimate = Math.exp(-day / 18)
  return {
    day,
    estimate,
    low: Math.max(0, estimate - 0.07),
    high: Math.min(1, estimate + 0.07),
    atRisk: 300 - day * 6,
  }
})

export function GalleryCharts() {
  return (
    <>
      <Wheels />
      <Curves />
    </>
  )
}

function useStages() {
  const { language } = useWords()
  const known = language === 'he' || language === 'th' ? names[language] : names.en
  return (total: number, empty = false) =>
    Array.from({ length: total }, (_, index) => ({
      key: String(index),
      name: known[index % known.length] ?? '',
      count: empty ? 0 : (counts[index] ?? 0),
      medianDays: empty ? null : (medians[index] ?? null),
      hue: stageHue(index, total),
    }))
}

function Wheels() {
  const stages = useStages()
  const { percent } = useFormats()
  const centre = (
    <WheelCentre
      figure="41"
      unit="day cycle"
      note={
        <>
          <b>{percent(0.23)}</b> win rate
        </>
      }
    />
  )
  return (
    <div style={columns(560)}>
      <Card>
        <Wheel label="The cycle" stages={stages(7)} centre={centre} onOpen={() => undefined} />
      </Card>
      <Card>
        <Wheel label="Nine stages" stages={stages(9)} centre={centre} />
      </Card>
      <Card>
        <Wheel label="Four stages" stages={stages(4)} centre={centre} maximumRadius={120} />
      </Card>
      <Card>
        <Wheel label="Empty" stages={stages(5, true)} maximumRadius={120} />
      </Card>
    </div>
  )
}

function Curves() {
  const stages = useStages()
  const { percent } = useFormats()
  return (
    <div style={columns(420)}>
      <Card title="Time to signature">
        <StepCurve
          label="Time to signature"
          measure="still open"
          points={points}
          comparison={points.map((p) => ({ ...p, estimate: p.estimate ** 0.8 }))}
          medianDay={12}
          colour={stageColour(172)}
        />
      </Card>
      <Card title="Conversion between stages">
        <Bars
          label="Conversion"
          nameTitle="Stage"
          valueTitle="Advanced"
          bars={stages(7).map(({ key, name, hue }, index) => {
            const value = 0.9 - index * 0.09
            return {
              key,
              name,
              value,
              low: value - 0.05,
              high: value + 0.06,
              text: percent(value),
              colour: stageColour(hue),
              note: `n = ${counts[index]}`,
            }
          })}
          maximum={1}
          onOpen={() => undefined}
        />
      </Card>
    </div>
  )
}
