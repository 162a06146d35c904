/** What the labelled set is made of in each language: names, towns and how companies are called. */
export interface LabelledPlace {
  readonly given: readonly string[]
  readonly family: readonly string[]
  /** Short form → name. */
  readonly nicknames: Readonly<Record<string, string>>
  readonly titles: readonly string[]
  readonly stems: readonly string[]
  readonly trades: readonly string[]
  /** What makes another name of a stem. */
  readonly endings: readonly string[]
  /** Ways to write one legal form; each company has one line of them. */
  readonly forms: readonly (readonly string[])[]
  /** What a sister company is told by. */
  readonly sisters: readonly string[]
  readonly cities: readonly string[]
  readonly streets: readonly string[]
  readonly top: string
  readonly dial: string
}

const words = (text: string) => text.split(',').map((word) => word.trim())

export const labelledPlaces: Readonly<Record<string, LabelledPlace>> = {
  en: {
    given: words(
      'James,Robert,William,Michael,Thomas,Daniel,Elizabeth,Katherine,Margaret,Susan,Emma,Olivia,Grace,Oliver,Harry,George,Amelia,Sophie,Lucy,Peter',
    ),
    family: words(
      "Smith,Jones,Taylor,Brown,Williams,Wilson,Johnson,Davies,Robinson,Wright,Thompson,Evans,Walker,White,Roberts,Green,Hall,Wood,Jackson,Clarke,O'Brien,Hughes,Whitfield,Ashdown,Pemberton",
    ),
    nicknames: {
      Bob: 'Robert',
      Bill: 'William',
      Mike: 'Michael',
      Tom: 'Thomas',
      Dan: 'Daniel',
      Liz: 'Elizabeth',
      Kate: 'Katherine',
      Pete: 'Peter',
    },
    titles: words('Mr,Mrs,Dr,Ms'),
    stems: words(
      'Northgate,Kestrel,Harbour,Ashford,Silverdale,Brightwell,Foxglove,Meridian,Oakham,Redcliffe,Thornbury,Wexley,Copperfield,Larkspur,Hollins',
    ),
    trades: words('Instruments,Plumbing,Roofing,Textiles,Catering,Print,Marine,Bakery'),
    endings: words('ton,wick,mere,stead,don'),
    forms: [words('Ltd,Limited,LTD.'), words('Inc,Inc.,Incorporated'), words('plc,PLC'), words('LLC')],
    sisters: words('Group,Holdings,Ireland,Services,International'),
    cities: words('London,Leeds,Bristol,York,Glasgow,Exeter,Norwich,Derby'),
    streets: words('High Street,Station Road,Mill Lane,Church Road,Park Avenue'),
    top: 'co.uk',
    dial: '+4479',
  },
  sv: {
    given: words(
      'Lars,Karl,Per,Nils,Anders,Åsa,Kerstin,Björn,Göran,Märta,Elin,Maja,Håkan,Sören,Ingrid,Anna,Eva,Johan,Oskar,Linnéa',
    ),
    family: words(
      'Andersson,Johansson,Karlsson,Nilsson,Eriksson,Larsson,Öberg,Sjöström,Lindqvist,Åkesson,Bergström,Söderberg,Hägglund,Nyström,Wallin,Ek,Lundgren,Forsberg,Björklund,Dahl,Hjelm,Norén',
    ),
    nicknames: { Lasse: 'Lars', Kalle: 'Karl', Pelle: 'Per', Nisse: 'Nils' },
    titles: words('Herr,Fru,Dr'),
    stems: words(
      'Ångbolaget,Nordlys,Björkdal,Sjöglimt,Kvarnen,Granit,Strömsund,Tallbacken,Fjällräv,Hammarö,Vintergatan,Lövstad,Örnen,Västerbo,Rönnäs',
    ),
    trades: words('Bygg,El,Måleri,Snickeri,Transport,Redovisning,Plåt,Trädgård'),
    endings: words('torp,näs,lund,vik,bo'),
    forms: [words('AB,Aktiebolag,A.B.'), words('HB,Handelsbolag'), words('AB (publ),AB')],
    sisters: words('Sverige,Norden,Holding,Fastigheter,Stockholm'),
    cities: words('Stockholm,Göteborg,Malmö,Umeå,Västerås,Örebro,Luleå,Växjö'),
    streets: words('Storgatan,Kungsgatan,Drottninggatan,Björkvägen,Skolgatan'),
    top: 'se',
    dial: '+4670',
  },
  he: {
    given: words(
      'יוסף,אברהם,דניאל,מרדכי,יצחק,יעקב,שמואל,רות,נועה,תמר,מיכל,שירה,דויד,אורי,איתן,יונתן,הילה,ליאור,גלית,עומר',
    ),
    family: words(
      'כהן,לוי,מזרחי,פרץ,ביטון,דהן,אברהמי,פרידמן,מלכה,אזולאי,כץ,יוסף,דוד,עמר,אוחיון,חדד,גבאי,בן דוד,אדרי,לוין,טל,שפירא,רוזנברג',
    ),
    nicknames: {
      יוסי: 'יוסף',
      אבי: 'אברהם',
      דני: 'דניאל',
      מוטי: 'מרדכי',
      איציק: 'יצחק',
      קובי: 'יעקב',
      שמוליק: 'שמואל',
      רותי: 'רות',
    },
    titles: words('ד"ר,מר,גב\''),
    stems: words('אלון,הדר,גלבוע,ארזים,נחשון,כרמלית,תמרים,רותם,שקד,אופק,מעיין,סלעית,ברושים,צפרירים,נופית'),
    trades: words('הנדסה,בנייה,דפוס,רכב,שיווק,מזון,חשמל,ריהוט'),
    endings: words('נט,ית,לי,אור,גל'),
    forms: [words('בע"מ,בע״מ,בעמ'), words('בע"מ')],
    sisters: words('אחזקות,ישראל,נכסים,שירותים,צפון'),
    cities: words('תל אביב,חיפה,ירושלים,באר שבע,נתניה,אשדוד,רחובות'),
    streets: words('רחוב הרצל,דרך בגין,שדרות רוטשילד,רחוב ויצמן'),
    top: 'co.il',
    dial: '+97254',
  },
  tr: {
    given: words(
      'Mehmet,Fatma,İbrahim,Abdullah,Işıl,Çağlar,Gülşen,Özgür,Ümit,Şükran,Ayşe,Emre,Burak,Zeynep,Elif,Kerem,Derya,Deniz,Hakan,Sıla',
    ),
    family: words(
      'Yılmaz,Kaya,Demir,Şahin,Çelik,Yıldız,Yıldırım,Öztürk,Aydın,Özdemir,Arslan,Doğan,Kılıç,Aslan,Çetin,Kara,Koç,Kurt,Özkan,Şimşek,Güneş,Işık',
    ),
    nicknames: { Memo: 'Mehmet', İbo: 'İbrahim', Fato: 'Fatma', Apo: 'Abdullah' },
    titles: words('Bay,Bayan,Sayın,Dr.'),
    stems: words(
      'Işıkkent,Güneysu,Çınaraltı,Özgüven,Kuzeytaş,Altınbaş,Şirinköy,Yeşilova,Ağaoğlu,Demirtepe,Boğaziçi,Ilıca,Çamlık,Gökdere,Ülker Yapı',
    ),
    trades: words('İnşaat,Gıda,Tekstil,Otomotiv,Mobilya,Lojistik,Elektrik,Matbaa'),
    endings: words('san,pak,tek,sal,mar'),
    forms: [words('A.Ş.,AŞ,Anonim Şirketi'), words('Ltd. Şti.,Ltd Şti,Limited Şirketi')],
    sisters: words('Holding,Grup,Türkiye,İzmir,Enerji'),
    cities: words('İstanbul,Ankara,İzmir,Bursa,Eskişehir,Diyarbakır,Şanlıurfa'),
    streets: words('Atatürk Caddesi,Cumhuriyet Bulvarı,Gül Sokak,İnönü Caddesi'),
    top: 'com.tr',
    dial: '+9053',
  },
  da: {
    given: words(
      'Søren,Jørgen,Bjørn,Kåre,Frederikke,Kirstine,Mette,Lærke,Freja,Rasmus,Åge,Anders,Ida,Emil,Sofie,Nikolaj,Birgitte,Jens,Signe,Thor',
    ),
    family: words(
      'Sørensen,Jørgensen,Møller,Ågård,Nielsen,Hansen,Kjær,Bæk,Østergaard,Holst,Krogh,Nørgaard,Skov,Lund,Vestergaard,Brøndum,Thygesen,Kofoed,Dahl,Fisker',
    ),
    nicknames: { Rikke: 'Frederikke', Stine: 'Kirstine' },
    titles: words('Hr.,Fru,Dr.'),
    stems: words(
      'Nordlys,Havørn,Æblegården,Bækmark,Rødkilde,Søhus,Vindeby,Kornblomst,Ålborg Tag,Fyrtårn,Skovløber,Lærkehøj,Granholt,Østbæk,Klitten',
    ),
    trades: words('Byg,Tømrer,Maskiner,Revision,Catering,VVS,Design,Skilte'),
    endings: words('bjerg,rup,holm,dal,kær'),
    forms: [words('A/S,AS,Aktieselskab'), words('ApS,Aps,Anpartsselskab')],
    sisters: words('Holding,Danmark,Ejendomme,Gruppen,Aarhus'),
    cities: words('København,Aarhus,Odense,Aalborg,Esbjerg,Næstved,Køge'),
    streets: words('Vestergade,Bredgade,Møllevej,Skolevej,Nørregade'),
    top: 'dk',
    dial: '+4520',
  },
  th: {
    given: words(
      'สมชาย,สมหญิง,วรรณา,ประเสริฐ,นภา,อนันต์,สุรชัย,พิมพ์ใจ,ชาญชัย,รัตนา,วีระ,กนกวรรณ,ลลิตา,บุญส่ง,ดวงใจ,สุดา,มานพ,ปรียา,เอกชัย,นิพนธ์',
    ),
    family: words(
      'ใจมั่น,ศรีสุข,รุ่งเรือง,ทองสุข,แก้วมณี,บุญเรือง,สุวรรณ,จันทรา,วงศ์ใหญ่,ชัยมงคล,อินทร์แก้ว,มีสุข,ทรัพย์มาก,เพชรงาม,แสงทอง,ใจดี,พรหมมา,คำแก้ว',
    ),
    nicknames: {},
    titles: words('นาย,นาง,นางสาว,คุณ'),
    stems: words(
      'ตะวันฉาย,สยามรุ่ง,ทองไทย,เจริญผล,บ้านสวน,ภูเก็ตทะเล,น้ำใส,ดอยคำ,ศรีนคร,พัฒนกิจ,เอราวัณ,มณีรัตน์,ล้านนา,อรุณรุ่ง,แสงตะวัน',
    ),
    trades: words('ก่อสร้าง,การพิมพ์,อาหาร,ขนส่ง,เฟอร์นิเจอร์,ไฟฟ้า,การเกษตร'),
    endings: words('ชัย,ไทย,ทอง,ศรี,พร'),
    forms: [words('บริษัท … จำกัด,บจก. …,บริษัท…จำกัด'), words('บริษัท … จำกัด (มหาชน),บมจ. …'), words('ห้างหุ้นส่วนจำกัด …,หจก. …')],
    sisters: words('กรุ๊ป,โฮลดิ้ง,เซอร์วิส,ประเทศไทย'),
    cities: words('กรุงเทพฯ,เชียงใหม่,ภูเก็ต,ขอนแก่น,นครราชสีมา'),
    streets: words('ถนนสุขุมวิท,ถนนพหลโยธิน,ถนนเจริญกรุง'),
    top: 'co.th',
    dial: '+6681',
  },
}
