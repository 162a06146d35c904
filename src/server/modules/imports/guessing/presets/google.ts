import type { Preset } from './preset.ts'

/** The old export (`Given Name`, `Phone 1 - Type`) and that of today (`First Name`, `Phone 1 - Label`). */
export const google: Preset = {
  system: 'google',
  files: [
    {
      kind: 'people',
      known: `
        E-mail 1 - Value
        Phone 1 - Value
        Given Name, Family Name, Group Membership
        First Name, Last Name, File As
        Phonetic First Name, Labels
      `,
      fields: `
        name            Name
        firstName       First Name, Given Name
        middleName      Middle Name, Additional Name
        lastName        Last Name, Family Name
        company         Organization Name, Organization 1 - Name
        title           Organization Title, Organization 1 - Title
        tags            Labels, Group Membership
        note            Notes
        email:#         E-mail # - Value
        emailKind:#     E-mail # - Label, E-mail # - Type
        phone:#         Phone # - Value
        phoneKind:#     Phone # - Label, Phone # - Type
        street:#        Address # - Street
        street2:#       Address # - Extended Address
        city:#          Address # - City
        region:#        Address # - Region
        postalCode:#    Address # - Postal Code
        country:#       Address # - Country
        addressKind:#   Address # - Label, Address # - Type
      `,
    },
  ],
}
