/** Of nothing there is. */
export const randomId = '019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0e'
