import type { Preset } from './preset.ts'

/** Exports with labels or with the names of fields (`accountName`, `billingAddressCity`). */
export const espocrm: Preset = {
  system: 'espocrm',
  files: [
    {
      kind: 'deals',
      known: `
        Name, Account, Stage, Close Date, Assigned User
        name, accountName, stage, closeDate
        accountId, stage, amountCurrency
        Name, Stage, Amount Currency
      `,
      fields: `
        externalId         ID
        name               Name
        company            Account, accountName, Account Name
        companyExternalId  accountId, Account ID
        person             contactName, Contact, Contacts, contactsNames
        personExternalId   contactId, contactsIds
        owner              Assigned User, assignedUserName, Assigned User Name
        ownerExternalId    assignedUserId, Assigned User ID
        amount             Amount
        currency           Amount Currency
        stage              Stage
        probability        Probability, Probability, %
        source             Lead Source
        openedOn           Created At
        closedOn           Close Date
        note               Description
      `,
    },
    {
      kind: 'people',
      known: `
        First Name, Last Name, Account, Assigned User
        firstName, lastName, accountName
        firstName, lastName, addressCity
        Last Name, Address Street, Assigned User
      `,
      fields: `
        externalId         ID
        name               Name
        firstName          First Name
        middleName         Middle Name
        lastName           Last Name
        title              Title, accountTitle, Account Title, Job Title
        email              Email, emailAddress, Email Address
        phone              Phone, phoneNumber, Phone Number
        street             Address Street, addressStreet, Street
        city               Address City, addressCity, City
        region             Address State, addressState, State
        postalCode         Address Postal Code, addressPostalCode, Postal Code
        country            Address Country, addressCountry, Country
        company            Account, accountName, Account Name
        companyExternalId  accountId, Account ID
        owner              Assigned User, assignedUserName
        ownerExternalId    assignedUserId
        source             Lead Source, Source
        note               Description
      `,
    },
    {
      kind: 'companies',
      known: `
        Name, Billing Address City, Assigned User
        name, billingAddressCity
        Name, Website, Sic Code
        Name, Billing Address Street
      `,
      fields: `
        externalId           ID
        name                 Name
        domain               Website
        phone                Phone, phoneNumber, Phone Number
        email                Email, emailAddress
        street               Billing Address Street, billingAddressStreet
        city                 Billing Address City, billingAddressCity
        region               Billing Address State, billingAddressState
        postalCode           Billing Address Postal Code, billingAddressPostalCode
        country              Billing Address Country, billingAddressCountry
        street.delivery      Shipping Address Street, shippingAddressStreet
        city.delivery        Shipping Address City, shippingAddressCity
        region.delivery      Shipping Address State, shippingAddressState
        postalCode.delivery  Shipping Address Postal Code, shippingAddressPostalCode
        country.delivery     Shipping Address Country, shippingAddressCountry
        sector               Industry
        owner                Assigned User, assignedUserName
        ownerExternalId      assignedUserId
        note                 Description
      `,
    },
    {
      kind: 'activities',
      known: `
        Name, Parent, Date Start, Assigned User
        name, parentName, dateStart
        name, parentId, dateStart
      `,
      fields: `
        externalId         ID
        type               Direction
        subject            Name
        note               Description
        happenedOn         Date Start, dateStart
        dueOn              Date End, dateEnd
        status             Status
        direction          direction
        duration           Duration, duration
        dealExternalId     parentId, Parent ID
        deal               Parent, parentName
        companyExternalId  accountId
        company            Account, accountName
        owner              Assigned User, assignedUserName
      `,
    },
  ],
}
