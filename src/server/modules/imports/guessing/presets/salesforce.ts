import type { Preset } from './preset.ts'

/** Reports (`Opportunity Name`), the Data Loader and the weekly export (`StageName`), and the histories of a deal. */
export const salesforce: Preset = {
  system: 'salesforce',
  files: [
    {
      kind: 'history',
      known: `
        OpportunityId, StageName, CreatedDate
        OpportunityId, Field, OldValue, NewValue
        Opportunity Name, From Stage, To Stage
        Opportunity ID, From Stage, To Stage
        Opportunity Name, Field / Event, Old Value, New Value
      `,
      fields: `
        deleted  IsDeleted
        dealExternalId  OpportunityId, Opportunity ID
        deal            Opportunity Name
        field           Field, Field / Event
        fromStage       From Stage, OldValue, Old Value
        stage           StageName, To Stage, NewValue, New Value
        enteredOn       CreatedDate, Edit Date, Last Modified, Last Modified Date, Stage Change Date, Created Date
      `,
    },
    {
      kind: 'lines',
      known: `
        OpportunityId, PricebookEntryId
        OpportunityId, UnitPrice, Quantity
        Opportunity ID, Product Name, Sales Price
      `,
      fields: `
        deleted  IsDeleted
        externalId         Id, Opportunity Product ID, Line Item ID
        dealExternalId     OpportunityId, Opportunity ID
        deal               Opportunity Name
        product            Product Name, Product2.Name, Product
        productExternalId  Product2Id, Product ID
        quantity           Quantity
        price              UnitPrice, Sales Price
        amount             TotalPrice, Total Price
      `,
    },
    {
      kind: 'activities',
      known: `
        WhoId, WhatId
        Subject, Assigned, Company / Account
        Subject, Activity Type, Related To
        Activity ID, Subject, Assigned
      `,
      fields: `
        deleted  IsDeleted
        externalId        Id, Activity ID
        type              TaskSubtype, Type, Activity Type, EventSubtype
        subject           Subject
        note              Description, Full Comments, Comments
        happenedOn        ActivityDateTime, StartDateTime, CompletedDateTime, Start, Date, CreatedDate
        dueOn             ActivityDate, Due Date
        status            Status, IsClosed
        direction         CallType, Call Type
        outcome           CallDisposition, Call Result
        duration          CallDurationInSeconds, Call Duration (seconds), DurationInMinutes, Duration
        email             Email, Contact: Email
        dealExternalId    WhatId, Opportunity ID
        deal              Opportunity, Opportunity Name, Related To
        personExternalId  WhoId, Contact ID, Lead ID
        person            Contact, Contact Name, Name
        companyExternalId AccountId, Account ID
        company           Company / Account, Account Name
        owner             Assigned, Assigned To, Owner.Name
      `,
    },
    {
      kind: 'deals',
      known: `
        StageName, AccountId, CloseDate
        StageName, IsWon
        StageName, Name
        Opportunity Name, Stage
        Opportunity ID, Stage
        Opportunity Owner, Stage
      `,
      fields: `
        deleted  IsDeleted
        externalId         Id, Opportunity ID, OpportunityId, Opportunity ID 18
        name               Name, Opportunity Name
        company            Account Name, Account.Name
        companyExternalId  AccountId, Account ID
        person             Primary Contact, Contact.Name
        personExternalId   ContactId, Contact ID, Primary Contact ID
        owner              Opportunity Owner, Owner.Name, Owner Name, Owner Full Name
        ownerExternalId    OwnerId, Owner ID
        product            Product Name
        quantity           TotalOpportunityQuantity, Quantity
        price              Sales Price
        amount             Amount, Amount (converted), Total Price
        currency           CurrencyIsoCode, Opportunity Currency, Amount Currency
        stage              StageName, Stage
        probability        Probability, Probability (%)
        lostReason         Loss Reason, Lost Reason, Reason Lost, Closed Lost Reason
        source             LeadSource, Lead Source
        openedOn           CreatedDate, Created Date
        stageEnteredOn     LastStageChangeDate, Last Stage Change Date
        closedOn           CloseDate, Close Date
        nextStep           NextStep, Next Step
        note               Description
      `,
    },
    {
      kind: 'people',
      known: `
        LastName, MailingCity
        LastName, AccountId
        Last Name, Mailing City
        Contact ID, Last Name, Account Name
        Contact Owner, Last Name
        Lead ID, Last Name
        Lead Owner, Company / Account
        LastName, IsConverted
        LastName, Company, LeadSource
      `,
      fields: `
        deleted  IsDeleted
        externalId        Id, Contact ID, Lead ID
        name              Name, Full Name
        firstName         FirstName, First Name
        middleName        MiddleName, Middle Name
        lastName          LastName, Last Name
        title             Title
        email             Email
        phone             Phone
        phone.mobile      MobilePhone, Mobile, Mobile Phone
        phone.home        HomePhone, Home Phone
        phone.other       OtherPhone, Other Phone, AssistantPhone, Asst. Phone
        street            MailingStreet, Mailing Street, Street
        city              MailingCity, Mailing City, City
        region            MailingState, Mailing State/Province, State, State/Province
        postalCode        MailingPostalCode, Mailing Zip/Postal Code, PostalCode, Zip/Postal Code
        country           MailingCountry, Mailing Country, Country
        street.other      OtherStreet, Other Street
        city.other        OtherCity, Other City
        region.other      OtherState, Other State/Province
        postalCode.other  OtherPostalCode, Other Zip/Postal Code
        country.other     OtherCountry, Other Country
        company           Account Name, Account.Name, Company, Company / Account
        companyExternalId AccountId, Account ID
        owner             Contact Owner, Lead Owner, Owner.Name
        ownerExternalId   OwnerId
        source            LeadSource, Lead Source
        note              Description
      `,
    },
    {
      kind: 'companies',
      known: `
        BillingCity, ShippingCity
        Name, BillingCity
        Account Name, Billing City
        Account Name, Account Owner
        Account ID, Account Name, Industry
        Account Name, Last Activity
      `,
      fields: `
        deleted  IsDeleted
        externalId           Id, Account ID
        name                 Name, Account Name
        domain               Website
        phone                Phone
        street               BillingStreet, Billing Street
        city                 BillingCity, Billing City
        region               BillingState, Billing State/Province
        postalCode           BillingPostalCode, Billing Zip/Postal Code
        country              BillingCountry, Billing Country
        street.delivery      ShippingStreet, Shipping Street
        city.delivery        ShippingCity, Shipping City
        region.delivery      ShippingState, Shipping State/Province
        postalCode.delivery  ShippingPostalCode, Shipping Zip/Postal Code
        country.delivery     ShippingCountry, Shipping Country
        sector               Industry
        foundedYear          YearStarted, Year Started
        employees            NumberOfEmployees, Employees
        revenue              AnnualRevenue, Annual Revenue
        parent               Parent Account, Parent.Name
        parentExternalId     ParentId, Parent Account ID
        owner                Account Owner, Owner.Name
        ownerExternalId      OwnerId
        source               AccountSource, Account Source
        note                 Description
      `,
    },
    {
      kind: 'products',
      known: `
        ProductCode, Family
        Product Name, Product Code
      `,
      fields: `
        deleted  IsDeleted
        externalId  Id, Product ID
        name        Name, Product Name
        code        ProductCode, Product Code
        family      Family, Product Family
        price       UnitPrice, List Price
      `,
    },
    {
      kind: 'members',
      known: `
        Username, Alias
        Username, ProfileId
      `,
      fields: `
        externalId  Id, User ID
        name        Name, Full Name
        firstName   FirstName, First Name
        lastName    LastName, Last Name
      `,
    },
  ],
}
