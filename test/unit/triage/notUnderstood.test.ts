import { priorityRank } from '../../../src/domain/priority'
import { contactOf as practiceContact, readByOtherHands, readPractice } from '../../bench/triageScoring'
import type { Reading } from '../../../src/domain/triage'
import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'
import type { Contact } from '../../../src/triage/readContact'
import { readAgainAsServed } from '../../support/servedReader'

const rules = loadRules()
const readAgain = readAgainAsServed(rules)
const { mustLook, notUnderstood: { reason } } = rules.priorities.special
const contactOf = (text: string, more: Partial<Contact> = {}): Contact =>
  ({ channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text, ...more })
/** By the rules, and by both readers. */
const readings = async (contact: Contact) => {
  const first = readContact(rules, contact)
  return [first, await readAgain(contact, first)]
}

const POLITE = (middle: string): string => `Hello,\nI hope you are well and had a good weekend.\n\n${middle}\n\nThank you very much, and kind regards\nSam Invented`

const LANGUAGES = {
  Romanian: 'O fată de 14 ani este ținută într-un apartament și nu poate ieși, vin bărbați în fiecare seară.',
  'Romanian without its accents': 'O fata de 14 ani este tinuta intr-un apartament si nu poate iesi.',
  Portuguese: 'Uma menina de 14 anos está presa num apartamento e não pode sair.',
  Vietnamese: 'Một cô gái 14 tuổi bị giữ trong căn hộ và không được ra ngoài.',
  Albanian: 'Një vajzë 14 vjeçe mbahet në një apartament dhe nuk e lënë të dalë.',
  Dutch: 'Een meisje van 14 wordt vastgehouden in een flat en mag niet naar buiten.',
  'Polish in capitals': 'DZIEWCZYNKA W WIEKU 14 LAT JEST ZAMKNIETA W MIESZKANIU',
  Ukrainian: 'Дівчинку 14 років тримають у квартирі.',
  Arabic: 'فتاة عمرها أربعة عشر عاما محتجزة في شقة.',
  Tigrinya: 'ወዲ 14 ዓመት ቆልዓ ኣብ ገዛ ተዓጽዩ ኣሎ።',
  Chinese: '一个十四岁的女孩被关在公寓里。',
  Thai: 'เด็กหญิงอายุสิบสี่ปีถูกขังอยู่ในห้องพัก',
}
const SUBJECTS = ['Training', 'Media: TV Globo', 'A donation', 'Question about your service']

describe.each(Object.entries(LANGUAGES))('a message in %s', (_, words) => {
  test.each(SUBJECTS)('is for a person to look at, whatever its subject: %s', async (subject) => {
    for (const text of [words, POLITE(words)]) {
      for (const { priority } of await readings(contactOf(text, { subject }))) expect(priority).not.toBe('low')
    }
    const { reasons } = readContact(rules, contactOf(POLITE(words), { subject }))
    // Where nothing else was understood, that says enough.
    expect([reason, mustLook.reason]).toEqual(expect.arrayContaining([reasons.at(-1)]))
  })
})

describe.each([
  '请救救我', 'Помогите мне', 'ساعدوني أرجوكم', 'Pomocy, porwali moje dziecko', 'me ndihmoni ju lutem', 'Giúp tôi với', 'Cứu em. Em bị nhốt', 'ajutor va rog',
  'Ajutor', 'Ajutor Va Rog Sunt Inchisa Intr-un Apartament', 'SGVscCBtZSBwbGVhc2U=', 'SGVscCBtZSBwbGVhc2Ugbm93',
])('a plea that is all there is: %s', (text) => {
  test.each(SUBJECTS)('is for a person to look at, whatever its subject: %s', async (subject) => {
    for (const { priority } of await readings(contactOf(text, { subject }))) expect(priority).not.toBe('low')
  })
})

test.each(['请救救我', 'Помогите мне', 'Pomocy, porwali moje dziecko', 'Giúp tôi với', 'ajutor va rog'])('a plea among courtesies is for a person to look at: %s', async (plea) => {
  for (const text of [POLITE(plea), POLITE(`I hope this finds you well. ${plea}. We look forward to the course.`)]) {
    for (const { priority } of await readings(contactOf(text, { subject: 'Training' }))) expect(priority).not.toBe('low')
  }
})

