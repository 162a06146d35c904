import type { LocalizedString } from '@internationalized/string'

const count = (value: unknown) => Number(value)

/**
 * React Aria's announcements in Thai, for the components Rondo uses. They stand here and not in a catalogue because their shape is the
 * package's: in the other five languages it brings them itself.
 */
export const thaiStrings: Record<string, Record<string, LocalizedString>> = {
  '@react-aria/autocomplete': { collectionLabel: 'คำแนะนำ' },
  '@react-aria/breadcrumbs': { breadcrumbs: 'เส้นทางนำทาง' },
  '@react-aria/calendar': {
    previous: 'ก่อนหน้า',
    next: 'ถัดไป',
    selectedDateDescription: (args) => `วันที่ที่เลือก: ${args?.['date']}`,
    selectedRangeDescription: (args) => `ช่วงวันที่ที่เลือก: ${args?.['dateRange']}`,
    todayDate: (args) => `วันนี้ ${args?.['date']}`,
    todayDateSelected: (args) => `วันนี้ ${args?.['date']} เลือกอยู่`,
    dateSelected: (args) => `${args?.['date']} เลือกอยู่`,
    startRangeSelectionPrompt: 'คลิกเพื่อเริ่มเลือกช่วงวันที่',
    finishRangeSelectionPrompt: 'คลิกเพื่อจบการเลือกช่วงวันที่',
    minimumDate: 'วันแรกที่เลือกได้',
    maximumDate: 'วันสุดท้ายที่เลือกได้',
    dateRange: (args) => `${args?.['startDate']} ถึง ${args?.['endDate']}`,
  },
  '@react-aria/combobox': {
    focusAnnouncement: (args) => {
      const group = args?.['isGroupChange']
        ? `เข้าสู่กลุ่ม ${args['groupTitle']} มี ${count(args['groupCount'])} ตัวเลือก `
        : ''
      return `${group}${args?.['optionText']}${args?.['isSelected'] ? ' เลือกอยู่' : ''}`
    },
    countAnnouncement: (args) => `มี ${count(args?.['optionCount'])} ตัวเลือก`,
    selectedAnnouncement: (args) => `${args?.['optionText']} เลือกแล้ว`,
    buttonLabel: 'แสดงคำแนะนำ',
    listboxLabel: 'คำแนะนำ',
  },
  '@react-aria/datepicker': {
    era: 'ศักราช',
    year: 'ปี',
    month: 'เดือน',
    day: 'วัน',
    hour: 'ชั่วโมง',
    minute: 'นาที',
    second: 'วินาที',
    dayPeriod: 'ก่อนเที่ยง/หลังเที่ยง',
    calendar: 'ปฏิทิน',
    startDate: 'วันที่เริ่ม',
    endDate: 'วันที่สิ้นสุด',
    weekday: 'วันในสัปดาห์',
    timeZoneName: 'เขตเวลา',
    selectedDateDescription: (args) => `วันที่ที่เลือก: ${args?.['date']}`,
    selectedRangeDescription: (args) => `ช่วงวันที่ที่เลือก: ${args?.['startDate']} ถึง ${args?.['endDate']}`,
    selectedTimeDescription: (args) => `เวลาที่เลือก: ${args?.['time']}`,
  },
  '@react-aria/dnd': {
    dragItem: (args) => `ลาก ${args?.['itemText']}`,
    dragSelectedItems: (args) => `ลาก ${count(args?.['count'])} รายการที่เลือก`,
    dragDescriptionKeyboard: 'กด Enter เพื่อเริ่มลาก',
    dragDescriptionKeyboardAlt: 'กด Alt + Enter เพื่อเริ่มลาก',
    dragDescriptionTouch: 'แตะสองครั้งเพื่อเริ่มลาก',
    dragDescriptionVirtual: 'คลิกเพื่อเริ่มลาก',
    dragDescriptionLongPress: 'กดค้างเพื่อเริ่มลาก',
    dragSelectedKeyboard: (args) => `กด Enter เพื่อลาก ${count(args?.['count'])} รายการที่เลือก`,
    dragSelectedKeyboardAlt: (args) => `กด Alt + Enter เพื่อลาก ${count(args?.['count'])} รายการที่เลือก`,
    dragSelectedLongPress: (args) => `กดค้างเพื่อลาก ${count(args?.['count'])} รายการที่เลือก`,
    dragStartedKeyboard: 'เริ่มลากแล้ว กด Tab เพื่อไปยังจุดวาง แล้วกด Enter เพื่อวาง หรือกด Escape เพื่อยกเลิก',
    dragStartedTouch: 'เริ่มลากแล้ว เลื่อนไปยังจุดวาง แล้วแตะสองครั้งเพื่อวาง',
    dragStartedVirtual: 'เริ่มลากแล้ว เลื่อนไปยังจุดวาง แล้วคลิกหรือกด Enter เพื่อวาง',
    endDragKeyboard: 'กำลังลาก กด Enter เพื่อยกเลิกการลาก',
    endDragTouch: 'กำลังลาก แตะสองครั้งเพื่อยกเลิกการลาก',
    endDragVirtual: 'กำลังลาก คลิกเพื่อยกเลิกการลาก',
    dropDescriptionKeyboard: 'กด Enter เพื่อวาง กด Escape เพื่อยกเลิกการลาก',
    dropDescriptionTouch: 'แตะสองครั้งเพื่อวาง',
    dropDescriptionVirtual: 'คลิกเพื่อวาง',
    dropCanceled: 'ยกเลิกการวางแล้ว',
    dropComplete: 'วางเรียบร้อย',
    dropIndicator: 'ตำแหน่งที่จะวาง',
    dropOnRoot: 'วางบนรายการนี้',
    dropOnItem: (args) => `วางบน ${args?.['itemText']}`,
    insertBefore: (args) => `แทรกก่อน ${args?.['itemText']}`,
    insertBetween: (args) => `แทรกระหว่าง ${args?.['beforeItemText']} กับ ${args?.['afterItemText']}`,
    insertAfter: (args) => `แทรกหลัง ${args?.['itemText']}`,
  },
  '@react-aria/grid': {
    deselectedItem: (args) => `ยกเลิกการเลือก ${args?.['item']} แล้ว`,
    select: 'เลือก',
    selectedCount: (args) =>
      count(args?.['count']) === 0 ? 'ไม่ได้เลือกรายการใด' : `เลือกแล้ว ${count(args?.['count'])} รายการ`,
    selectedAll: 'เลือกทุกรายการแล้ว',
    selectedItem: (args) => `เลือก ${args?.['item']} แล้ว`,
    longPressToSelect: 'กดค้างเพื่อเข้าสู่โหมดเลือก',
  },
  '@react-aria/gridlist': {
    hasActionAnnouncement: 'แถวนี้มีคำสั่ง',
    hasLinkAnnouncement: (args) => `แถวนี้มีลิงก์: ${args?.['link']}`,
  },
  '@react-aria/menu': { longPressMessage: 'กดค้างหรือกด Alt + ลูกศรลงเพื่อเปิดเมนู' },
  '@react-aria/numberfield': {
    decrease: (args) => `ลด ${args?.['fieldLabel']}`,
    increase: (args) => `เพิ่ม ${args?.['fieldLabel']}`,
    numberField: 'ช่องตัวเลข',
  },
  '@react-aria/overlays': { dismiss: 'ปิด' },
  '@react-aria/previewtrigger': { longPressMessage: 'กดค้างเพื่อดูตัวอย่าง' },
  '@react-aria/searchfield': { 'Clear search': 'ล้างคำค้น' },
  '@react-aria/spinbutton': { Empty: 'ว่าง' },
  '@react-aria/table': {
    select: 'เลือก',
    selectAll: 'เลือกทั้งหมด',
    sortable: 'คอลัมน์ที่เรียงลำดับได้',
    ascending: 'น้อยไปมาก',
    descending: 'มากไปน้อย',
    ascendingSort: (args) => `เรียงตาม ${args?.['columnName']} จากน้อยไปมาก`,
    descendingSort: (args) => `เรียงตาม ${args?.['columnName']} จากมากไปน้อย`,
    columnSize: (args) => `${args?.['value']} พิกเซล`,
    resizerDescription: 'กด Enter เพื่อปรับความกว้าง',
    expand: 'ขยาย',
    collapse: 'ย่อ',
  },
  '@react-aria/tag': { removeDescription: 'กด Delete เพื่อลบแท็ก', removeButtonLabel: 'ลบ' },
  '@react-aria/tree': { expand: 'ขยาย', collapse: 'ย่อ' },
  '@react-stately/datepicker': {
    rangeUnderflow: (args) => `ต้องเป็น ${args?.['minValue']} หรือหลังจากนั้น`,
    rangeOverflow: (args) => `ต้องเป็น ${args?.['maxValue']} หรือก่อนหน้านั้น`,
    rangeReversed: 'วันที่เริ่มต้องมาก่อนวันที่สิ้นสุด',
    unavailableDate: 'เลือกวันที่นี้ไม่ได้',
  },
}
