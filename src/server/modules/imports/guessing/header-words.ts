import type { ImportKind } from '../../../../contract/import-fields.ts'

/*
 * What other systems and spreadsheets call our fields, in six languages; several names of one field are parted by commas.
 * Compared without case, marks, spaces and signs, so that `Close Date`, CLOSEDATE and close_date are one.
 */

const person = `
  firstName    first name, given name, forename, förnamn, שם פרטי, ad, adı, isim, fornavn, ชื่อจริง
  middleName   middle name, additional name, mellannamn, שם אמצעי, ikinci ad, mellemnavn, ชื่อกลาง
  lastName     last name, surname, family name, efternamn, שם משפחה, soyad, soyadı, efternavn, นามสกุล
`
const address = `
  phone          phone, phone number, telephone, main phone, telefon, telefonnummer, טלפון, מספר טלפון, telefon no, telefon numarası, โทรศัพท์, เบอร์โทร, เบอร์โทรศัพท์
  phone.mobile   mobile, mobile phone, mobile number, cell, cell phone, cellphone, mobil, mobiltelefon, mobilnummer, נייד, טלפון נייד, סלולרי, cep, cep telefonu, gsm, มือถือ, โทรศัพท์มือถือ, เบอร์มือถือ
  phone.other    other phone, phone other, fax number, annan telefon, טלפון נוסף, diğer telefon, anden telefon, โทรศัพท์อื่น
  email          email, e-mail, email address, e-mail address, e-post, epost, e-postadress, mejl, mailadress, דוא"ל, אימייל, מייל, כתובת מייל, e-posta, eposta, e-posta adresi, e-mailadresse, อีเมล, อีเมล์
  email.other    other email, secondary email, email other, annan e-post, אימייל נוסף, diğer e-posta, anden e-mail, อีเมลอื่น
  street         street, address, street address, address line 1, gata, adress, gatuadress, besöksadress, רחוב, כתובת, adres, sokak, cadde, vej, adresse, gade, ที่อยู่, ถนน
  street2        address line 2, street 2, c/o, adressrad 2, adres satırı 2
  postalCode     postal code, zip, zip code, zipcode, postcode, billing postal code, postnummer, postnr, מיקוד, posta kodu, รหัสไปรษณีย์
  city           city, town, stad, ort, postort, עיר, יישוב, şehir, il, ilçe, by, เมือง, เขต, อำเภอ
  region         state, region, province, state/region, state/province, county, län, landskap, מחוז, bölge, eyalet, จังหวัด
  country        country, country/region, land, מדינה, ארץ, ülke, ประเทศ
  tags           tags, tag, labels, label, categories, keywords, etiketter, taggar, kategorier, תגיות, תגית, etiketler, etiket, mærker, แท็ก, ป้ายกำกับ, mærkater
  note           notes, note, comment, comments, description, background, remarks, anteckning, anteckningar, kommentar, kommentarer, beskrivning, הערות, הערה, תיאור, not, notlar, açıklama, noter, bemærkninger, beskrivelse, หมายเหตุ, บันทึก, คำอธิบาย
`
const personal = `
  phone.work     work phone, phone work, business phone, office phone, direct phone, telefon arbete, arbetstelefon, telefon jobb, טלפון בעבודה, iş telefonu, arbejdstelefon, telefon arbejde, โทรศัพท์ที่ทำงาน
  phone.home     home phone, phone home, private phone, hemtelefon, telefon hem, telefon privat, טלפון בבית, ev telefonu, privattelefon, โทรศัพท์บ้าน
  email.work     work email, email work, business email, e-post arbete, jobbmejl, מייל עבודה, iş e-postası, arbejdsmail, อีเมลที่ทำงาน
  email.private  private email, personal email, home email, email home, privat e-post, מייל אישי, kişisel e-posta, privat e-mail, อีเมลส่วนตัว
  street         work street, business street, work address
  street2        work street 2, business street 2
  city           work city, business city
  region         work state, business state
  postalCode     work postal code, business postal code
  country        work country, business country
  street.home    home street, home address, hemadress, כתובת בית, ev adresi, hjemmeadresse, ที่อยู่บ้าน
  street2.home   home street 2
  city.home      home city
  region.home    home state
  postalCode.home home postal code
  country.home   home country
`
const owner = `
  owner            owner, sales, assigned to, assigned user, responsible, ägare, ansvarig, säljare, בעלים, אחראי, נציג, sorumlu, müşteri temsilcisi, ejer, ansvarlig, ผู้รับผิดชอบ, เจ้าของ, אחראי/ת
  ownerExternalId  owner id, ownerid, sales id, assigned user id
  source           source, lead source, original source, account source, källa, מקור, kaynak, kilde, แหล่งที่มา
`

