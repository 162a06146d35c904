import type { Preset } from './preset.ts'

/** Exports of records (`Record ID`), also with the names of the programming interface (`dealstage`). */
export const hubspot: Preset = {
  system: 'hubspot',
  files: [
    {
      kind: 'deals',
      known: `
        Record ID, Deal Name
        Deal ID, Deal Name, Pipeline
        Deal Name, Deal Stage, Deal owner
        dealname, dealstage
      `,
      fields: `
        externalId         Record ID, Deal ID, hs_object_id
        name               Deal Name
        company            Associated Company, Primary Associated Company
        companyExternalId  Associated Company IDs (Primary), Associated Company IDs, Associated Company ID, Primary Associated Company ID
        person             Associated Contact
        personExternalId   Associated Contact IDs, Associated Contact ID
        owner              Deal owner
        ownerExternalId    hubspot_owner_id
        amount             Amount
        currency           Currency, deal_currency_code
        stage              Deal Stage
        probability        Deal probability, hs_deal_stage_probability
        lostReason         Closed Lost Reason
        source             Original Traffic Source, Original Source Type, Original Source, hs_analytics_source
        openedOn           Create Date
        stageEnteredOn     Date entered current stage, hs_v2_date_entered_current_stage
        closedOn           Close Date
        nextStep           Next step, hs_next_step
        nextStepOn         Next Activity Date, notes_next_activity_date
        tags               Deal tags
        note               Deal Description, Description
      `,
    },
    {
      kind: 'people',
      known: `
        Record ID, First Name, Last Name
        Record ID - Contact, Last Name
        First Name, Last Name, Lifecycle Stage
        firstname, lastname, lifecyclestage
        First Name, Last Name, Contact owner
      `,
      fields: `
        externalId         Record ID, Record ID - Contact, Contact ID, hs_object_id
        firstName          First Name
        lastName           Last Name
        title              Job Title
        email              Email
        email.other        Additional email addresses, hs_additional_emails
        phone              Phone Number, Phone
        phone.mobile       Mobile Phone Number, mobilephone
        linkedin           LinkedIn URL, hs_linkedin_url, LinkedIn Bio
        street             Street Address, address
        city               City
        region             State/Region, State
        postalCode         Postal Code, zip
        country            Country/Region, Country
        company            Associated Company, Primary Associated Company, Company Name, Company
        companyExternalId  Associated Company IDs (Primary), Associated Company IDs, Associated Company ID, associatedcompanyid
        owner              Contact owner
        ownerExternalId    hubspot_owner_id
        source             Original Traffic Source, Original Source Type, Original Source, hs_analytics_source
        note               Message
      `,
    },
    {
      kind: 'companies',
      known: `
        Record ID, Company name
        Record ID, Company Domain Name
        Company Domain Name, Company owner
        domain, lifecyclestage, numberofemployees
      `,
      fields: `
        externalId        Record ID, Company ID, hs_object_id
        name              Company name, Name
        domain            Company Domain Name, Domain, Website URL
        phone             Phone Number, Phone
        street            Street Address, address
        street2           Street Address 2, address2
        city              City
        region            State/Region, State
        postalCode        Postal Code, zip
        country           Country/Region, Country
        sector            Industry
        foundedYear       Year Founded, founded_year
        employees         Number of Employees, numberofemployees
        revenue           Annual Revenue, annualrevenue
        parent            Parent Company
        parentExternalId  Parent Company IDs
        owner             Company owner
        ownerExternalId   hubspot_owner_id
        source            Original Traffic Source, Original Source Type, hs_analytics_source
        note              Description, About Us
      `,
    },
    {
      kind: 'activities',
      known: `
        Engagement ID, Activity type
        Record ID, Activity date, Activity type
        Record ID, Note body
        Record ID, Call notes
        Record ID, Task Title
        Record ID, Meeting name
        Record ID, Email subject
      `,
      fields: `
        externalId         Record ID, Engagement ID
        type               Activity type, Task Type, Engagement Type
        subject            Call Title, Task Title, Meeting name, Email subject, Subject
        note               Note body, Call notes, Notes, Task Notes, Meeting description, Internal meeting notes, Email body, Body preview
        happenedOn         Activity date, Meeting start time, Timestamp, Create date
        dueOn              Due date
        status             Task Status, Meeting outcome
        direction          Call direction, Email direction, hs_call_direction, hs_email_direction
        outcome            Call outcome, hs_call_disposition
        duration           Call duration (HH:mm:ss), Call duration, hs_call_duration, Duration
        email              Email to address, Contact email
        dealExternalId     Associated Deal IDs, Associated Deal ID
        deal               Associated Deal
        personExternalId   Associated Contact IDs, Associated Contact ID
        person             Associated Contact
        companyExternalId  Associated Company IDs, Associated Company ID
        company            Associated Company
        owner              Activity assigned to, Assigned to
      `,
    },
    {
      kind: 'lines',
      known: `
        Record ID, Unit price, Quantity, Associated Deal IDs
        Record ID, Unit price, Associated Deal
      `,
      fields: `
        externalId         Record ID
        dealExternalId     Associated Deal IDs
        deal               Associated Deal
        product            Name
        productExternalId  Product ID
        quantity           Quantity
        price              Unit price
        amount             Net price, Amount
      `,
    },
  ],
}