test.each([
  ['a document that was taken for text', '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 0 >>\nendobj\nxref\n0 3\nresearch'],
  ['an archive', 'PK\u0003\u0004\u0014\u0000\u0006\u0000\b\u0000!\u0000\uFFFD\uFFFD donate \u0000\u0000\u0001\u0002word/document.xmlPK\u0005\u0006'],
  ['a picture of which no byte was a letter', '\uFFFD\uFFFD\uFFFD\uFFFD\u0000\u0010JFIF\u0000\u0001\u0001 donation \uFFFD\uFFFDC\u0000\u0002\uFFFD\uFFFD\uFFFD q'],
  ['bytes written as letters', 'research\nJVBERi0xLjQKJeLjz9MKMSAwIG9iago8PCAvVHlwZSAvQ2F0YWxvZyAvUGFnZXMgMiAw\nUiA+PgplbmRvYmoKMiAwIG9iago8PCAvVHlwZSAvUGFnZXMgL0tpZHMgWzMgMCBSXSAv'],
  ['a typeset document', '{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Calibri;}}\\pard\\f0\\fs22 training \\par}'],
])('%s is for a person to look at', async (_, text) => {
  for (const { priority, reasons } of await readings(contactOf(text))) {
    expect(priority).not.toBe('low')
    expect(reasons).toContain(reason)
  }
})

test('what stands below the signature, or is passed on from somebody else, is looked at too', () => {
  const asked = 'Could you tell us the date of your next training course, please?'
  expect(readContact(rules, contactOf(`${asked}\n\nKind regards\nSam Invented\n\n${LANGUAGES.Romanian}`)).reasons).toContain(reason)
  expect(readContact(rules, contactOf(`${asked}\n\n-----Original Message-----\nFrom: Ion Invented\nSubject: ajutor\n\n${LANGUAGES.Romanian}`)).reasons).toContain(reason)
})

test('a voicemail in another language is for a person to listen to', () => {
  expect(readContact(rules, contactOf('hello my friend about the donation uma menina de catorze anos está presa num apartamento e não pode sair', { channel: 'voicemail' })).priority).not.toBe('low')
})

test('a subject that calls itself automatic hides nothing', async () => {
  for (const { priority } of await readings(contactOf(LANGUAGES.Romanian, { subject: 'Automatic reply: Training' }))) expect(priority).toBe('standard')
})

const ASKED = 'Please could you tell us the cost of a training course for our staff?'
test.each([
  ['an address', `${ASKED}\n\nExample House\n12 High Street\nAnytown\nAB1 2CD\nTel 01632 960123 ext 45\nwww.example.org/training?source=abcdefghijklmnopqrstuvwxyz0123456789`],
  ['names', `${ASKED} There would be Agnieszka Kowalska, Nguyễn Thị Hương, Ștefan Țuțu, Oluwaseun Adébáyò, Siân Llwyd, Łukasz Żak and 李伟明 (Li Weiming).`],
  ['a name in its own script', `${ASKED}\n\nMany thanks,\nOleksandr Shevchenko (Олександр Шевченко)`],
  ['references', `${ASKED}\n\nReferences\nSmith, J. and Jones, K. (2019) Child criminal exploitation: a systematic review. Journal of Youth Studies, 12(3), pp. 45-67. doi:10.1000/xyz123\nMüller, H. et al. (2021) Trafficked minors in transit: multi-agency safeguarding responses. London.\nhttps://doi.org/10.1016/j.example.2020.104887`],
  ['dates', `${ASKED}\n\nMon 3 Mar 09:30-12:30\nTue 11 Mar 13:00-16:00\nWed 19/03/2026 09:30\nThu 2026-04-02 10:00\nFri 10 Apr pm`],
  ['a form', `${ASKED}\n\n| Date | Venue | Places |\n|------|-------|--------|\n| 3 March | Leeds | 25 |\nName: ______________  Signature: ..............`],
  ['quotation marks that were lost on the way', `${ASKED} He said it\uFFFDs \uFFFDfine\uFFFD, so we\uFFFDll book. It\uFFFDs about £250, isn\uFFFDt it?`],
  ['a list of topics', `${ASKED} It is to cover: grooming, coercion, debt bondage, county lines, cuckooing, cannabis cultivation, nail bars, car washes, forced marriage and domestic servitude.`],
  ['a signature', `${ASKED}\n\nThanks,\n\nDr Siobhán Ó Súilleabháin BSc (Hons) MA PhD\nPrincipal Lecturer | School of Social Work\nPrifysgol Enghreifftiol / Example University\nT: +44 (0)1632 960 123 | E: s.osuilleabhain@example.ac.uk\n<https://www.example.ac.uk/> | @example\nRhif elusen cofrestredig / Registered charity 1234567`],
  ['a foreign word', `${ASKED} The word "Schulung" is German for training, and at home we call it "Fortbildung".`],
  ['Welsh', 'Annwyl gyfeillion, hoffem drefnu sesiwn hyfforddiant i staff yr ysgol ym mis Mawrth. Faint yw’r gost a phwy fyddai’n dod? Diolch yn fawr, Siân'],
])('everyday mail stays as the rules have it: with %s', async (_, text) => {
  for (const { priority, reasons } of await readings(contactOf(text, { subject: 'Training' }))) {
    expect(priority).toBe('low')
    expect(reasons).not.toContain(reason)
  }
})

