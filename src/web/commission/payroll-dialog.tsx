import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { downloadPayroll, downloadPayrollWorkbook, payrollRows } from '../../contract/commission.ts'
import { callForFile } from '../api.ts'
import { monthsLater } from '../people/day-of.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useToday } from '../people/use-today.ts'
import { DateField, SegmentedControl, saveFile, useWords } from '../ui/index.ts'

const formats = { xlsx: downloadPayrollWorkbook, csv: downloadPayroll } as const
type Format = keyof typeof formats
type Rows = (typeof payrollRows)[number]

/** The closed statements of periods that end within some days, as a file for payroll. */
export function PayrollDialog({ onClose }: { onClose: () => void }) {
  const { t, language } = useWords()
  const first = `${useToday().slice(0, 8)}01`
  const [from, setFrom] = useState<string | null>(monthsLater(first, -1))
  const [until, setUntil] = useState<string | null>(first)
  const [format, setFormat] = useState<Format>('xlsx')
  const [rows, setRows] = useState<Rows>('lines')
  const fetchFile = useMutation({
    mutationFn: async () =>
      saveFile(
        await callForFile(formats[format], { query: { from, until, rows, language } }),
        `commission-${from}.${format}`,
      ),
    onSuccess: onClose,
  })
  return (
    <FormDialog
      title={t('commission.payroll')}
      submit={t('commission.payroll.submit')}
      onSubmit={() => fetchFile.mutate()}
      problem={fetchFile.error}
      isPending={fetchFile.isPending}
      isDisabled={from === null || until === null}
      onClose={onClose}
    >
      <p className="text-ink-2">{t('commission.payroll.about')}</p>
      <div className="grid gap-4 tablet:grid-cols-2">
        <DateField label={t('commission.payroll.after')} name="from" value={from} onChange={setFrom} />
        <DateField label={t('commission.payroll.by')} name="until" value={until} onChange={setUntil} />
      </div>
      <SegmentedControl<Rows>
        label={t('commission.payroll.rows')}
        options={payrollRows.map((value) => ({ value, label: t(`commission.payroll.rows.${value}`) }))}
        value={rows}
        onChange={setRows}
      />
      <SegmentedControl<Format>
        label={t('commission.payroll.format')}
        options={[
          { value: 'xlsx', label: 'Excel' },
          { value: 'csv', label: 'CSV' },
        ]}
        value={format}
        onChange={setFormat}
      />
    </FormDialog>
  )
}
