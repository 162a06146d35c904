import type { Letter, Said } from '../../kernel/mail.ts'
import { languageFacts } from '../../../words/languages.ts'

/** A letter as plain text. */
export function textOf({ heading, paragraphs, sections = [], action, footer, stop }: Letter): string {
  const parts = [
    heading,
    ...paragraphs,
    ...sections.map(({ title, lines }) => [title, ...lines.map(plainLine)].join('\n')),
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    `-- \n${footer}`,
    ...(stop ? [`${stop.label}:\n${stop.url}`] : []),
  ]
  return `${parts.join('\n\n')}\n`
}

function plainLine(line: readonly Said[]): string {
  // Without the sign that holds a range together: some mail programs show it.
  const text = line.map(({ text: said }) => said.replaceAll('\u2060', '')).join(' · ')
  const urls = line.flatMap(({ url }) => (url === undefined ? [] : [`  ${url}`]))
  return [`- ${text}`, ...urls].join('\n')
}

/** A letter as HTML: tables and inline styles, because that is what mail programs read. No picture from anywhere. */
export function htmlOf(letter: Letter): string {
  const { language, subject, heading, paragraphs, sections = [], action, footer, stop } = letter
  const dir = languageFacts[language].direction
  const start = dir === 'rtl' ? 'right' : 'left'
  const font =
    "font-family:Inter,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans Hebrew','Noto Sans Thai',sans-serif"
  const paragraph = (text: string) =>
    `<p style="margin:0 0 16px;font-size:15px;line-height:1.6;color:#3b4252">${escaped(text)}</p>`
  const button = action
    ? `<p style="margin:24px 0"><a href="${escaped(action.url)}" style="display:inline-block;padding:11px 20px;border-radius:8px;background:#3d5afe;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none">${escaped(action.label)}</a></p>
<p style="margin:0 0 16px;font-size:12px;line-height:1.5;color:#6b7280;word-break:break-all" dir="ltr" align="${start}">${escaped(action.url)}</p>`
    : ''
  return `<!doctype html>
<html lang="${language}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;background:#f4f5f8;${font}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" dir="${dir}"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;background:#ffffff;border:1px solid #e3e6ee;border-radius:14px"><tr><td align="${start}" style="padding:32px;${font}">
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;color:#111827">${escaped(heading)}</h1>
${paragraphs.map(paragraph).join('\n')}
${sections.map(sectionOf).join('\n')}
${button}
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #e3e6ee;font-size:12px;line-height:1.5;color:#6b7280">${escaped(footer)}${stop ? `<br>${link(stop.label, stop.url)}` : ''}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`
}

/** So much fits beside something else on a telephone. */
const mostInOneLine = 20

function sectionOf({ title, lines }: NonNullable<Letter['sections']>[number]): string {
  const items = lines.map((line) => {
    const said = line.map(({ text, url }) => {
      const isShort = text.length <= mostInOneLine
      return `<bdi${isShort ? ' style="white-space:nowrap"' : ''}>${url === undefined ? kept(text) : link(text, url)}</bdi>`
    })
    return `<li style="margin:0 0 6px">${said.join('&nbsp;· ')}</li>`
  })
  return `<h2 style="margin:24px 0 8px;font-size:16px;line-height:1.4;color:#111827">${escaped(title)}</h2>
<ul style="margin:0;padding:0 20px;font-size:15px;line-height:1.6;color:#3b4252">${items.join('\n')}</ul>`
}

function link(text: string, url: string): string {
  return `<a href="${escaped(url)}" style="color:#2f4ae0">${kept(text)}</a>`
}

/** From one isolated number to another, both isolated as a whole. */
const ranges = /\u2066(?:[^\u2066-\u2069\n]|\u2068[^\u2066-\u2069\n]*\u2069){1,60}\u2069/g

/** Text whose ranges stay in one line: they come isolated, and what holds them together on a screen not every mail program heeds. */
function kept(text: string): string {
  return escaped(text).replace(ranges, '<span style="white-space:nowrap">$&</span>')
}

function escaped(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}
