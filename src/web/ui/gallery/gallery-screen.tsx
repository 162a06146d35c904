import { useState } from 'react'
import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { Problem } from '../../api.ts'
import { NewDealButton, Page } from '../../shell/page.tsx'
import {
  Avatar,
  Badge,
  Button,
  Card,
  Checkbox,
  Chip,
  ComboBox,
  DateField,
  Dialog,
  EmptyState,
  ErrorState,
  Form,
  IconButton,
  Loading,
  Menu,
  MenuItem,
  MenuSeparator,
  Money,
  MoneyField,
  Notice,
  NumberField,
  Popover,
  RadioCards,
  SegmentedControl,
  SelectField,
  SidePanel,
  Skeleton,
  Switch,
  Table,
  Tabs,
  TextField,
  toast,
  Day,
  Ago,
  Percent,
} from '../index.ts'
import { GalleryCharts, columns } from './gallery-charts.tsx'

const options = [
  { id: 'se', label: 'Sverige' },
  { id: 'il', label: 'ישראל' },
  { id: 'th', label: 'ประเทศไทย', hint: 'Bangkok' },
]
const refused = new Problem({ code: 'invalid', fields: [{ field: 'email', code: 'format' }] })

export function GalleryScreen() {
  const [view, setView] = useState<'wheel' | 'table'>('wheel')
  const [isPanelOpen, setPanelOpen] = useState(false)
  const [isDialogOpen, setDialogOpen] = useState(false)
  return (
    <Page
      title="Gallery"
      views={
        <SegmentedControl
          label="View"
          value={view}
          onChange={setView}
          options={[
            { value: 'wheel', label: 'Wheel' },
            { value: 'table', label: 'Table' },
          ]}
        />
      }
      filters={
        <Popover
          label="Filter"
          trigger={
            <Button variant="quiet" icon={IconFilter} shortcut="/">
              Filter
            </Button>
          }
        >
          <SelectField label="Country" options={options} />
        </Popover>
      }
      primary={<NewDealButton />}
    >
      <div className="grid gap-4">
        <GalleryCharts />
        <div style={columns(380)}>
          <Controls onPanel={() => setPanelOpen(true)} onDialog={() => setDialogOpen(true)} />
          <Fields />
          <States />
        </div>
      </div>
      <Overlays isPanelOpen={isPanelOpen} isDialogOpen={isDialogOpen} onPanel={setPanelOpen} onDialog={setDialogOpen} />
    </Page>
  )
}

interface OverlaysProps {
  readonly isPanelOpen: boolean
  readonly isDialogOpen: boolean
  readonly onPanel: (isOpen: boolean) => void
  readonly onDialog: (isOpen: boolean) => void
}

function Overlays({ isPanelOpen, isDialogOpen, onPanel, onDialog }: OverlaysProps) {
  return (
    <>
      {isPanelOpen && (
        <SidePanel title="Nordlys – pilot" label="Deal Nordlys – pilot" onClose={() => onPanel(false)}>
          <Tabs
            label="Parts"
            tabs={[
              { id: 'a', title: 'Timeline', content: <Skeleton /> },
              { id: 'b', title: 'People', content: 'People' },
            ]}
          />
        </SidePanel>
      )}
      <Dialog title="Close the deal as lost" isOpen={isDialogOpen} onClose={() => onDialog(false)}>
        <Form
          onSubmit={() => onDialog(false)}
          actions={
            <>
              <Button variant="plain" onPress={() => onDialog(false)}>
                Cancel
              </Button>
              <Button variant="danger" type="submit">
                Lose
              </Button>
            </>
          }
        >
          <SelectField label="Reason" options={options} isRequired />
          <TextField label="Note" rows={3} />
        </Form>
      </Dialog>
    </>
  )
}

