import fc from 'fast-check'
import { letterLayout } from '../../../config/letterLayout'
import type { TextPart } from '../../../src/domain/email'
import { separateParts } from '../../../src/domain/letter/separateParts'

const layout = letterLayout()
const separate = (text: string, subject = '', from = 'Sam Invented'): TextPart[] => separateParts({ from, subject, text }, layout)
const words = (text: string, kind: TextPart['kind'], subject = '', from?: string): string =>
  separate(text, subject, from).filter((part) => part.kind === kind).map(({ start, end }) => text.slice(start, end)).join('')

const NEWS = 'She has gone again.\n\n'
const OLD = 'Old words about a child.\n'

describe('earlier mail', () => {
  test.each([
    ['Outlook', `From: Team <team@x.example>\nSent: 23 November 2026 09:12\nTo: Sam\nSubject: A worry\n\n${OLD}`],
    ['Outlook with a ruled line', `________________________________\nFrom: Team\nSent: Monday\nTo: Sam\nSubject: A worry\n\n${OLD}`],
    ['Outlook in bold', `*From:* Team\n*Sent:* Monday\n*To:* Sam\n\n${OLD}`],
    ['Outlook in Welsh', `Oddi wrth: Tîm\nAnfonwyd: 23 Tachwedd 2026\nAt: Sam\nPwnc: Pryder\n\n${OLD}`],
    ['Outlook in German', `Von: Team\nGesendet: Montag, 23. November 2026\nAn: Sam\nBetreff: Sorge\n\n${OLD}`],
    ['Outlook in French, with its spaces before colons', `De\u00a0: Equipe\nEnvoyé\u00a0: lundi 23 novembre 2026\nÀ\u00a0: Sam\nObjet\u00a0: Souci\n\n${OLD}`],
    ['an original message', `-----Original Message-----\nSent: 24 November\n${OLD}`],
    ['an original message in Welsh', `----- Neges Wreiddiol -----\n${OLD}`],
    ['a telephone’s original message', `-------- Original message --------\nFrom: Team\n${OLD}`],
    ['Gmail', `On Mon, 23 Nov 2026 at 09:12, Team <team@x.example> wrote:\n\n> ${OLD}`],
    ['Gmail over two lines', `On Mon, 23 Nov 2026 at 09:12, The Advice Team With a Long Name\n<team@x.example> wrote:\n> ${OLD}`],
    ['Gmail over three lines', `On Mon, 23 Nov 2026 at 09:12, The Advice Team\nWith a Long Name <\nteam@x.example> wrote:\n> ${OLD}`],
    ['Gmail in Welsh', `Ar Llun, 23 Tach 2026 am 09:12, ysgrifennodd Tîm <team@x.example>:\n> ${OLD}`],
    ['Gmail in German', `Am Mo., 23. Nov. 2026 um 09:12 Uhr schrieb Team <team@x.example>:\n> ${OLD}`],
    ['Gmail in French', `Le lun. 23 nov. 2026 à 09:12, Equipe <team@x.example> a écrit :\n> ${OLD}`],
    ['Apple Mail', `On 23 Nov 2026, at 09:12, Team <team@x.example> wrote:\n> ${OLD}> > ${OLD}`],
    ['a program that marks no lines', `On 23/11/2026 09:12, Team wrote:\n${OLD}${OLD}`],
    ['lines in angles', `> ${OLD}>> ${OLD}`],
  ])('of %s is told from what is new', (_, quoted) => {
    expect([words(NEWS + quoted, 'new'), words(NEWS + quoted, 'quoted')]).toEqual([NEWS, quoted])
  })

  test('between which somebody answers leaves the answers new', () => {
    const text = `> Where is she?\nShe is not back.\n> And the carer?\nHe has heard nothing.\n\n-- \nSam\n`
    expect([words(text, 'new'), words(text, 'signature')]).toEqual(['She is not back.\nHe has heard nothing.\n\n', '-- \nSam\n'])
  })

  test.each([
    ['a referral that says where from and where to', 'From: Leeds\nTo: Dover\nShe was moved on Monday.'],
    ['words of a child', 'On Monday the girl wrote:\nPlease help me, he will not let me go.'],
    ['a table of a form', 'From: the school\nAbout the pupil\nWritten today'],
  ])('is not seen in %s', (_, text) => expect(words(text, 'new')).toBe(text))

  test.each([
    ['lines of both kinds by turns', 'a\n>\n'.repeat(100_000)],
    ['signatures between quotations', 'a\n-- \nSam\n> b\n'.repeat(20_000)],
    ['beginnings of quotations', 'On 1.1.2026 a@x.example wrote:\n> b\nc\n'.repeat(20_000)],
  ])('in more pieces than any answer has is all new: %s', (_, text) => {
    expect(separate(text)).toEqual([{ kind: 'new', start: 0, end: text.length }])
  })

  test('with an answer below each of fifty questions is still told from the answers', () => {
    const text = '> Where is she?\nNot known.\n'.repeat(50)
    expect([separate(text).length, words(text, 'new')]).toEqual([100, 'Not known.\n'.repeat(50)])
  })

  test('counts as new where the sender points to it, or has written nothing else', () => {
    const quoted = `From: Team\nSent: Monday\nTo: Sam\n\n${OLD}`
    expect(words(`Please see below.\n\n${quoted}`, 'quoted')).toBe('')
    expect(words(quoted, 'new')).toBe(quoted)
    expect(words(`My answers in red below.\n> Where is she?\n`, 'quoted')).toBe('')
  })
})

