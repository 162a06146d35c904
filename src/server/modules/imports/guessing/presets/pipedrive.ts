import type { Preset } from './preset.ts'

/** Exports of lists: `Deal - Title` or, in the plain export, `Title` beside `Organization`. */
export const pipedrive: Preset = {
  system: 'pipedrive',
  files: [
    {
      kind: 'activities',
      known: `
        Activity - Subject
        Activity - Type
        Subject, Done, Assigned to user
        Note - Content
      `,
      fields: `
        externalId         Activity - ID, ID, Note - ID
        type               Activity - Type, Type
        subject            Activity - Subject, Subject
        note               Activity - Note, Note, Note - Content, Content, Activity - Public description
        happenedOn         Activity - Marked as done time, Marked as done time, Note - Add time, Add time, Activity - Add time
        dueOn              Activity - Due date, Due date
        status             Activity - Done, Done
        duration           Activity - Duration, Duration
        email              Person - Email, Email
        deal               Activity - Deal, Deal, Deal - Title, Deal title
        dealExternalId     Activity - Deal ID, Deal ID, Deal - ID
        person             Activity - Contact person, Contact person, Person - Name
        personExternalId   Person - ID, Person ID
        company            Activity - Organization, Organization, Organization - Name
        companyExternalId  Organization - ID, Organization ID
        owner              Activity - Assigned to user, Assigned to user
      `,
    },
    {
      kind: 'deals',
      known: `
        Deal - Title
        Title, Organization, Stage, Pipeline
        Title, Value, Currency of Value
        title, org_name, stage_id
      `,
      fields: `
        externalId         Deal - ID, ID
        name               Deal - Title, Title
        company            Deal - Organization, Organization - Name, Organization, org_name
        companyExternalId  Deal - Organization ID, Organization - ID, Organization ID, org_id
        person             Deal - Contact person, Person - Name, Contact person, person_name
        personExternalId   Deal - Contact person ID, Person - ID, Person ID, person_id
        owner              Deal - Owner, Owner, owner_name
        product            Deal - Product name, Product name
        quantity           Deal - Product quantity, Product quantity
        amount             Deal - Value, Value
        currency           Deal - Currency of Value, Currency of Value, Deal - Currency, Currency
        stage              Deal - Stage, Stage, Deal - Stage (pipeline)
        status             Deal - Status, Status
        probability        Deal - Probability, Probability, Deal - Deal probability
        lostReason         Deal - Lost reason, Lost reason
        source             Deal - Source origin, Deal - Source channel, Source channel, Source origin, Deal - Source
        openedOn           Deal - Deal created, Deal created, Deal - Created, add_time
        stageEnteredOn     Deal - Last stage change, Last stage change, stage_change_time
        closedOn           Deal - Deal closed on, Deal closed on, Deal - Closed on, Deal - Won time, Won time, Deal - Lost time, Lost time, close_time
        expectedCloseOn    Deal - Expected close date, Expected close date
        nextStepOn         Deal - Next activity date, Next activity date
        tags               Deal - Label, Label, Deal - Labels, Labels
      `,
    },
    {
      kind: 'people',
      known: `
        Person - Name
        Name, Organization, Phone - Work
        Name, Email - Work, Phone - Work
        first_name, last_name, org_name
      `,
      fields: `
        externalId         Person - ID, ID
        name               Person - Name, Name
        firstName          Person - First name, First name
        lastName           Person - Last name, Last name
        title              Person - Job title, Job title, Person - Position
        email.work         Person - Email - Work, Person - Email (Work), Email - Work
        email.private      Person - Email - Home, Person - Email (Home), Email - Home
        email.other        Person - Email - Other, Person - Email (Other), Email - Other
        email              Person - Email, Email
        phone.work         Person - Phone - Work, Person - Phone (Work), Phone - Work
        phone.mobile       Person - Phone - Mobile, Person - Phone (Mobile), Phone - Mobile
        phone.home         Person - Phone - Home, Person - Phone (Home), Phone - Home
        phone.other        Person - Phone - Other, Person - Phone (Other), Phone - Other
        phone              Person - Phone, Phone
        linkedin           Person - LinkedIn, Person - LinkedIn profile, LinkedIn profile
        street             Person - Postal address, Postal address
        company            Person - Organization, Organization - Name, Organization
        companyExternalId  Person - Organization ID, Organization - ID, Organization ID
        owner              Person - Owner, Owner
        tags               Person - Label, Label, Person - Labels, Labels
        note               Person - Notes, Notes
      `,
    },
    {
      kind: 'companies',
      known: `
        Organization - Name
        Name, People, Open deals
        Name, Full/combined address of Address
      `,
      fields: `
        externalId   Organization - ID, ID
        name         Organization - Name, Name
        domain       Organization - Website, Website
        street       Organization - Street/road name of Address, Street/road name of Address, Organization - Address, Address
        street2      Organization - House number of Address, House number of Address
        city         Organization - City/town/village/locality of Address, City/town/village/locality of Address
        region       Organization - State/county of Address, State/county of Address
        postalCode   Organization - ZIP/Postal code of Address, ZIP/Postal code of Address
        country      Organization - Country of Address, Country of Address
        sector       Organization - Industry, Industry
        employees    Organization - Number of employees, Number of employees
        revenue      Organization - Annual revenue, Annual revenue
        owner        Organization - Owner, Owner
        tags         Organization - Label, Label, Organization - Labels, Labels
      `,
    },
  ],
}
