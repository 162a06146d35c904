import type { CallSheet } from '../../contract/call-sheets.ts'
import { dayOf } from '../people/day-of.ts'
import { questionText } from '../playbooks/question-text.ts'
import { useToday } from '../people/use-today.ts'
import { useSession } from '../shell/session.ts'
import { Ago, Badge, Day, useFormats, useWords } from '../ui/index.ts'
import { CardMarks, CardTexts } from './card-text.tsx'
import { SheetPart } from './sheet-part.tsx'

interface PartProps {
  readonly sheet: CallSheet
}

/** Who may be on the line, the committee first. */
export function People({ sheet: { people } }: PartProps) {
  const { t } = useWords()
  return (
    <SheetPart title={t('research.sheet.people')}>
      {people.length === 0 && <p className="text-ink-3">{t('research.sheet.people.none')}</p>}
      <ul className="flex flex-col gap-2">
        {people.map(({ id, name, title, role, phone, email }) => (
          <li key={id}>
            <p className="flex flex-wrap items-center gap-x-2">
              <bdi className="font-medium">{name}</bdi>
              {title && <bdi className="text-ink-2">{title}</bdi>}
              {role && <Badge tone="accent">{t(`codes.stakeholder_role.${role}`)}</Badge>}
            </p>
            <p className="flex flex-wrap gap-x-3 text-12">
              {phone && (
                <a href={`tel:${phone}`} dir="ltr" className="text-accent hover:underline">
                  {phone}
                </a>
              )}
              {email && (
                <a href={`mailto:${email}`} dir="ltr" className="text-accent wrap-anywhere hover:underline">
                  {email}
                </a>
              )}
            </p>
          </li>
        ))}
      </ul>
    </SheetPart>
  )
}

/** What the buyer waits for, what comes next, what stands between. */
export function Open({ sheet: { deal, promises, objections } }: PartProps) {
  const { t } = useWords()
  const { instant } = useFormats()
  const today = useToday()
  const { timeZone } = useSession().workspace
  const isEmpty = !deal?.nextStep && promises.length === 0 && objections.length === 0
  return (
    <SheetPart title={t('research.sheet.open')}>
      {isEmpty && <p className="text-ink-3">{t('research.sheet.open.none')}</p>}
      {promises.map((promise) => (
        <p key={promise.id} className="flex flex-wrap items-center gap-x-2">
          <span className="text-12 text-ink-2">{t('research.sheet.promised')}</span>
          <bdi className="wrap-anywhere">{promise.text}</bdi>
          <bdi className="text-12 text-ink-2">{instant(promise.dueAt)}</bdi>
          {dayOf(promise.dueAt, timeZone) < today && <Badge tone="bad">{t('outreach.promise.late')}</Badge>}
        </p>
      ))}
      {deal?.nextStep && (
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="text-12 text-ink-2">{t('research.sheet.next')}</span>
          <bdi className="wrap-anywhere">{deal.nextStep.text}</bdi>
          <span className="text-12 text-ink-2">
            <Day value={deal.nextStep.on} />
          </span>
        </p>
      )}
      {objections.map(({ id, kind, words, raisedAt }) => (
        <p key={id} className="flex flex-wrap items-center gap-x-2">
          <Badge tone="warn">{t(`codes.objection-kind.${kind}`)}</Badge>
          {words && <bdi className="wrap-anywhere">{words}</bdi>}
          <span className="text-12 text-ink-2">
            <Ago value={raisedAt} />
          </span>
        </p>
      ))}
    </SheetPart>
  )
}

/** The stage’s script, with what it is for. */
export function Say({ sheet: { stage } }: PartProps) {
  const { t } = useWords()
  if (!stage) return null
  const { name, purpose, buyerStep, script, dos, donts } = stage
  return (
    <SheetPart title={t('research.sheet.say', { stage: name })}>
      {purpose && <p className="text-ink-2">{purpose}</p>}
      {script && (
        <p dir="auto" className="leading-relaxed wrap-anywhere whitespace-pre-line">
          {script}
        </p>
      )}
      {dos.length + donts.length > 0 && (
        <div className="grid gap-x-4 gap-y-2 tablet:grid-cols-2">
          <Advice title={t('playbooks.dos')} lines={dos} />
          <Advice title={t('playbooks.donts')} lines={donts} />
        </div>
      )}
      {buyerStep && (
        <p className="text-ink-2">
          {t('research.sheet.buyer')} <bdi>{buyerStep}</bdi>
        </p>
      )}
    </SheetPart>
  )
}

