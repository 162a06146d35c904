import type { Preset } from './preset.ts'

/** Lists exported to CSV: composite fields are `Name / First Name`, in older versions `Name First Name`. */
export const twenty: Preset = {
  system: 'twenty',
  files: [
    {
      kind: 'people',
      known: `
        Name / First Name, Name / Last Name
        Emails / Primary Email
        nameFirstName, nameLastName
        Id, Emails Primary Email
      `,
      fields: `
        externalId         Id
        firstName          Name / First Name, First Name
        lastName           Name / Last Name, Last Name
        title              Job Title
        email              Emails / Primary Email, Email
        email.other        Emails / Additional Emails
        phone              Phones / Primary Phone Number, Phone
        phone.other        Phones / Additional Phones
        linkedin           LinkedIn / Link URL, Linkedin / Primary Link URL, LinkedIn / URL, Linkedin
        city               City
        company            Company / Name, Company
        companyExternalId  Company Id, Company / Id
        note               Intro
      `,
    },
    {
      kind: 'companies',
      known: `
        Domain Name / Link URL
        Domain Name / Primary Link URL, Name
        Id, Ideal Customer Profile, Name
        Domain Name, Annual Recurring Revenue, Name
        ARR / Amount, Name
      `,
      fields: `
        externalId  Id
        name        Name
        domain      Domain Name / Link URL, Domain Name / Primary Link URL, Domain Name / URL, Domain Name
        street      Address / Address 1, Address / Address Street 1, Address
        street2     Address / Address 2, Address / Address Street 2
        city        Address / City, Address / Address City
        region      Address / State, Address / Address State
        postalCode  Address / Post Code, Address / Address Postcode
        country     Address / Country, Address / Address Country
        employees   Employees
        revenue     ARR / Amount, Annual Recurring Revenue / Amount, Annual Recurring Revenue
        owner       Account Owner, Account Owner / Name
      `,
    },
    {
      kind: 'deals',
      known: `
        Point of Contact Id, Stage
        Amount / Amount, Stage
        Amount / Currency, Close date
        Name, Point of Contact, Close date
      `,
      fields: `
        externalId         Id
        name               Name
        company            Company / Name, Company
        companyExternalId  Company Id, Company / Id
        person             Point of Contact, Point of Contact / Name
        personExternalId   Point of Contact Id, Point of Contact / Id
        owner              Owner, Owner / Name
        amount             Amount / Amount, Amount
        currency           Amount / Currency, Amount / Currency Code
        stage              Stage
        openedOn           Creation date, Created At
        closedOn           Close date
      `,
    },
  ],
}
