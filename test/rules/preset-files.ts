import type { ImportKind, ImportSystem } from '../../src/contract/import-fields.ts'

/** The first lines of a file of a system. */
export interface PresetFileExample {
  readonly system: ImportSystem | null
  readonly kind: ImportKind
  readonly header: string
  readonly row: string
  /** Field → column; a few that are easily mistaken. */
  readonly fields: Readonly<Record<string, string>>
}

// The header rows are those that the systems write; the people are made up.
export const presetFiles: readonly PresetFileExample[] = [
  {
    system: 'salesforce',
    kind: 'deals',
    header:
      'Opportunity Owner,Account Name,Opportunity Name,Stage,Fiscal Period,Amount,Expected Revenue,Probability (%),Age,Close Date,Created Date,Next Step,Lead Source,Type',
    row: 'Moa Frisk,Fjordlys,Mast lights,Negotiation/Review,Q1-2026,1200,900,75,12,2026-03-04,2026-01-04,Call,Web,New',
    fields: {
      owner: 'Opportunity Owner',
      closedOn: 'Close Date',
      probability: 'Probability (%)',
      nextStep: 'Next Step',
    },
  },
  {
    system: 'salesforce',
    kind: 'history',
    header:
      '"Id","OpportunityId","CreatedById","CreatedDate","StageName","Amount","ExpectedRevenue","CloseDate","Probability","ForecastCategory"',
    row: '008x1,006x000000YtCrAAK,005x1,2026-01-04T10:00:00.000Z,Prospecting,10,1,2026-05-01,10,Pipeline',
    fields: { dealExternalId: 'OpportunityId', stage: 'StageName', enteredOn: 'CreatedDate' },
  },
  {
    system: 'salesforce',
    kind: 'history',
    header: 'Id,OpportunityId,CreatedById,CreatedDate,Field,OldValue,NewValue',
    row: '017x1,006x1,005x1,2026-01-04T10:00:00.000Z,StageName,Prospecting,Qualification',
    fields: { fromStage: 'OldValue', stage: 'NewValue', field: 'Field', enteredOn: 'CreatedDate' },
  },
  {
    system: 'salesforce',
    kind: 'people',
    header:
      'Id,AccountId,LastName,FirstName,Salutation,Title,Email,Phone,MobilePhone,MailingStreet,MailingCity,MailingState,MailingPostalCode,MailingCountry,OwnerId',
    row: '003x1,001x1,Frisk,Moa,Ms,Buyer,moa@fjordlys.example,+47 22 00 00 00,+47 40 00 00 00,Kai 1,Oslo,,0150,Norway,005x1',
    fields: {
      externalId: 'Id',
      companyExternalId: 'AccountId',
      'phone.mobile': 'MobilePhone',
      street: 'MailingStreet',
    },
  },
  {
    system: 'salesforce',
    kind: 'companies',
    header:
      'ID,NAME,TYPE,PARENTID,BILLINGSTREET,BILLINGCITY,SHIPPINGSTREET,SHIPPINGCITY,PHONE,WEBSITE,INDUSTRY,NUMBEROFEMPLOYEES',
    row: '001x1,Fjordlys,Customer,,Kai 1,Oslo,Lager 2,Moss,+47 22 00 00 00,fjordlys.example,Energy,12',
    fields: { 'street.delivery': 'SHIPPINGSTREET', street: 'BILLINGSTREET', domain: 'WEBSITE' },
  },
  {
    system: 'salesforce',
    kind: 'activities',
    header: 'Id,WhoId,WhatId,Subject,ActivityDate,Status,Priority,Description,TaskSubtype',
    row: '00Tx1,003x1,006x1,Call,2026-02-01,Completed,Normal,Asked for a price,Call',
    fields: { dealExternalId: 'WhatId', personExternalId: 'WhoId', note: 'Description', type: 'TaskSubtype' },
  },
  {
    system: 'salesforce',
    kind: 'lines',
    header: 'Id,OpportunityId,PricebookEntryId,Product2Id,Quantity,UnitPrice,TotalPrice',
    row: '00kx1,006x1,01u1,01t1,3,120.00,360.00',
    fields: { dealExternalId: 'OpportunityId', productExternalId: 'Product2Id', price: 'UnitPrice' },
  },
  {
    system: 'hubspot',
    kind: 'deals',
    header:
      '"Record ID","Deal Name","Deal Stage","Close Date","Deal owner","Amount","Create Date","Associated Company IDs (Primary)","Associated Company","Associated Contact","Date entered ""Qualified To Buy (Sales Pipeline)""","Date entered ""Closed Won (Sales Pipeline)"""',
    row: '91,Mast lights,Closed Won,2026-03-04 10:00,Moa Frisk,1200,2026-01-04 10:00,55,Fjordlys,Ida Ek (ida@fjordlys.example),2026-02-01 10:00,2026-03-04 10:00',
    fields: {
      'entered.Qualified To Buy': 'Date entered "Qualified To Buy (Sales Pipeline)"',
      'entered.Closed Won': 'Date entered "Closed Won (Sales Pipeline)"',
      companyExternalId: 'Associated Company IDs (Primary)',
    },
  },
  {
    system: 'hubspot',
    kind: 'people',
    header:
      'Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,Associated Company,Lead Status,Create Date',
    row: '51,Ida,Ek,ida@fjordlys.example,+47 22 00 00 00,+47 40 00 00 00,Moa Frisk,Fjordlys,NEW,2026-01-04 10:00',
    fields: { externalId: 'Record ID', phone: 'Phone Number', 'phone.mobile': 'Mobile Phone Number' },
  },
  {
    system: 'zoho',
    kind: 'deals',
    header:
      'Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Account Name,Stage,Lead Source,Contact Name.id,Contact Name,Created Time,Reason For Loss,Tag',
    row: 'zcrm_1,zcrm_9,Moa Frisk,1200,Mast lights,2026-03-04,zcrm_2,Fjordlys,Closed Lost,Web,zcrm_3,Ida Ek,2026-01-04 10:00:00,Price,north',
    fields: {
      companyExternalId: 'Account Name.id',
      closedOn: 'Closing Date',
      lostReason: 'Reason For Loss',
      tags: 'Tag',
    },
  },
  {
    system: 'oracle',
    kind: 'deals',
    header:
      'OptyNumber,Name,TargetPartyName,SalesStage,StatusCode,WinProb,Revenue,CurrencyCode,EffectiveDate,OwnerName,CreationDate',
    row: 'CDRM_1,Mast lights,Fjordlys,Qualification,OPEN,40,1200,EUR,2026-05-04,Moa Frisk,2026-01-04',
    fields: { externalId: 'OptyNumber', company: 'TargetPartyName', expectedCloseOn: 'EffectiveDate' },
  },
  {
    system: 'pipedrive',
    kind: 'deals',
    header:
      'Deal - ID,Deal - Title,Deal - Organization,Deal - Contact person,Deal - Owner,Deal - Value,Deal - Currency of Value,Deal - Stage,Deal - Status,Deal - Lost reason,Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - Expected close date',
    row: '7,Mast lights,Fjordlys,Ida Ek,Moa Frisk,1200,EUR,Proposal Made,Lost,Price,2026-01-04 10:00:00,,2026-03-04 10:00:00,2026-04-01',
    fields: { closedOn: 'Deal - Lost time', 'closedOn:2': 'Deal - Won time', amount: 'Deal - Value' },
  },
  {
    system: 'pipedrive',
    kind: 'people',
    header:
      'Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Email - Home,Person - Phone - Work,Person - Phone - Mobile,Person - Owner,Person - Label',
    row: '3,Ida Ek,Fjordlys,ida@fjordlys.example,ida@ek.example,+47 22 00 00 00,+47 40 00 00 00,Moa Frisk,Hot',
    fields: {
      'email.private': 'Person - Email - Home',
      'phone.mobile': 'Person - Phone - Mobile',
      tags: 'Person - Label',
    },
  },
  {
    system: 'dynamics',
    kind: 'deals',
    header:
      '(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Potential Customer,Contact,Est. Close Date,Est. Revenue,Actual Revenue,Status,Pipeline Phase,Owner,Created On',
    row: '{9f1}e,aa==,2026-01-01,Mast lights,Fjordlys,Ida Ek,2026-05-04,1200,,Open,2-Develop,Moa Frisk,2026-01-04',
    fields: {
      externalId: '(Do Not Modify) Opportunity',
      name: 'Topic',
      expectedCloseOn: 'Est. Close Date',
      stage: 'Pipeline Phase',
    },
  },
  {
    system: 'linkedin',
    kind: 'people',
    header: 'First Name,Last Name,URL,Email Address,Company,Position,Connected On',
    row: 'Ida,Ek,https://www.linkedin.com/in/ida-ek,,Fjordlys,Buyer,14 May 2026',
    fields: { linkedin: 'URL', title: 'Position', company: 'Company' },
  },
  {
    system: 'google',
    kind: 'people',
    header:
      'First Name,Middle Name,Last Name,Organization Name,Organization Title,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Street,Address 1 - City,Address 1 - Postal Code',
    row: 'Ida,M,Ek,Fjordlys,Buyer,Met in Oslo,North ::: * myContacts,* Work,ida@fjordlys.example,Home,ida@ek.example,Mobile,+47 40 00 00 00,Work,+47 22 00 00 00,Home,Kai 1,Oslo,0150',
    fields: {
      phone: 'Phone 1 - Value',
      'phone:2': 'Phone 2 - Value',
      'phoneKind:2': 'Phone 2 - Label',
      street: 'Address 1 - Street',
    },
  },
  {
    system: 'google',
    kind: 'people',
    header:
      'Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title',
    row: 'Ida Ek,Ida,,Ek,* myContacts,Work,ida@fjordlys.example,Mobile,+47 40 00 00 00,Fjordlys,Buyer',
    fields: { firstName: 'Given Name', emailKind: 'E-mail 1 - Type', company: 'Organization 1 - Name' },
  },
  {
    system: 'outlook',
    kind: 'people',
    header:
      'Title,First Name,Middle Name,Last Name,Company,Job Title,Business Street,Business City,Business Postal Code,Business Country/Region,Home Street,Business Phone,Business Phone 2,Home Phone,Mobile Phone,Categories,E-mail Address,E-mail 2 Address,Notes',
    row: 'Ms,Ida,,Ek,Fjordlys,Buyer,Kai 1,Oslo,0150,Norway,Vei 2,+47 22 00 00 00,,,+47 40 00 00 00,North,ida@fjordlys.example,,Met',
    fields: { title: 'Job Title', 'phone.work': 'Business Phone', 'street.home': 'Home Street', tags: 'Categories' },
  },
  {
    system: 'outlook',
    kind: 'people',
    header:
      'Anrede;Vorname;Nachname;Firma;Position;Straße geschäftlich;Ort geschäftlich;Postleitzahl geschäftlich;Land/Region geschäftlich;Telefon geschäftlich;Telefon privat;Mobiltelefon;E-Mail-Adresse;Notizen',
    row: 'Frau;Ida;Ek;Fjordlys;Einkauf;Kai 1;Oslo;0150;Norwegen;+47 22 00 00 00;;+47 40 00 00 00;ida@fjordlys.example;Oslo',
    fields: { firstName: 'Vorname', city: 'Ort geschäftlich', 'phone.mobile': 'Mobiltelefon', note: 'Notizen' },
  },
  {
    system: 'outlook',
    kind: 'people',
    header:
      'Titel;Förnamn;Efternamn;Företag;Befattning;Gatuadress, arbete;Ort, arbete;Postnummer, arbete;Telefon, arbete;Telefon, hem;Mobiltelefon;E-postadress;Anteckningar',
    row: ';Ida;Ek;Fjordlys;Inköpare;Kajen 1;Oslo;0150;+47 22 00 00 00;;+47 40 00 00 00;ida@fjordlys.example;',
    fields: { 'phone.work': 'Telefon, arbete', title: 'Befattning', email: 'E-postadress' },
  },
  {
    system: 'outlook',
    kind: 'people',
    header:
      'Titel;Fornavn;Efternavn;Firma;Stilling;Adresse, arbejde;By, arbejde;Postnummer, arbejde;Telefon, arbejde;Mobiltelefon;E-mail-adresse;Noter',
    row: ';Ida;Ek;Fjordlys;Indkøber;Kajen 1;Oslo;0150;+47 22 00 00 00;+47 40 00 00 00;ida@fjordlys.example;',
    fields: { 'phone.work': 'Telefon, arbejde', city: 'By, arbejde', email: 'E-mail-adresse' },
  },
  {
    system: 'outlook',
    kind: 'people',
    header:
      'Unvan;Ad;Soyadı;Şirket;İş Unvanı;İş Adresi Sokak;İş Adresi Şehir;İş Telefonu;Cep Telefonu;E-posta Adresi;Notlar',
    row: ';Ece;Ak;Fjordlys;Satın alma;Rıhtım 1;İzmir;+90 232 000 00 00;+90 532 000 00 00;ece@fjordlys.example;',
    fields: {
      title: 'İş Unvanı',
      'phone.work': 'İş Telefonu',
      'phone.mobile': 'Cep Telefonu',
      street: 'İş Adresi Sokak',
    },
  },
  {
    system: 'outlook',
    kind: 'people',
    header: 'תואר,שם פרטי,שם משפחה,חברה,תפקיד,רחוב בעבודה,עיר בעבודה,טלפון בעבודה,טלפון נייד,כתובת דואר אלקטרוני,הערות',
    row: ',נועה,לוי,פיורד,רכש,הנמל 1,חיפה,04-800-0000,050-000-0000,noa@fjordlys.example,',
    fields: { title: 'תפקיד', 'phone.mobile': 'טלפון נייד', city: 'עיר בעבודה' },
  },
  {
    system: 'outlook',
    kind: 'people',
    header: 'คำนำหน้าชื่อ,ชื่อ,นามสกุล,บริษัท,ตำแหน่ง,โทรศัพท์ที่ทำงาน,โทรศัพท์มือถือ,ที่อยู่อีเมล,บันทึกย่อ',
    row: ',ฟ้า,ใส,ฟยอร์ด,จัดซื้อ,02 000 0000,081 000 0000,fa@fjordlys.example,',
    fields: { firstName: 'ชื่อ', 'phone.mobile': 'โทรศัพท์มือถือ', email: 'ที่อยู่อีเมล' },
  },
  {
    system: 'twenty',
    kind: 'people',
    header:
      'Id,Name / First Name,Name / Last Name,Emails / Primary Email,Phones / Primary Phone Number,Job Title,Linkedin / Primary Link URL,Company Id,City',
    row: 'a1,Ida,Ek,ida@fjordlys.example,+4740000000,Buyer,https://linkedin.com/in/ida,c1,Oslo',
    fields: { firstName: 'Name / First Name', companyExternalId: 'Company Id', email: 'Emails / Primary Email' },
  },
  {
    system: 'espocrm',
    kind: 'deals',
    header: 'Name;Account;Stage;Amount;Amount Currency;Close Date;Probability, %;Assigned User;Created At',
    row: 'Mast lights;Fjordlys;Negotiation;1200;EUR;2026-03-04;75;Moa Frisk;2026-01-04 10:00:00',
    fields: { owner: 'Assigned User', currency: 'Amount Currency', probability: 'Probability, %' },
  },
  {
    system: 'atomic',
    kind: 'people',
    header:
      'id,first_name,last_name,gender,title,background,first_seen,last_seen,has_newsletter,status,tags,company_id,sales_id,linkedin_url,company,sales,email_work,email_home,phone_work,phone_home',
    row: '2,Ida,Ek,female,Buyer,Met in Oslo,2026-01-04T10:00:00Z,2026-01-05T10:00:00Z,false,warm,north,1,1,,Fjordlys,Moa Frisk,ida@fjordlys.example,,+47 22 00 00 00,',
    fields: { note: 'background', 'email.work': 'email_work', 'phone.work': 'phone_work', owner: 'sales' },
  },
]
