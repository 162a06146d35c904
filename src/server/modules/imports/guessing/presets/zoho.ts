import type { Preset } from './preset.ts'

/** Exports of a module: names beside their ids (`Account Name.id`), `Potentials` in the older ones. */
export const zoho: Preset = {
  system: 'zoho',
  files: [
    {
      kind: 'deals',
      known: `
        Record Id, Deal Name
        Deal Name, Closing Date
        Potential Name, Closing Date
        Deal Owner, Deal Name, Stage
      `,
      fields: `
        externalId         Record Id, Deal Id, Potential Id, Id
        name               Deal Name, Potential Name
        company            Account Name
        companyExternalId  Account Name.id, Account Id
        person             Contact Name
        personExternalId   Contact Name.id, Contact Id
        owner              Deal Owner, Potential Owner
        ownerExternalId    Deal Owner.id, Deal Owner Id, Potential Owner Id
        amount             Amount
        currency           Currency
        stage              Stage
        probability        Probability, Probability (%)
        lostReason         Reason For Loss, Reason For Loss#s
        source             Lead Source
        openedOn           Created Time
        stageEnteredOn     Stage Modified Time
        closedOn           Closing Date
        nextStep           Next Step
        tags               Tag
        note               Description
      `,
    },
    {
      kind: 'history',
      known: `
        Deal Name, Stage, Moved To
        Stage, Stage Duration (Calendar Days), Modified Time
        Potential Id, Stage, Stage Duration
      `,
      fields: `
        dealExternalId  Deal Id, Deal Name.id, Potential Id, Parent Id
        deal            Deal Name, Potential Name
        stage           Moved To, Stage
        enteredOn       Modified Time, Last Modified Time
      `,
    },
    {
      kind: 'people',
      known: `
        Record Id, Contact Owner
        Contact Owner, Last Name, Account Name
        Record Id, Lead Owner
        Lead Owner, Lead Status
      `,
      fields: `
        externalId         Record Id, Contact Id, Lead Id, Id
        name               Full Name, Contact Name, Lead Name
        firstName          First Name
        lastName           Last Name
        title              Title, Designation
        email              Email
        email.other        Secondary Email
        phone              Phone
        phone.mobile       Mobile
        phone.home         Home Phone
        phone.other        Other Phone, Asst Phone
        street             Mailing Street, Street
        city               Mailing City, City
        region             Mailing State, State
        postalCode         Mailing Zip, Zip Code, Zip
        country            Mailing Country, Country
        street.other       Other Street
        city.other         Other City
        region.other       Other State
        postalCode.other   Other Zip
        country.other      Other Country
        company            Account Name, Company
        companyExternalId  Account Name.id, Account Id
        owner              Contact Owner, Lead Owner
        ownerExternalId    Contact Owner.id, Lead Owner.id
        source             Lead Source
        tags               Tag
        note               Description
      `,
    },
    {
      kind: 'companies',
      known: `
        Record Id, Account Name, Account Owner
        Account Name, Account Owner, Billing Code
        Account Number, Account Site
      `,
      fields: `
        externalId           Record Id, Account Id, Id
        name                 Account Name
        domain               Website
        phone                Phone
        street               Billing Street
        city                 Billing City
        region               Billing State
        postalCode           Billing Code
        country              Billing Country
        street.delivery      Shipping Street
        city.delivery        Shipping City
        region.delivery      Shipping State
        postalCode.delivery  Shipping Code
        country.delivery     Shipping Country
        sector               Industry
        employees            Employees
        revenue              Annual Revenue
        parent               Parent Account
        parentExternalId     Parent Account.id
        owner                Account Owner
        ownerExternalId      Account Owner.id
        tags                 Tag
        note                 Description
      `,
    },
    {
      kind: 'activities',
      known: `
        Record Id, Note Content
        Record Id, Call Type
        Record Id, Task Owner
        Record Id, Event Owner
        Note Title, Note Content
        Task Owner, Subject, Due Date
        Call Owner, Subject
      `,
      fields: `
        externalId         Record Id, Id
        type               Call Type, Activity Type
        subject            Subject, Note Title, Title, Event Title
        note               Note Content, Description, Call Agenda
        happenedOn         Call Start Time, Start DateTime, From, Closed Time, Created Time
        dueOn              Due Date
        status             Status, Call Status
        outcome            Call Result
        duration           Call Duration, Call Duration (in minutes), Call Duration (in seconds)
        dealExternalId     Related To.id, What Id, Parent ID.id, Parent ID
        deal               Related To
        personExternalId   Contact Name.id, Who Id
        person             Contact Name
        company            Account Name
        owner              Task Owner, Call Owner, Event Owner, Note Owner
      `,
    },
    {
      kind: 'products',
      known: `
        Record Id, Product Name
        Product Owner, Product Name
      `,
      fields: `
        externalId  Record Id, Product Id
        name        Product Name
        code        Product Code
        family      Product Category
        price       Unit Price
      `,
    },
  ],
}