const words = {
  deals: `
    externalId         opportunity id, opportunityid, deal id, lead id, lead number, prospect id, lead-id, id, record id, external id, reference, affärs-id, affärsnummer, ärende id, מזהה, מספר עסקה, anlaşma no, fırsat no, handels-id, sags-id, รหัสดีล, รหัส, externt id, מזהה חיצוני, harici kimlik, eksternt id, รหัสจากระบบอื่น, opportunity number, deal number, case id, case number, application id, mql id, ärendenummer, מספר תיק, sagsnummer
    name               deal name, opportunity name, opportunity, deal, deal title, name, title, subject, topic, potential name, affär, affärsnamn, rubrik, שם העסקה, עסקה, נושא, anlaşma, anlaşma adı, fırsat, fırsat adı, handel, handelsnavn, titel, ดีล, ชื่อดีล, ชื่อโอกาสการขาย
    company            account, account name, company, company name, organization, organisation, organization name, customer, customer name, client, potential customer, associated company, deal organization, företag, företagsnamn, kund, kundnamn, organisation, חברה, שם החברה, לקוח, שם הלקוח, ארגון, şirket, şirket adı, müşteri, müşteri adı, firma, hesap adı, virksomhed, virksomhedsnavn, kunde, บริษัท, ชื่อบริษัท, ลูกค้า, ชื่อลูกค้า
    companyExternalId  account id, accountid, company id, organization id, associated company id, associated company ids, customer id, företags-id, kund-id, מזהה חברה, מזהה לקוח, şirket no, müşteri no, virksomheds-id, kunde-id, รหัสลูกค้า, รหัสบริษัท
    person             contact, contact name, primary contact, contact person, associated contact, deal contact person, person, kontakt, kontaktperson, איש קשר, kişi, ilgili kişi, irtibat kişisi, kontaktperson, ผู้ติดต่อ
    owner              owner, sales agent, agent, deal owner, opportunity owner, owner name, account manager, sales rep, rep, salesperson, sales person, seller, assigned to, assigned user, responsible, responsible person, deal owner name, ägare, säljare, ansvarig, affärsägare, ansvarig säljare, בעלים, נציג, נציג מכירות, אחראי, איש מכירות, sorumlu, satış temsilcisi, temsilci, sahibi, ejer, sælger, ansvarlig, ผู้รับผิดชอบ, พนักงานขาย, เจ้าของดีล, אחראי/ת
    ownerExternalId    owner id, ownerid, user id, assigned user id, sales id, sales rep id, sr id
    product            product, product name, item, products, produkt, artikel, מוצר, שם המוצר, ürün, ürün adı, produktnavn, vare, สินค้า, ผลิตภัณฑ์
    personExternalId   contact id, contactid, person id, associated contact id, associated contact ids, contact ids, kontakt-id, מזהה איש קשר, kişi no, รหัสผู้ติดต่อ
    quantity           quantity, qty, units, total opportunity quantity, antal, כמות, miktar, adet, mængde, จำนวน
    amount             close value, amount, value, deal value, deal amount, opportunity amount, price, total, revenue, estimated revenue, est. revenue, actual value, amount in company currency, belopp, värde, affärsvärde, summa, ordervärde, סכום, שווי, ערך, tutar, değer, anlaşma tutarı, anlaşma değeri, beløb, værdi, handelsværdi, มูลค่า, จำนวนเงิน, ยอดขาย, มูลค่าดีล, requested amount, amount requested
    currency           currency, currency code, deal currency, amount currency, currencyisocode, valuta, מטבע, para birimi, döviz, สกุลเงิน, belopp valuta, סכום מטבע, tutar para birimi, beløb valuta, มูลค่า สกุลเงิน
    stage              deal stage, stage, stage name, stagename, pipeline stage, sales stage, opportunity stage, phase, deal stage name, steg, säljsteg, fas, affärssteg, שלב, שלב העסקה, שלב מכירה, aşama, aşama adı, satış aşaması, evre, anlaşma aşaması, trin, fase, salgstrin, salgsfase, ขั้นตอน, ขั้นตอนการขาย, สถานะดีล
    status             status, deal status, outcome, result, converted, is converted, isconverted, iswon, is won, konverterad, הומר, dönüştürüldü, konverteret, state, status reason, utfall, resultat, סטטוס, מצב, תוצאה, durum, sonuç, udfald, สถานะ, ผลลัพธ์, opportunity result, deal result, sales result
    source             source, lead source, leadsource, original source, deal source, origin, campaign, campaign source, källa, ursprung, kampanj, מקור, מקור ליד, kaynak, potansiyel müşteri kaynağı, kilde, แหล่งที่มา, ที่มา
    openedOn           created, created date, createdate, create date, created at, created on, created time, date created, deal created, open date, opened, opened on, start date, deal - deal created, creation date, skapad, skapad datum, skapades, öppnad, startdatum, נוצר, תאריך יצירה, נפתח, תאריך פתיחה, oluşturma tarihi, oluşturulma tarihi, açılış tarihi, oprettet, oprettelsesdato, oprettet dato, åbnet, วันที่สร้าง, สร้างเมื่อ, วันที่เริ่ม, נפתחה, açılış, เปิดเมื่อ, registration date, reg date, application date, registreringsdatum, תאריך רישום, kayıt tarihi, registreringsdato, วันที่ลงทะเบียน
    contactedOn        engage date, engaged, first contact, first contact date, contact date, date of first contact, första kontakt, kontaktdatum, פנייה ראשונה, תאריך פנייה, ilk temas, ilk temas tarihi, første kontakt, kontaktdato, วันที่ติดต่อครั้งแรก, วันที่ติดต่อ
    stageEnteredOn     last stage change date, stage entered, stage change date, date entered stage, last stage change, moved to stage on, stage since, i steget sedan, fas sedan, תאריך כניסה לשלב, aşama değişim tarihi, i trinnet siden, วันที่เปลี่ยนขั้นตอน, in stage since, בשלב מאז, aşamaya giriş, på trinnet siden, อยู่ในขั้นตอนตั้งแต่
    closedOn           close date, closedate, closed, closed on, closed at, closed date, actual close date, actual closure date, closing date, won time, lost time, deal closed on, won date, end date, stängd, stängningsdatum, avslutad, avslutsdatum, slutdatum, נסגר, תאריך סגירה, kapanış tarihi, kapanma tarihi, lukket, lukkedato, afsluttet, slutdato, วันที่ปิด, วันที่ปิดการขาย, ended, הסתיימה, bitiş, สิ้นสุดเมื่อ, won on, lost date, lost on
    lengthDays         total days identified through closing, days to close, days to closing, days until close, days to win, days open, days from opening to close, days from opening to end, days from creation to close, sales cycle, sales cycle days, sales cycle length, sales cycle duration, cycle length, cycle days, cycle time, cycle time days, length of sales cycle, age at close, age at closing, age when closed, deal age at close, duration, duration days, duration in days, deal duration, deal length, length in days, length days, took days, dagar till avslut, dagar till stängning, antal dagar till avslut, dagar från öppning till slut, säljcykel, säljcykel dagar, säljcykelns längd, ålder vid avslut, längd i dagar, längd dagar, varaktighet, varaktighet i dagar, ימים עד סגירה, ימים לסגירה, מספר ימים עד סגירה, ימים מפתיחה עד סיום, מחזור מכירה, אורך מחזור המכירה, גיל בסגירה, משך, משך בימים, אורך בימים, kapanışa kadar gün, kapanışa kadar geçen gün, kapanma süresi, açılıştan bitişe gün, satış döngüsü, satış döngüsü süresi, satış döngüsü gün, kapanıştaki yaş, süre, süre gün, gün olarak süre, dage til lukning, dage til afslutning, antal dage til lukning, dage fra åbning til slut, salgscyklus, salgscyklus dage, salgscyklussens længde, alder ved lukning, længde i dage, varighed, varighed i dage, varighed dage, จำนวนวันถึงปิดการขาย, จำนวนวันจนปิดการขาย, วันจนถึงปิดการขาย, จำนวนวันตั้งแต่เปิดจนสิ้นสุด, วงจรการขาย, ระยะเวลาวงจรการขาย, วงจรการขาย วัน, อายุดีลเมื่อปิด, ระยะเวลา, ระยะเวลา วัน, จำนวนวัน
    expectedCloseOn    expected close date, expected close, expected closing, expected closing date, estimated close date, est. close date, forecast close date, förväntat avslut, förväntat avslutsdatum, מועד סגירה צפוי, תאריך סגירה צפוי, beklenen kapanış, beklenen kapanış tarihi, tahmini kapanış tarihi, forventet lukning, forventet lukkedato, วันที่คาดว่าจะปิดการขาย, วันที่คาดว่าจะปิด, forventet afslutning, คาดว่าจะปิดการขาย
    probability        probability, probability (%), win probability, sannolikhet, הסתברות, סבירות, olasılık, sandsynlighed, โอกาส, ความน่าจะเป็น
    lostReason         lost reason, loss reason, reason lost, closed lost reason, reason for loss, förlustorsak, orsak till förlust, סיבת הפסד, סיבת אי סגירה, kaybetme nedeni, kayıp nedeni, tabsårsag, årsag til tab, เหตุผลที่เสีย, สาเหตุที่ไม่สำเร็จ
    nextStep           next step, next steps, next action, nästa steg, הצעד הבא, sonraki adım, næste skridt, ขั้นตอนถัดไป, nästa aktivitet, สิ่งที่จะทำต่อ
    nextStepOn         next step date, next activity date, next step on, follow-up date, follow up date, datum för nästa steg, uppföljningsdatum, תאריך מעקב, takip tarihi, opfølgningsdato, วันที่ติดตาม, nästa aktivitet den, מועד הצעד הבא, sonraki adım tarihi, næste skridt den, วันที่จะทำต่อ
    tags               tags, tag, labels, label, taggar, etiketter, תגיות, etiketler, mærker, แท็ก
    note               notes, note, comment, comments, description, anteckning, anteckningar, kommentar, beskrivning, הערות, הערה, תיאור, not, notlar, açıklama, noter, bemærkninger, beskrivelse, หมายเหตุ, บันทึก
  `,
  companies: `
    name               account, account name, company, company name, organization, organisation, organization name, customer, customer name, client, name, business, företag, företagsnamn, kund, kundnamn, חברה, שם החברה, שם חברה, לקוח, שם הלקוח, ארגון, şirket, şirket adı, firma, müşteri, müşteri adı, virksomhed, virksomhedsnavn, firmanavn, kunde, บริษัท, ชื่อบริษัท, ลูกค้า, namn, שם, ad, navn, ชื่อ
    externalId         account id, company id, organization id, customer id, id, record id, external id, företags-id, kund-id, kundnummer, מזהה, מזהה לקוח, şirket no, müşteri no, kunde-id, kundenummer, รหัสลูกค้า, รหัสบริษัท, externt id, מזהה חיצוני, harici kimlik, eksternt id, รหัสจากระบบอื่น
    domain             domain, website, web site, url, web, company domain name, homepage, webbplats, hemsida, domän, אתר, אתר אינטרנט, web sitesi, hjemmeside, เว็บไซต์
    ${address}
    country            billing country, office location, location
    street             billing street
    city               billing city
    sector             sector, industry, branch, segment, bransch, sektor, ענף, מגזר, תחום, sektör, branş, branche, อุตสาหกรรม, ประเภทธุรกิจ
    foundedYear        year established, founded, founded year, year founded, grundat, grundat år, שנת הקמה, kuruluş yılı, grundlagt, stiftet, ปีที่ก่อตั้ง, שנת ייסוד, stiftet år
    employees          employees, number of employees, employee count, headcount, no. of employees, anställda, antal anställda, עובדים, מספר עובדים, çalışan sayısı, çalışanlar, ansatte, antal ansatte, จำนวนพนักงาน
    revenue            revenue, annual revenue, turnover, omsättning, הכנסות, מחזור, ciro, yıllık gelir, omsætning, รายได้, รายได้ต่อปี, yearly revenue, årsomsättning, הכנסות שנתיות, yıllık ciro, årsomsætning
    parent             subsidiary of, parent, parent account, parent company, parent organization, moderbolag, moderföretag, חברת אם, ana şirket, moderselskab, บริษัทแม่
    parentExternalId   parent id, parent account id, parent company id
    owner              account owner, company owner, account manager, kundansvarig, müşteri yöneticisi
    ${owner}
  `,
  people: `
    name               name, full name, contact, contact name, person, namn, fullständigt namn, kontakt, kontaktperson, שם, שם מלא, איש קשר, ad soyad, adı soyadı, tam ad, kişi, navn, fulde navn, ชื่อ, ชื่อ-นามสกุล, ชื่อเต็ม, ผู้ติดต่อ
    ${person}
    externalId         contact id, person id, id, uid, record id, record id - contact, external id, kontakt-id, מזהה, kişi no, รหัส, externt id, מזהה חיצוני, harici kimlik, eksternt id, รหัสจากระบบอื่น
    title              job title, title, position, role, titel, befattning, roll, תפקיד, unvan, ünvan, pozisyon, görev, stilling, jobtitel, ตำแหน่ง, ตำแหน่งงาน
    ${address}
    ${personal}
    linkedin           linkedin, linkedin url, linkedin profile, url, profile url, linkedin-profil, פרופיל לינקדאין, linkedin profili, לינקדאין
    company            company, company name, account, account name, organization, employer, current company, företag, företagsnamn, kund, חברה, שם החברה, şirket, şirket adı, firma, virksomhed, virksomhedsnavn, บริษัท, ชื่อบริษัท
    companyExternalId  company id, account id, accountid, organization id, associated company id, företags-id, מזהה חברה, şirket no, virksomheds-id, รหัสบริษัท
    owner              contact owner, lead owner
    ${owner}
  `,
  households: `
    name               household, household name, family, family name, name, hushåll, familj, namn, משק בית, משפחה, שם, hane, aile, husstand, familie, navn, ครัวเรือน, ครอบครัว, ชื่อ, ad
    externalId         household id, id, record id, external id, hushålls-id, מזהה, hane no, husstands-id, รหัส, externt id, מזהה חיצוני, harici kimlik, eksternt id, รหัสจากระบบอื่น
    ${address}
    ${personal}
    ${owner}
  `,
  products: `
    name               product, product name, item, name, description, produkt, produktnamn, artikel, benämning, מוצר, שם המוצר, שם מוצר, ürün, ürün adı, produktnavn, vare, varenavn, สินค้า, ชื่อสินค้า, ผลิตภัณฑ์
    externalId         product id, id, record id, external id, produkt-id, מזהה, ürün no, vare-id, รหัส, externt id, מזהה חיצוני, harici kimlik, eksternt id, รหัสจากระบบอื่น
    code               product code, code, sku, article number, item number, part number, artikelnummer, kod, מק"ט, קוד מוצר, ürün kodu, stok kodu, varenummer, varekode, รหัสสินค้า, artikelkod, קוד
    family             series, family, product family, category, product category, group, line, serie, kategori, produktgrupp, סדרה, קטגוריה, משפחה, seri, ürün grubu, kategori, produktgruppe, ประเภท, หมวดหมู่, กลุ่มสินค้า, produktfamilj, משפחת מוצרים, ürün ailesi, produktfamilie
    price              sales price, price, unit price, list price, standard price, amount, pris, á-pris, listpris, מחיר, מחיר מכירה, fiyat, satış fiyatı, birim fiyat, salgspris, stykpris, ราคา, ราคาขาย, ราคาต่อหน่วย
    cost               cost, unit cost, cost price, inköpspris, kostnad, עלות, maliyet, birim maliyet, kostpris, indkøbspris, ต้นทุน
  `,
  members: `
    name               sales agent, agent, name, full name, user, seller, salesperson, sales rep, rep, owner, employee, namn, säljare, användare, medarbetare, שם, שם מלא, נציג, נציג מכירות, איש מכירות, ad soyad, satış temsilcisi, temsilci, kullanıcı, navn, sælger, bruger, medarbejder, ชื่อ, พนักงานขาย, ผู้ใช้
    ${person}
    team               team, regional office, office, sales team, region, department, branch, territory, team name, grupp, säljteam, kontor, region, avdelning, צוות, סניף, אזור, מחלקה, ekip, takım, ofis, bölge, departman, şube, hold, salgsteam, kontor, afdeling, ทีม, สำนักงาน, สาขา, ภูมิภาค, แผนก
    manager            manager, sales manager, team lead, team leader, supervisor, reports to, manager name, chef, säljchef, teamledare, מנהל, מנהל/ת, מנהל מכירות, ראש צוות, yönetici, satış yöneticisi, müdür, takım lideri, leder, salgschef, teamleder, ผู้จัดการ, หัวหน้าทีม, หัวหน้า
    externalId         user id, id, owner id, agent id, employee id, record id, external id, användar-id, מזהה, kullanıcı no, bruger-id, รหัสพนักงาน
  `,
  history: `
    dealExternalId  opportunity id, deal id, record id, affärs-id, מזהה עסקה, anlaşma no, handels-id, รหัสดีล
    deal            opportunity name, deal name, opportunity, deal, affär, affärsnamn, עסקה, שם העסקה, anlaşma, anlaşma adı, handel, handelsnavn, ดีล, ชื่อดีล
    fromStage       from stage, old stage, previous stage, old value, från steg, tidigare steg, משלב, שלב קודם, önceki aşama, eski aşama, fra trin, tidligere trin, จากขั้นตอน, ขั้นตอนเดิม
    stage           to stage, new stage, stage, stage name, new value, till steg, nytt steg, steg, לשלב, שלב חדש, שלב, yeni aşama, aşama, til trin, nyt trin, trin, ไปขั้นตอน, ขั้นตอนใหม่, ขั้นตอน
    enteredOn       stage change date, changed on, changed at, change date, entered on, entered at, date, timestamp, created date, last modified, ändrad, datum, תאריך שינוי, תאריך, değişim tarihi, tarih, ændret, dato, วันที่เปลี่ยน, วันที่
    field           field, field name, fält, שדה, alan, felt, ฟิลด์
  `,
  activities: `
    externalId         activity id, task id, call id, note id, id, aktivitets-id, מזהה, etkinlik no, รหัส
    type               activity type, type, kind, aktivitetstyp, typ, סוג פעילות, סוג, etkinlik türü, tür, aktivitetstype, ประเภทกิจกรรม, ประเภท
    subject            subject, title, activity, task, ämne, rubrik, aktivitet, נושא, פעילות, משימה, konu, etkinlik, görev, emne, opgave, หัวข้อ, เรื่อง, กิจกรรม
    note               notes, note, comments, description, body, text, content, anteckning, anteckningar, beskrivning, הערות, תיאור, תוכן, not, notlar, açıklama, noter, beskrivelse, indhold, บันทึก, รายละเอียด
    happenedOn         date, activity date, start, start time, start date, done at, completed at, created, created at, created on, datum, starttid, תאריך, מועד, tarih, başlangıç, dato, starttidspunkt, วันที่, เวลาเริ่ม
    dueOn              due date, due, deadline, förfallodatum, תאריך יעד, son tarih, vade, forfaldsdato, กำหนดส่ง, วันครบกำหนด
    status             status, done, completed, state, klar, סטטוס, בוצע, durum, tamamlandı, udført, สถานะ, เสร็จแล้ว
    direction          direction, call direction, call type, riktning, כיוון, yön, retning, ทิศทาง
    outcome            outcome, result, activity result, meeting result, meeting outcome, call outcome, call result, call disposition, disposition, utfall, resultat, תוצאה, sonuç, udfald, ผลลัพธ์
    duration           duration, call duration, duration (minutes), duration in minutes, call duration in seconds, length, längd, varaktighet, משך, süre, varighed, ระยะเวลา
    email              contact email, email of contact
    deal               deal, deal name, opportunity, opportunity name, related to, regarding, affär, עסקה, anlaşma, fırsat, handel, ดีล
    dealExternalId     deal id, opportunity id, whatid, related to id, affärs-id, מזהה עסקה, anlaşma no, handels-id, รหัสดีล
    person             contact, contact name, person, contact person, kontakt, kontaktperson, איש קשר, kişi, ilgili kişi, ผู้ติดต่อ
    personExternalId   contact id, person id, whoid, kontakt-id, מזהה איש קשר, kişi no, รหัสผู้ติดต่อ
    company            company, account, account name, organization, customer, företag, kund, חברה, לקוח, şirket, müşteri, virksomhed, kunde, บริษัท, ลูกค้า
    companyExternalId  company id, account id, organization id, customer id, företags-id, מזהה חברה, şirket no, virksomheds-id, รหัสบริษัท
    owner              owner, assigned to, assigned, user, ansvarig, ägare, אחראי, sorumlu, ansvarlig, ผู้รับผิดชอบ
  `,
  lines: `
    externalId         line id, line item id, id
    dealExternalId     opportunity id, deal id, affärs-id, מזהה עסקה, anlaşma no, handels-id, รหัสดีล
    deal               opportunity name, deal name, opportunity, deal, affär, עסקה, anlaşma, handel, ดีล
    product            product, product name, item, produkt, artikel, מוצר, שם המוצר, ürün, ürün adı, vare, สินค้า
    productExternalId  product id, item id, produkt-id, מזהה מוצר, ürün no, รหัสสินค้า
    quantity           quantity, qty, units, antal, כמות, miktar, adet, mængde, จำนวน
    price              unit price, sales price, price, pris, á-pris, מחיר, birim fiyat, fiyat, stykpris, ราคา, ราคาต่อหน่วย
    amount             total price, total, amount, line total, summa, belopp, סכום, סה"כ, toplam, tutar, beløb, ยอดรวม
  `,
  ignore: '',
} satisfies Record<ImportKind, string>

