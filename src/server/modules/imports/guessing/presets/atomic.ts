import type { Preset } from './preset.ts'

/** Exports of the lists of contacts, companies, deals and notes. */
export const atomic: Preset = {
  system: 'atomic',
  files: [
    {
      kind: 'people',
      known: `
        first_name, last_name, first_seen, last_seen
        first_name, last_name, has_newsletter
        first_name, last_name, sales_id
      `,
      fields: `
        externalId         id
        firstName          first_name
        lastName           last_name
        title              title
        email.work         email_work
        email.private      email_home
        email.other        email_other
        email              email, email_jsonb
        phone.work         phone_work, phone_number1
        phone.home         phone_home
        phone.other        phone_other, phone_number2
        phone              phone_jsonb
        linkedin           linkedin_url
        company            company, company_name
        companyExternalId  company_id
        owner              sales
        ownerExternalId    sales_id
        tags               tags
        note               background
      `,
    },
    {
      kind: 'companies',
      known: `
        name, sector, linkedin_url, sales_id
        name, stateAbbr, sales_id
        name, nb_contacts, nb_deals
      `,
      fields: `
        externalId       id
        name             name
        domain           website
        phone            phone_number
        street           address
        city             city
        region           stateAbbr, state_abbr
        postalCode       zipcode
        country          country
        sector           sector
        employees        size
        revenue          revenue
        owner            sales
        ownerExternalId  sales_id
        note             description
      `,
    },
    {
      kind: 'deals',
      known: `
        name, stage, contact_ids
        name, stage, expected_closing_date
      `,
      fields: `
        externalId         id
        name               name
        company            company
        companyExternalId  company_id
        personExternalId   contact_ids
        owner              sales
        ownerExternalId    sales_id
        amount             amount
        stage              stage
        openedOn           created_at
        expectedCloseOn    expected_closing_date
        tags               category
        note               description
      `,
    },
    {
      kind: 'activities',
      known: `
        contact_id, text, date
        deal_id, text, date
        contact_id, due_date
      `,
      fields: `
        externalId        id
        type              type
        note              text
        happenedOn        date, done_date
        dueOn             due_date
        dealExternalId    deal_id
        personExternalId  contact_id
      `,
    },
  ],
}