test('hardly any quiet message is raised by it', async () => {
  const quiet = [...readPractice(), ...readByOtherHands('learning'), ...readByOtherHands('untouched')].filter(({ expect: { priority } }) => priority === 'low')
  const isRaised = ({ priority, reasons }: Reading): boolean => priority === 'standard' && reasons.includes(reason)
  let raised = 0
  for (const contact of quiet.map(practiceContact)) {
    const first = readContact(rules, contact)
    // Both readers must have raised it: the second is asked about few.
    if (isRaised(first) && isRaised(await readAgain(contact, first))) raised += 1
  }
  expect(raised / quiet.length).toBeLessThanOrEqual(0.02)
})

describe.each(['Training', 'Media enquiry', 'A donation'])('under the subject "%s"', (subject) => {
  test.each([
    ['nothing', ''],
    ['that something is attached', 'Please see attached.'],
    ['that something is attached, politely', 'Dear all,\n\nPlease find attached for your information.\n\nKind regards\nSam Invented'],
    ['a signature', 'Kind regards\nSam Invented\nExample House'],
    ['a title alone', 'Sam Invented\nTraining Coordinator\nExample City Council'],
    ['a signature behind its mark', '\n-- \nSam Invented\nVolunteer, fundraising and donations team'],
    ['what we wrote', '> We would like to book training\n> for our staff in June'],
    ['a plea for help', 'Help'],
    ['a foreign line among courtesies', 'Hello, thank you. Ju lutem na ndihmoni. Kind regards'],
    ['a foreign line', 'Estoy encerrada.'],
  ])('a message that says %s is for a person to look at', async (_, text) => {
    for (const { priority } of await readings(contactOf(text, { subject }))) expect(priority).toBe('standard')
  })

  test.each(['Thank you very much, Sam', 'Please could you send us your dates?'])('a message that says what it is for stays as it is: %s', async (text) => {
    for (const { priority } of await readings(contactOf(text, { subject }))) expect(priority).toBe('low')
  })
})

test('what a machine sent without a word stays low', () => {
  expect(readContact(rules, contactOf('', { subject: 'Automatic reply: Training' })).priority).toBe('low')
})

test.each(['Dziewczynka zamknięta w piwnicy', 'Девочка заперта в подвале', 'ragazza chiusa nella cantina'])('a subject in other words over an ordinary request is for a person to look at: %s', async (subject) => {
  for (const { priority } of await readings(contactOf('We would like to book training for our staff in June, please send dates.', { subject }))) expect(priority).toBe('standard')
})

test('a voicemail of which words are missing again and again is for a person to listen to', () => {
  const spoken: Contact = { ...contactOf('Hi it is about the training um [inaudible] and she [inaudible] could you ring'), channel: 'voicemail', subject: '' }
  expect(priorityRank(readContact(rules, spoken).priority)).toBeLessThanOrEqual(priorityRank('standard'))
})