/** A name as headers are compared: letters and digits only, folded by the caller's eye for languages. */
export function bare(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(?![\u0e30-\u0e4e])\p{M}/gu, '')
    .normalize('NFC')
    .replaceAll('ı', 'i')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '')
}

export interface Known {
  readonly field: string
  /** 1 for the commonest name of a field, a little less for each further one. */
  readonly weight: number
}

/** Header without spaces and signs → the field it names, per kind of file. */
export const headerWords: Readonly<Record<ImportKind, ReadonlyMap<string, Known>>> = {
  deals: readFields(words.deals),
  companies: readFields(words.companies),
  people: readFields(words.people),
  households: readFields(words.households),
  products: readFields(words.products),
  members: readFields(words.members),
  history: readFields(words.history),
  activities: readFields(words.activities),
  lines: readFields(words.lines),
  ignore: new Map(),
}

const numbered = Array.from({ length: 9 }, (_, at) => at + 1)

/** Reads a table of fields and their names: `phone:#  Phone # - Value` stands for nine of them, the first without a number. */
export function readFields(text: string): Map<string, Known> {
  const known = new Map<string, Known>()
  for (const row of text.trim().split('\n')) {
    const [, key = '', names = ''] = /^\s*(\S+)\s+(.*)$/.exec(row) ?? []
    for (const [at, name] of names.split(',').entries()) {
      for (const number of key.includes('#') ? numbered : [0]) {
        const plain = bare(name.replace('#', String(number)))
        const field = number === 1 ? key.replace(':#', '') : key.replace('#', String(number))
        if (plain !== '' && !known.has(plain)) known.set(plain, { field, weight: 1 - Math.min(at, 30) / 100 })
      }
    }
  }
  return known
}
