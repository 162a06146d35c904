import type { Preset } from './preset.ts'

/** Lists sent to a spreadsheet: the first three columns carry the key, a checksum and the last change. */
export const dynamics: Preset = {
  system: 'dynamics',
  files: [
    {
      kind: 'deals',
      known: `
        (Do Not Modify) Opportunity
        Topic, Potential Customer
        Topic, Est. Close Date
        opportunityid, estimatedclosedate
      `,
      fields: `
        externalId         (Do Not Modify) Opportunity, Opportunity ID, opportunityid
        name               Topic, Name
        company            Potential Customer, Account, customeridname, parentaccountidname
        companyExternalId  customerid, parentaccountid
        person             Contact, Primary Contact, parentcontactidname
        personExternalId   parentcontactid
        owner              Owner, owneridname
        ownerExternalId    ownerid
        amount             Actual Revenue, Est. Revenue, Est. revenue, estimatedvalue, actualvalue, Total Amount
        currency           Currency, transactioncurrencyidname
        stage              Pipeline Phase, Sales Stage, stepname, salesstage
        status             Status, statecode
        probability        Probability, closeprobability
        lostReason         Status Reason, statuscode
        source             Source Campaign, Originating Lead
        openedOn           Created On, createdon
        closedOn           Actual Close Date, actualclosedate
        expectedCloseOn    Est. Close Date, Est. close date, estimatedclosedate
        note               Description, Current Situation, Customer Need, Proposed Solution
      `,
    },
    {
      kind: 'people',
      known: `
        (Do Not Modify) Contact
        (Do Not Modify) Lead
        contactid, parentcustomerid
      `,
      fields: `
        externalId         (Do Not Modify) Contact, (Do Not Modify) Lead, contactid, leadid
        name               Full Name, Name
        firstName          First Name
        middleName         Middle Name
        lastName           Last Name
        title              Job Title
        email              Email, Email Address 1, emailaddress1
        email.other        Email Address 2, emailaddress2
        phone              Business Phone, telephone1
        phone.mobile       Mobile Phone
        phone.home         Home Phone, telephone2
        phone.other        Other Phone, telephone3
        street             Address 1: Street 1, address1_line1, Street 1
        street2            Address 1: Street 2, address1_line2, Street 2
        city               Address 1: City, address1_city, City
        region             Address 1: State/Province, address1_stateorprovince, State/Province
        postalCode         Address 1: ZIP/Postal Code, address1_postalcode, ZIP/Postal Code
        country            Address 1: Country/Region, address1_country, Country/Region
        street.other       Address 2: Street 1, address2_line1
        city.other         Address 2: City, address2_city
        postalCode.other   Address 2: ZIP/Postal Code, address2_postalcode
        country.other      Address 2: Country/Region, address2_country
        company            Company Name, Account, parentcustomeridname
        companyExternalId  parentcustomerid
        owner              Owner, owneridname
        ownerExternalId    ownerid
        source             Lead Source, Source Campaign
        note               Description
      `,
    },
    {
      kind: 'companies',
      known: `
        (Do Not Modify) Account
        accountid, address1_city
      `,
      fields: `
        externalId           (Do Not Modify) Account, accountid, Account Number
        name                 Account Name, Name
        domain               Website, websiteurl
        phone                Main Phone, telephone1
        phone.other          Other Phone, telephone2
        email                Email, emailaddress1
        street               Address 1: Street 1, address1_line1
        street2              Address 1: Street 2, address1_line2
        city                 Address 1: City, address1_city
        region               Address 1: State/Province, address1_stateorprovince
        postalCode           Address 1: ZIP/Postal Code, address1_postalcode
        country              Address 1: Country/Region, address1_country
        street.delivery      Address 2: Street 1, address2_line1
        city.delivery        Address 2: City, address2_city
        postalCode.delivery  Address 2: ZIP/Postal Code, address2_postalcode
        country.delivery     Address 2: Country/Region, address2_country
        sector               Industry, industrycode
        employees            No. of Employees, numberofemployees
        revenue              Annual Revenue
        parent               Parent Account, parentaccountidname
        parentExternalId     parentaccountid
        owner                Owner, owneridname
        ownerExternalId      ownerid
        note                 Description
      `,
    },
    {
      kind: 'activities',
      known: `
        (Do Not Modify) Activity
        (Do Not Modify) Phone Call
        (Do Not Modify) Task
        (Do Not Modify) Appointment
        Subject, Regarding, Activity Type
      `,
      fields: `
        externalId   (Do Not Modify) Activity, (Do Not Modify) Phone Call, (Do Not Modify) Task, (Do Not Modify) Appointment
        type         Activity Type
        subject      Subject
        note         Description
        happenedOn   Actual End, Start Date, Scheduled Start, Created On
        dueOn        Due Date, Scheduled End
        status       Activity Status, Status
        direction    Direction
        duration     Duration, Actual Duration
        deal         Regarding
        person       Call To, Contact
        company      Account
        owner        Owner
      `,
    },
  ],
}
