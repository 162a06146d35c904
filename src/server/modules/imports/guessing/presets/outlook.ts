import type { Preset } from './preset.ts'

/** Exports of contacts, in the languages that Outlook was set to: English, German, Swedish, Danish, Turkish, Hebrew, Thai. */
export const outlook: Preset = {
  system: 'outlook',
  files: [
    {
      kind: 'people',
      known: `
        First Name, Last Name, Business Phone
        First Name, Last Name, E-mail Display Name
        Vorname, Nachname, Telefon geschäftlich
        Vorname, Nachname, E-Mail-Adresse
        Förnamn, Efternamn, Telefon arbete
        Förnamn, Efternamn, Telefon (arb)
        Förnamn, Efternamn, Arbetstelefon
        Fornavn, Efternavn, Telefon arbejde
        Fornavn, Efternavn, Telefon (arb.)
        Fornavn, Efternavn, Arbejdstelefon
        Ad, Soyadı, İş Telefonu
        Adı, Soyadı, İş Telefonu
        שם פרטי, שם משפחה, טלפון בעבודה
        שם פרטי, שם משפחה, טלפון עסקי
        ชื่อ, นามสกุล, โทรศัพท์ที่ทำงาน
        ชื่อจริง, นามสกุล, โทรศัพท์ที่ทำงาน
        ชื่อ, นามสกุล, โทรศัพท์ธุรกิจ
      `,
      fields: `
        firstName         First Name, Vorname, Förnamn, Fornavn, Ad, Adı, שם פרטי, ชื่อ, ชื่อจริง
        middleName        Middle Name, Weitere Vornamen, Mellannamn, Mellemnavn, İkinci Ad, İkinci Adı, שם אמצעי, ชื่อกลาง
        lastName          Last Name, Nachname, Efternamn, Efternavn, Soyadı, Soyad, שם משפחה, นามสกุล
        company           Company, Firma, Företag, Virksomhed, Şirket, חברה, บริษัท
        title             Job Title, Position, Befattning, Stilling, İş Unvanı, תפקיד, ตำแหน่ง, ตำแหน่งงาน
        phone.work        Business Phone, Telefon geschäftlich, Telefon arbete, Telefon (arb), Arbetstelefon, Telefon arbejde, Telefon (arb.), Arbejdstelefon, İş Telefonu, טלפון בעבודה, טלפון עסקי, โทรศัพท์ที่ทำงาน, โทรศัพท์ธุรกิจ
        phone.work:2      Business Phone 2, Telefon geschäftlich 2, Telefon arbete 2, Telefon 2 arbete, Telefon arbejde 2, İş Telefonu 2, טלפון בעבודה 2, טלפון עסקי 2, โทรศัพท์ที่ทำงาน 2, โทรศัพท์ธุรกิจ 2
        phone.mobile      Mobile Phone, Mobiltelefon, Mobil, Cep Telefonu, טלפון נייד, โทรศัพท์มือถือ, โทรศัพท์เคลื่อนที่
        phone.mobile:2    Mobile Phone 2, Mobiltelefon 2, Mobil 2, Cep Telefonu 2, טלפון נייד 2, โทรศัพท์มือถือ 2
        phone.home        Home Phone, Telefon privat, Telefon hem, Telefon (hem), Hemtelefon, Privattelefon, Telefon (privat), Ev Telefonu, טלפון בבית, โทรศัพท์บ้าน, โทรศัพท์ที่บ้าน
        phone.home:2      Home Phone 2, Telefon privat 2, Telefon hem 2, Ev Telefonu 2, טלפון בבית 2, โทรศัพท์บ้าน 2
        phone.other       Other Phone, Weiteres Telefon, Annan telefon, Övrig telefon, Anden telefon, Andet telefonnummer, Diğer Telefon, טלפון אחר, โทรศัพท์อื่น, โทรศัพท์อื่นๆ
        phone.other:2     Company Main Phone, Telefon Firma, Primary Phone, Car Phone
        email             E-mail Address, E-Mail-Adresse, E-postadress, E-mailadresse, E-mail-adresse, E-posta Adresi, כתובת דואר אלקטרוני, דואר אלקטרוני, ที่อยู่อีเมล
        email.other       E-mail 2 Address, E-Mail 2: Adresse, E-postadress 2, E-mailadresse 2, E-mail 2-adresse, E-posta 2 Adresi, כתובת דואר אלקטרוני 2, ที่อยู่อีเมล 2
        email.other:2     E-mail 3 Address, E-Mail 3: Adresse, E-postadress 3, E-mailadresse 3, E-mail 3-adresse, E-posta 3 Adresi, כתובת דואר אלקטרוני 3, ที่อยู่อีเมล 3
        street            Business Street, Straße geschäftlich, Gatuadress arbete, Adress arbete, Adress (arb), Adresse arbejde, Gade arbejde, Vej arbejde, İş Adresi Sokak, İş Sokak, İş Caddesi, רחוב בעבודה, רחוב עסקי, ถนนที่ทำงาน, ถนน ธุรกิจ
        street2           Business Street 2, Straße geschäftlich 2, Gatuadress 2 arbete, Gatuadress arbete 2, Adresse arbejde 2, İş Adresi Sokak 2, רחוב בעבודה 2, ถนนที่ทำงาน 2
        city              Business City, Ort geschäftlich, Ort arbete, Postort arbete, Stad arbete, By arbejde, İş Adresi Şehir, İş Şehir, İş Şehri, עיר בעבודה, עיר עסקית, เมืองที่ทำงาน, เมือง ธุรกิจ
        region            Business State, Region geschäftlich, Bundesland/Kanton geschäftlich, Region arbete, Område arbejde, Region arbejde, İş Adresi İl, İş İli, מדינה בעבודה, จังหวัดที่ทำงาน
        postalCode        Business Postal Code, Postleitzahl geschäftlich, Postnummer arbete, Postnr arbete, Postnummer arbejde, Postnr. arbejde, İş Adresi Posta Kodu, İş Posta Kodu, מיקוד בעבודה, מיקוד עסקי, รหัสไปรษณีย์ที่ทำงาน
        country           Business Country/Region, Business Country, Land/Region geschäftlich, Land/region arbete, Land arbete, Land/område arbejde, Land arbejde, İş Adresi Ülke/Bölge, İş Ülke/Bölge, ארץ/אזור בעבודה, ארץ בעבודה, ประเทศ/ภูมิภาคที่ทำงาน, ประเทศที่ทำงาน
        street.home       Home Street, Straße privat, Gatuadress hem, Adress hem, Adresse privat, Vej privat, Ev Adresi Sokak, Ev Sokak, רחוב בבית, ถนนที่บ้าน, ถนน บ้าน
        street2.home      Home Street 2, Straße privat 2, Gatuadress hem 2, Adresse privat 2, Ev Adresi Sokak 2
        city.home         Home City, Ort privat, Ort hem, Postort hem, By privat, Ev Adresi Şehir, Ev Şehir, עיר בבית, เมืองที่บ้าน, เมือง บ้าน
        region.home       Home State, Region privat, Bundesland/Kanton privat, Region hem, Område privat, Ev Adresi İl
        postalCode.home   Home Postal Code, Postleitzahl privat, Postnummer hem, Postnummer privat, Ev Adresi Posta Kodu, Ev Posta Kodu, מיקוד בבית, รหัสไปรษณีย์ที่บ้าน
        country.home      Home Country/Region, Home Country, Land/Region privat, Land/region hem, Land/område privat, Ev Adresi Ülke/Bölge, ארץ/אזור בבית, ประเทศ/ภูมิภาคที่บ้าน
        street.other      Other Street, Weitere Straße, Övrig gatuadress, Anden adresse, Diğer Adres Sokak, רחוב אחר, ถนนอื่น
        city.other        Other City, Weiterer Ort, Övrig ort, Anden by, Diğer Adres Şehir, עיר אחרת, เมืองอื่น
        region.other      Other State, Weitere/r Bundesland/Kanton, Weiteres/r Bundesland/Kanton
        postalCode.other  Other Postal Code, Weitere Postleitzahl, Övrigt postnummer, Andet postnummer, Diğer Adres Posta Kodu
        country.other     Other Country/Region, Other Country, Weiteres Land, Weitere/s Land/Region, Weiteres/e Land/Region, Övrigt land, Andet land
        tags              Categories, Kategorien, Kategorier, Kategoriler, קטגוריות, ประเภท
        note              Notes, Notizen, Anteckningar, Noter, Notater, Notlar, הערות, บันทึก, บันทึกย่อ
      `,
    },
  ],
}
