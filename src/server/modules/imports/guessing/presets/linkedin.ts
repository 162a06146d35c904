import type { Preset } from './preset.ts'

/** `Connections.csv` of the archive of one's own data. */
export const linkedin: Preset = {
  system: 'linkedin',
  files: [
    {
      kind: 'people',
      known: `
        First Name, Last Name, Connected On
      `,
      fields: `
        firstName  First Name
        lastName   Last Name
        linkedin   URL
        email      Email Address
        company    Company
        title      Position
      `,
    },
  ],
}
