/**
 * The kit: the only controls that screens use. It owns how a control looks, is labelled, works by keyboard and reads in six languages; it
 * knows no deal and no stage. How to write a screen with it:
 *
 *   const { t } = useWords()                                   // all text: t('deals.move.title', { stage }); also direction, language
 *   const { money, day, percent, relative } = useFormats()     // text; or <Money value/>, <Day value/>, <Percent/>, <Ago/>, <Amount/> in JSX
 *   const board = useQuery({ queryKey: ['board'], queryFn: () => call(showBoard, { query }) })
 *   const move = useMutation({ mutationFn: (to) => call(moveDeal, { params, body, version }) })
 *   if (board.isPending) return <Loading />;  if (board.isError) return <ErrorState error={board.error} onRetry={board.refetch} />
 *   <Page title={t('…')} views={<SegmentedControl/>} filters={…} primary={<Button variant="primary" shortcut="C">…}>   (from shell/page.tsx)
 *
 * Fields take `label`, `name`, `description`, `isRequired`, `value`/`defaultValue`, `onChange(value)`. A `<Form onSubmit problem={move.error} actions>`
 * puts the API's refused fields beside the fields of the same `name` and any other refusal above the buttons. After an act:
 * `toast({ text, onUndo })`. Keys: `useShortcut({ keys: 'G B', label, run })`; single keys rest while somebody types.
 *
 * Looks: Tailwind names made of the tokens only: bg-surface bg-sunken bg-raised · text-ink text-ink-2 text-ink-3 · border-line · accent ok warn bad
 * (each with -soft) · text-11 12 13 15 18 24 32 · font-medium font-semibold · rounded-1…4 · shadow-card float dialog · p-1 = 4 px · `card`, `control` ·
 * breakpoints tablet: 640, desktop: 900, wide: 1240. Logical sides only (ps, pe, ms, me, start, end, text-start, text-end). Icons: one import each,
 * `import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'`.
 */
export { Ago, Amount, Day, Money, Percent } from '../words/formatted.tsx'
export { currencyDigits, useFormats } from '../words/formats.ts'
export { useWords } from '../words/language.tsx'
export { Button, IconButton, buttonClass } from './button.tsx'
export type { Icon } from './button.tsx'
export { Checkbox, RadioCards, Switch } from './choices.tsx'
export { ComboBox } from './combo-box.tsx'
export { copyText } from './copy-text.ts'
export { cx } from './cx.ts'
export { DateField } from './date-field.tsx'
export { Dialog } from './dialog.tsx'
export { EachLanguage } from './each-language.tsx'
export { Form } from './form.tsx'
export { Kbd } from './kbd.tsx'
export type { Option } from './list-box.tsx'
export { Avatar, Badge, Chip, Dot } from './marks.tsx'
export type { Tone } from './marks.tsx'
export { Menu, MenuItem, MenuSection, MenuSeparator, RowMenu } from './menu.tsx'
export { MoneyField, NumberField } from './number-field.tsx'
export { Popover } from './popover.tsx'
export { ErrorState, Notice, useProblemWords } from './problem.tsx'
export { ProgressBar } from './progress-bar.tsx'
export { saveFile } from './save-file.ts'
export { SegmentedControl } from './segmented-control.tsx'
export { SelectField } from './select-field.tsx'
export { useShortcut } from './shortcuts.ts'
export { focusBeside, rowInFocus } from './rows-by-key.ts'
export { SidePanel } from './side-panel.tsx'
export { Card, EmptyState, Loading, Skeleton } from './states.tsx'
export { Table } from './table.tsx'
export type { Column } from './table.tsx'
export { Tabs } from './tabs.tsx'
export { TextField } from './text-field.tsx'
export { themes, useTheme } from './theme.ts'
export { useCurrentInView } from './use-current-in-view.ts'
export { toast } from './toast.tsx'
export { Tooltip } from './tooltip.tsx'
export { VisuallyHidden } from './visually-hidden.tsx'
