import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { readAll } from './workbooks.ts'

test('cards of all versions are a table with a column for everything they say', async () => {
  const text = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'N:Lovelace;Ada;King;Dr.;',
    'FN:Ada Lovelace',
    'ORG:Analytical Engines\\, Ltd;Research;Numbers',
    'TITLE:Founder\\; CEO',
    'item1.TEL;type=WORK;type=VOICE:+46 8 123 45',
    'TEL;type=CELL;type=pref:070-123 45 67',
    'item2.TEL:08-999',
    'item2.X-ABLabel:_$!<Home>!$_',
    'EMAIL;TYPE=INTERNET,WORK:ada@example.com',
    'EMAIL:ada@home.example',
    'ADR;TYPE=WORK:;;Storgatan 1;Örebro;Närke;702 11;Sverige',
    'URL:https://www.linkedin.com/in/ada',
    'URL:https://engines.example',
    'NOTE:First line\\nsecond\\, and a line that is so long that it was fo',
    ' lded',
    'BDAY:18151210',
    'CATEGORIES:customer,friend',
    'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ',
    'END:VCARD',
    '',
    'BEGIN:VCARD',
    'VERSION:2.1',
    'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Sj=C3=B6gren;M=C3=A4rta',
    'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=A4rta=20Sj=',
    '=C3=B6gren',
    'TEL;WORK;VOICE:1',
    'TEL;WORK:2',
    'END:VCARD',
    'BEGIN:VCARD',
    'VERSION:4.0',
    'FN:Grace Hopper',
    'TEL;VALUE=uri;TYPE="voice,home":tel:+1-555-555-5555;ext=12',
    'BDAY;VALUE=date-and-or-time:--1209',
    'END:VCARD',
  ].join('\r\n')
  const { format, layout, rows } = await readAll(text)
  expect(format).toEqual({ format: 'vcard', encoding: 'utf-8', skipLines: 0 })
  const said = rows.map(([line, ...record]) => [
    line,
    Object.fromEntries(layout.headers.map((header, at) => [header, record[at]]).filter(([, value]) => value !== '')),
  ])
  expect(said).toEqual([
    [
      1,
      {
        Name: 'Ada Lovelace',
        'First Name': 'Ada',
        'Middle Name': 'King',
        'Last Name': 'Lovelace',
        'Name Prefix': 'Dr.',
        Company: 'Analytical Engines, Ltd',
        Department: 'Research, Numbers',
        'Job Title': 'Founder; CEO',
        'Mobile Phone': '070-123 45 67',
        'Work Phone': '+46 8 123 45',
        'Home Phone': '08-999',
        'E-mail Address': 'ada@home.example',
        'Work E-mail': 'ada@example.com',
        'Work Street': 'Storgatan 1',
        'Work City': 'Örebro',
        'Work State': 'Närke',
        'Work Postal Code': '702 11',
        'Work Country': 'Sverige',
        Website: 'https://engines.example',
        LinkedIn: 'https://www.linkedin.com/in/ada',
        Birthday: '1815-12-10',
        Categories: 'customer, friend',
        Notes: 'First line\nsecond, and a line that is so long that it was folded',
      },
    ],
    [
      23,
      {
        Name: 'Märta Sjögren',
        'First Name': 'Märta',
        'Last Name': 'Sjögren',
        'Work Phone': '1',
        'Work Phone (2)': '2',
      },
    ],
    [31, { Name: 'Grace Hopper', 'Home Phone': '+1-555-555-5555 ext. 12', Birthday: '--1209' }],
  ])
  expect(layout.headers.filter((header) => header.includes('Phone'))).toEqual([
    'Mobile Phone',
    'Work Phone',
    'Work Phone (2)',
    'Home Phone',
  ])
})

test('cards of an old telephone are read in the page of their country', async () => {
  const text = 'BEGIN:VCARD\r\nVERSION:2.1\r\nN:כהן;דנה\r\nORG:מערכות צפון\r\nEND:VCARD\r\n'
  const { format, rows } = await readAll(iconv.encode(text, 'windows-1255'), 'he')
  expect(format.encoding).toBe('windows-1255')
  expect(rows).toEqual([[1, 'דנה', 'כהן', 'מערכות צפון']])
})

test('a card that never ends is no row, and a text about cards is a table', async () => {
  const cards = 'BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\n'
  expect((await readAll(cards)).rows).toEqual([[1, 'A']])
  expect((await readAll('Name,Begin:vCard\nA,1\n')).format.format).toBe('text')
})
