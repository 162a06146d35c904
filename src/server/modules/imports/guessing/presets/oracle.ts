import type { Preset } from './preset.ts'

/** Oracle Sales (Fusion): lists as shown, and the attributes of its import and export jobs. */
export const oracle: Preset = {
  system: 'oracle',
  files: [
    {
      kind: 'deals',
      known: `
        OptyNumber
        OptyId, SalesStage
        Opportunity Number, Sales Stage
        Opportunity Nm, Sales Stage
        Name, Sales Account, Sales Stage
      `,
      fields: `
        externalId         OptyNumber, Opportunity Number, OptyId, Opportunity ID
        name               Name, Opportunity Name, Opportunity Nm
        company            Sales Account, Account, TargetPartyName, PartyName1, Customer
        companyExternalId  CustomerAccountId, TargetPartyId, Account ID, AccountPartyNumber, Account Registry ID
        person             Primary Contact, PrimaryContactPartyName, Contact
        personExternalId   KeyContactId, PrimaryContactPartyNumber
        owner              Owner, OwnerName, Opportunity Owner, Primary Resource
        ownerExternalId    OwnerResourcePartyId
        amount             Revenue, Amount, Opportunity Amount
        currency           CurrencyCode, Currency
        stage              SalesStage, Sales Stage
        status             StatusCode, Status
        probability        WinProb, Win Probability, Win Probability (%)
        lostReason         ReasonWonLostCode, Win/Loss Reason, Reason
        source             Source, SourceCode
        openedOn           CreationDate, Creation Date
        expectedCloseOn    EffectiveDate, Close Date, Estimated Close Date
        closedOn           ActualCloseDate, Actual Close Date
        nextStep           Next Step
        note               Comments, Description
      `,
    },
    {
      kind: 'companies',
      known: `
        OrganizationName, PartyNumber
        Account Name, Registry ID
        Account Name, Organization Size
      `,
      fields: `
        externalId   PartyNumber, Registry ID, PartyId
        name         OrganizationName, Account Name, Name
        domain       URL
        phone        FormattedPhoneNumber, Phone
        email        EmailAddress, Email
        street       AddressLine1, Address Line 1
        street2      AddressLine2, Address Line 2
        city         City
        region       State
        postalCode   PostalCode, Postal Code
        country      Country
        sector       IndustryCode, Industry
        foundedYear  YearEstablished
        employees    EmployeesTotal, Number of Employees
        revenue      CurrentFiscalYearPotentialRevenueAmount, Annual Revenue
        parent       ParentAccountName, Parent Account
        owner        OwnerName, Owner
      `,
    },
    {
      kind: 'people',
      known: `
        PersonFirstName, PersonLastName
        FirstName, LastName, PartyNumber
        First Name, Last Name, Registry ID
      `,
      fields: `
        externalId         PartyNumber, Registry ID, PartyId
        firstName          PersonFirstName, FirstName, First Name
        middleName         PersonMiddleName, MiddleName, Middle Name
        lastName           PersonLastName, LastName, Last Name
        title              JobTitle, Job Title
        email              EmailAddress, Primary Email, Email
        phone              WorkPhoneNumber, FormattedWorkPhoneNumber, Primary Phone, Work Phone
        phone.mobile       MobileNumber, FormattedMobileNumber, Mobile
        street             AddressLine1, Address Line 1
        street2            AddressLine2, Address Line 2
        city               City
        region             State
        postalCode         PostalCode, Postal Code
        country            Country
        company            AccountName, Account Name, Account
        companyExternalId  AccountPartyNumber, AccountPartyId
        owner              OwnerName, Owner
      `,
    },
    {
      kind: 'activities',
      known: `
        ActivityNumber
        ActivityFunctionCode, Subject
      `,
      fields: `
        externalId         ActivityNumber, ActivityId
        type               ActivityTypeCode, ActivityFunctionCode
        subject            Subject
        note               ActivityDescription, Description, Outcome
        happenedOn         ActivityStartDate, StartDate
        dueOn              DueDate
        status             StatusCode
        dealExternalId     OpportunityNumber, OpportunityId
        deal               OpportunityName
        person             PrimaryContactName
        company            AccountName
        owner              OwnerName
      `,
    },
  ],
}