function Advice({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <div>
      <h3 className="text-12 text-ink-2">{title}</h3>
      <ul className="list-inside list-disc">
        {lines.map((line) => (
          <li key={line} dir="auto">
            {line}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What nobody knows yet, as things to bring out, with the questions that lead there. */
export function BringOut({ sheet: { gaps, deal, stage } }: PartProps) {
  const { t, language } = useWords()
  const questions = stage?.questions ?? []
  if (!deal && questions.length === 0) return null
  const isWhole = gaps.aspects.length === 0 && gaps.criteria.length === 0 && questions.length === 0
  return (
    <SheetPart title={t('research.sheet.gaps')}>
      {isWhole && <p className="text-ok">{t('research.sheet.gaps.none')}</p>}
      <ul className="grid list-inside list-disc gap-x-4 gap-y-1 tablet:grid-cols-2">
        {gaps.aspects.map((aspect) => (
          <li key={aspect}>{t(`codes.aspect.${aspect}`)}</li>
        ))}
        {gaps.criteria.map(({ key, kind, text }) => (
          <li key={key}>{text === null ? t(`codes.criterion.${kind}`) : <bdi>{text}</bdi>}</li>
        ))}
      </ul>
      <ul className="flex flex-col gap-1">
        {questions.map((question) => {
          const said = questionText(question, language)
          return (
            <li key={question.key} className="flex items-baseline gap-2">
              <span lang={said.language} dir="auto" className="min-w-0 flex-1 wrap-anywhere">
                {said.text}
              </span>
              {question.isMust && <Badge tone="warn">{t('playbooks.must')}</Badge>}
            </li>
          )
        })}
      </ul>
    </SheetPart>
  )
}

export function Touches({ sheet: { touches } }: PartProps) {
  const { t } = useWords()
  return (
    <SheetPart title={t('research.sheet.touches')}>
      {touches.length === 0 && <p className="text-ink-3">{t('research.sheet.touches.none')}</p>}
      <ul className="flex flex-col gap-2">
        {touches.map((touch) => (
          <li key={touch.id}>
            <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
              <span className="font-medium text-ink">{t(`codes.channel.${touch.channel}`)}</span>
              <span>{t(`codes.touch-outcome.${touch.outcome}`)}</span>
              <Ago value={touch.occurredAt} />
              {touch.people.map(({ id, name }) => (
                <bdi key={id}>{name}</bdi>
              ))}
            </p>
            {touch.words && (
              <p dir="auto" className="wrap-anywhere whitespace-pre-line">
                {touch.words}
              </p>
            )}
          </li>
        ))}
      </ul>
    </SheetPart>
  )
}

/** What buyers of the like object to, with what has helped. */
export function Likely({ sheet: { likely } }: PartProps) {
  const { t, language } = useWords()
  if (likely.length === 0) return null
  return (
    <SheetPart title={t('research.sheet.likely')}>
      <ul className="flex flex-col gap-3">
        {likely.map(({ kind, count, answers }) => (
          <li key={kind} className="break-inside-avoid">
            <p className="flex flex-wrap items-center gap-x-2">
              <span className="font-medium">{t(`codes.objection-kind.${kind}`)}</span>
              {count > 0 && <span className="text-12 text-ink-2">{t('research.sheet.raised', { count })}</span>}
            </p>
            {answers.length === 0 && <p className="text-ink-3">{t('research.sheet.no-answer')}</p>}
            {answers.map((answer) => {
              const text = answer.texts.find((each) => each.language === language) ?? answer.texts[0]
              return (
                <div key={answer.id} className="border-s-2 border-line ps-3">
                  <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
                    <bdi>{answer.title}</bdi>
                    {answer.given > 0 &&
                      t('objections.answers.worked', { overcame: answer.overcame, given: answer.given })}
                  </p>
                  <p lang={text?.language} dir="auto" className="wrap-anywhere whitespace-pre-line">
                    {text?.text}
                  </p>
                </div>
              )
            })}
          </li>
        ))}
      </ul>
    </SheetPart>
  )
}

export function SheetCards({ sheet: { cards } }: PartProps) {
  const { t } = useWords()
  if (cards.length === 0) return null
  return (
    <SheetPart title={t('research.deal-cards')}>
      <ul className="flex flex-col gap-4">
        {cards.map((card) => (
          <li key={card.id} className="flex break-inside-avoid flex-col gap-1">
            <p className="flex flex-wrap items-center gap-x-2">
              <span className="text-12 text-ink-2">{t(`research.why.${card.why}`)}</span>
              <bdi className="font-medium">{card.title}</bdi>
              <CardMarks card={card} />
            </p>
            <CardTexts card={card} />
          </li>
        ))}
      </ul>
    </SheetPart>
  )
}