function Controls({ onPanel, onDialog }: { onPanel: () => void; onDialog: () => void }) {
  return (
    <Card title="Controls" actions={<IconButton icon={IconDots} label="Actions" shortcut="." />}>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" shortcut="C">
          Primary
        </Button>
        <Button onPress={onDialog}>Dialog</Button>
        <Button variant="quiet" onPress={onPanel}>
          Panel
        </Button>
        <Button variant="danger" icon={IconTrash}>
          Delete
        </Button>
        <Button isPending>Saving</Button>
        <Button isDisabled>Disabled</Button>
        <Button onPress={() => toast({ text: 'Nordlys – pilot moved to Qualification', onUndo: () => undefined })}>
          Toast
        </Button>
        <Menu label="Actions" trigger={<Button>Menu</Button>}>
          <MenuItem shortcut="]">Move to next stage</MenuItem>
          <MenuItem>Assign…</MenuItem>
          <MenuSeparator />
          <MenuItem isDanger>Lose</MenuItem>
        </Menu>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Badge>open</Badge>
        <Badge tone="accent">new</Badge>
        <Badge tone="ok">won</Badge>
        <Badge tone="warn">late</Badge>
        <Badge tone="bad">lost</Badge>
        <Chip onRemove={() => undefined}>Nordics</Chip>
        <Avatar name="Ada Lindqvist" />
        <Avatar name="נועה כהן" size="large" />
        <Avatar name="เกศินี ใจดี" />
      </div>
      <Checkbox defaultSelected>Show those won</Checkbox>
      <Checkbox isIndeterminate>All of them</Checkbox>
      <Switch defaultSelected>Single keys</Switch>
      <Deals />
    </Card>
  )
}

function Deals() {
  return (
    <Table
      label="Deals"
      rowKey={({ name }) => name}
      rows={[
        { name: 'Nordlys – pilot', minor: 1_250_000 },
        { name: 'מדידה – פיילוט', minor: 99_050 },
      ]}
      columns={[
        { key: 'name', title: 'Deal', cell: ({ name }) => name, isRowHeader: true },
        {
          key: 'amount',
          title: 'Amount',
          cell: ({ minor }) => <Money value={{ minor, currency: 'EUR' }} />,
          isNumber: true,
        },
        { key: 'day', title: 'Expected', cell: () => <Day value="2026-03-02" />, isNumber: true },
        { key: 'ago', title: 'Touched', cell: () => <Ago value="2026-01-01T10:00:00Z" />, isNumber: true },
        { key: 'share', title: 'Chance', cell: () => <Percent value={0.23} />, isNumber: true },
      ]}
    />
  )
}

function Fields() {
  return (
    <Card title="Fields">
      <Form
        onSubmit={() => undefined}
        problem={refused}
        actions={
          <Button variant="primary" type="submit">
            Save
          </Button>
        }
      >
        <TextField label="Name" name="name" defaultValue="Ada Lindqvist" />
        <TextField label="E-mail" name="email" type="email" defaultValue="ada@" description="Only for signing in." />
        <div className="grid gap-4 tablet:grid-cols-2">
          <NumberField label="Quantity" defaultValue={1200} />
          <MoneyField label="Amount" currency="EUR" defaultValue={1_250_050} />
          <DateField label="Expected" defaultValue="2026-03-02" />
          <SelectField label="Country" options={options} defaultValue="th" />
        </div>
        <ComboBox label="Company" options={options} placeholder="Search" />
        <RadioCards
          label="Process"
          defaultValue="seven"
          columns={2}
          options={[
            { value: 'seven', title: 'Seven steps', description: 'From prospecting to care.' },
            { value: 'four', title: 'Four steps', description: 'Short and personal.' },
          ]}
        />
      </Form>
    </Card>
  )
}

function States() {
  return (
    <Card title="States">
      <Notice tone="warn" action={<Button>Plan</Button>}>
        No next step planned
      </Notice>
      <Notice tone="ok">Imported 8,800 deals</Notice>
      <EmptyState action={<Button variant="primary">Import a file</Button>}>There are no deals yet.</EmptyState>
      <Loading />
      <ErrorState error={new Problem({ code: 'forbidden', requestId: 'req-1' })} onRetry={() => undefined} />
    </Card>
  )
}
