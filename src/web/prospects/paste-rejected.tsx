import type { PasteResult } from '../../contract/lists.ts'
import { Button, Dialog, Table, useWords } from '../ui/index.ts'
import { Counts, FateBadge } from './paste-preview.tsx'

/** The rows that were left out, each with why: nothing disappears without a word. */
export function PasteRejected({ result: { counts, rejected }, onClose }: { result: PasteResult; onClose: () => void }) {
  const { t } = useWords()
  return (
    <Dialog title={t('prospects.rejected.title', { count: counts.rejected })} isOpen onClose={onClose}>
      <div className="mb-3">
        <Counts counts={counts} />
      </div>
      <div className="max-h-90 overflow-y-auto">
        <Table
          label={t('prospects.rejected.title', { count: counts.rejected })}
          columns={[
            { key: 'row', title: t('prospects.rejected.row'), cell: ({ row }) => row, isNumber: true },
            { key: 'text', title: t('prospects.rejected.text'), cell: ({ text }) => <bdi>{text}</bdi> },
            { key: 'fate', title: t('prospects.preview.fate'), cell: ({ fate }) => <FateBadge fate={fate} /> },
          ]}
          rows={rejected.slice(0, 200)}
          rowKey={({ row }) => String(row)}
        />
      </div>
      <div className="mt-4 flex justify-end">
        <Button variant="primary" onPress={onClose}>
          {t('prospects.close')}
        </Button>
      </div>
    </Dialog>
  )
}
