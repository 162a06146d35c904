import type { DropItem } from 'react-aria-components/useDragAndDrop'

/** What a card carries while it is dragged: the id of its deal. */
export const dragType = 'application/x-rondo-deal'

/** The deal that was dropped. */
export async function dragged(items: readonly DropItem[]): Promise<string | null> {
  const item = items.find((each) => each.kind === 'text' && each.types.has(dragType))
  return item?.kind === 'text' ? item.getText(dragType) : null
}