describe('forwarded mail', () => {
  const outlook = `From: Volunteer\nSent: Monday\nTo: Sam\nSubject: Help\n\n${OLD}\nKind regards\nVolunteer\n`
  test.each([
    ['Gmail', '', `---------- Forwarded message ---------\nFrom: V <v@x.example>\nDate: Mon\nSubject: Help\nTo: Sam\n\n${OLD}`],
    ['Apple Mail', '', `Begin forwarded message:\n\n> From: V\n> Date: Mon\n> ${OLD}`],
    ['Outlook, by its subject', 'FW: Help', outlook],
    ['Outlook in Welsh, by its subject', 'Ymlaen: Help', outlook],
    ['Outlook in German, by its subject', 'WG: Hilfe', outlook],
  ])('of %s is new, below a signature too', (_, subject, forwarded) => {
    const text = `For your attention.\n\nKind regards\nSam\n\n${forwarded}`
    expect([words(text, 'quoted', subject), words(text, 'signature', subject)]).toEqual(['', 'Kind regards\nSam\n\n'])
    expect(words(text, 'new', subject)).toBe(`For your attention.\n\n${forwarded}`)
  })

  test('without any mark is new, whatever stands in it', () => {
    const text = 'Thanks\nSam\n\nOld words\nKind regards\nVolunteer\n'
    expect(words(text, 'new', 'Fwd: Help')).toBe(text)
  })
})

describe('signatures and standing notices', () => {
  test.each([
    ['of two dashes', '-- \nSam Invented\nSchool\n'],
    ['with regards', 'Kind regards,\nSam Invented\n01632 960001\n'],
    ['in Welsh', 'Cofion gorau\nSam\n'],
    ['of a telephone', 'Sent from my iPhone\n'],
    ['of a name alone', 'Sam Invented\nDesignated lead\n'],
    ['that speaks of trafficking', 'Regards\nSam\nEnding child trafficking. URGENT? Child missing? Dial 999\n'],
    ['that is a disclaimer over several lines', 'This email is confidential and intended only for the addressee. It may\ncontain material on trafficking that must not be\npassed to anybody.\n'],
  ])('%s are told from what is new', (_, signature) => {
    expect([words(NEWS + signature, 'new'), words(NEWS + signature, 'signature')]).toEqual([NEWS, signature])
  })

  test.each([
    ['an afterthought', 'Thanks\nSam\n\nPS the other one\nis with him still\n', 'PS the other one\nis with him still\n'],
    ['a matter told after thanks', 'Thanks\n\nAlso a pupil of ours was taken off in a car again today.\n', 'Also a pupil of ours was taken off in a car again today.\n'],
    ['a concern on the line of a disclaimer', 'This is confidential and she is afraid that he will find her.\n', 'This is confidential and she is afraid that he will find her.\n'],
    ['a letter below a warning', 'CAUTION: external email.\nPlease ring me back quickly.\n', 'Please ring me back quickly.\n'],
    ['a greeting by the own name', 'Sam\nhere, please ring me.\n', 'Sam\nhere, please ring me.\n'],
  ])('never take %s with them', (_, text, news) => expect(words(text, 'new')).toContain(news))

  const LIST = 'Girl, 15, Vietnamese\nMissing since 9pm\nTaken in a van by them\nOff to the port now\n'
  test.each([
    ['thanks', 'Thanks.\n'], ['regards and a name', 'Kind regards\nSam Invented\nDesignated lead\n'], ['two dashes', '-- \n'],
    ['regards and an empty line', 'Many thanks\nSam\n\n'],
  ])('of %s end where a list of short lines begins', (_, signature) => expect(words(`Hello.\n${signature}${LIST}`, 'new')).toContain(LIST))

  test('with posts, pronouns, addresses and links are a signature whole', () => {
    const signature = 'Kind regards\n\nSam Invented (she/her)\nDesignated safeguarding lead\nNorth Invented Council | Children’s Services\n1 High Street, Leeds LS1 1AA\nT: 01632 960001\nwww.x.example\n\nThis message and any attachments are for the named recipient.\nAnybody else must delete it.\n'
    expect(words(NEWS + signature, 'signature')).toBe(signature)
  })

  test('that are all there is are not folded away', () => expect(words('-- \nSam\n', 'new')).toBe('-- \nSam\n'))

  test('never take a long line with them that tells of somebody late in it', () => {
    const text = `Hello.\n\nThis email is confidential. ${'It goes on and on. '.repeat(30)}She is missing and he knows where.\n`
    expect(words(text, 'new')).toBe(text)
  })
})

const pieces = fc.constantFrom('> ', 'From: x\n', 'Sent: y\n', 'To: z\n', 'On 1 May 2026, at 10:00, x wrote:\n', 'Kind regards\n', 'Sam\n', '\n', '-- \n', 'words ', 'Begin forwarded message:\n', 'is confidential', '\r\n', '🙂', 'see below', '_____\n')
const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(pieces, { maxLength: 60 }).map((some) => some.join('')))

test('the parts of any text follow on each other and are all of it', () => {
  fc.assert(fc.property(texts, texts, texts, (text, subject, from) => {
    const parts = separate(text, subject, from)
    expect(parts.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
    expect(parts.every(({ start, end }, index) => start < end && start === (parts[index - 1]?.end ?? 0))).toBe(true)
    if (text.trim() !== '') expect(parts.some(({ kind }) => kind === 'new')).toBe(true)
  }), { numRuns: 500 })
})
