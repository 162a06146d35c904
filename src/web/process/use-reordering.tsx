import { DropIndicator, useDragAndDrop } from 'react-aria-components/useDragAndDrop'

interface Ordered {
  readonly key: string
  readonly name: string
}

/**
 * Rows that are dragged by mouse, touch or keyboard to another place among them.
 * @param last what stays behind all others
 */
export function useReordering(rows: readonly Ordered[], onMove: (key: string, to: number) => void, last?: string) {
  const { dragAndDropHooks } = useDragAndDrop({
    getDropOperation: (target) =>
      target.type === 'root' || (target.key === last && target.dropPosition !== 'before') ? 'cancel' : 'move',
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': rows.find((row) => row.key === key)?.name ?? '' })),
    onReorder: ({ keys, target }) => {
      const [moved] = keys
      const from = rows.findIndex(({ key }) => key === moved)
      const at = rows.findIndex(({ key }) => key === target.key)
      if (from === -1 || at === -1) return
      const gap = target.dropPosition === 'before' ? at : at + 1
      onMove(String(moved), gap > from ? gap - 1 : gap)
    },
    renderDropIndicator: (target) => (
      <DropIndicator target={target} className="h-0.5 rounded-full outline-none data-drop-target:bg-accent" />
    ),
  })
  return dragAndDropHooks
}
