import { readFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import pino from 'pino'
import type { EmailIntake, PhoneIntake } from '../../../src/domain/intake'
import { SENDER_FLAGS } from '../../../src/domain/senderStanding'
import { doneStep, pendingStep } from '../../../src/domain/step'
import type { Claim } from '../../../src/domain/step'
import type { Reading, Triage } from '../../../src/domain/triage'
import { createLogger } from '../../../src/operations/logger'
import { loadRules } from '../../../src/triage/loadRules'
import type { Contact } from '../../../src/triage/readContact'
import { triageIntake } from '../../../src/triage/triageIntake'
import { withoutStandingAdvice } from '../../../src/triage/withoutStandingAdvice'

const rules = loadRules()
const at = new Date('2026-11-24T10:00:00Z')
const claim: Claim = { intakeId: 'a1', token: 't', attempts: 1 }
const common = {
  id: 'a1', reference: 'AL-0000', receivedAt: at, status: 'received' as const, owedTasks: [], demonstration: false,
  steps: { triage: pendingStep(at), allocate: pendingStep(at), raiseTasks: doneStep, ringStaff: doneStep, keepRecordings: doneStep, wakeSomebody: doneStep, escalate: doneStep, escalateCallback: doneStep, escalateSecond: doneStep, link: doneStep },
  acknowledgement: { state: 'not_due' as const, attempts: 0 },
}
const email = (text: string, more: Partial<EmailIntake['email']> = {}): EmailIntake =>
  ({ ...common, channel: 'email', email: { sha256: '00', rawFileId: 'f', size: 1, subject: '', text, parts: [], attachments: [], ...more } })
const hungUp: PhoneIntake =
  { ...common, channel: 'phone', telephony: { callSid: 'CA1', state: 'abandoned_menu', language: 'en', callerWithheld: true, recordings: [], kept: [], endedAt: at } }
const earlier: Triage = {
  priority: 'urgent', proposedPriority: 'high', category: 'child_concern', signals: {}, nation: 'Wales', reasons: ['A person said so.'],
  indicators: [{ code: 'M1', evidence: [] }], rulesVersion: '0.0.1', at,
  confirmedBy: { by: 's1', byName: 'Invented Person', at, reason: 'Heard it on the phone.' },
}

async function triageOf(intake: EmailIntake | PhoneIntake, stands = true, log = pino({ level: 'silent' }), heldTexts = async (): Promise<readonly string[]> => []) {
  const written: Triage[] = []
  const triageLedger = { hold: async () => true, recordTriage: async (_: Claim, triage: Triage) => { written.push(triage); return stands ? 'recorded' as const : 'claim_lost' as const } }
  const { kind: outcome } = await triageIntake({ readers: () => ({ rules }), triageLedger, heldTexts, now: () => at, log }, { claim, intake, notes: [] })
  return { outcome, triage: written[0] }
}

test('whoever seems to have written it, a message has the same priority', async () => {
  const text = 'A 15 year old girl has been missing from placement since this morning.'
  const doubtful = { standing: 'unknown', authentication: 'failed', flags: SENDER_FLAGS, listVersion: '1', details: {} } as const
  expect((await triageOf(email(text, { senderStanding: doubtful }))).triage).toEqual((await triageOf(email(text))).triage)
})

test('an email is read and recorded with its evidence', async () => {
  const { outcome, triage } = await triageOf(email('A 15 year old girl has been missing from placement since this morning.'))
  expect(outcome).toBe('triaged')
  expect(triage).toMatchObject({ priority: 'urgent', proposedPriority: 'urgent', rulesVersion: rules.version })
})

test('others have their turn between any two notes, however many there are', async () => {
  let turns = 0
  const seen: number[] = []
  const go = (): void => { turns += 1; next = setImmediate(go) }
  let next = setImmediate(go)
  const readAgain = async (_: unknown, first: Reading): Promise<Reading> => { seen.push(turns); return first }
  const notes = Array.from({ length: 5 }, (_, place) => ({ words: `Rang for the ${place}th time, no answer.`, at, sinceDecision: true }))
  const triageLedger = { hold: async () => true, recordTriage: async () => 'recorded' as const }
  await triageIntake({ readers: () => ({ rules, readAgain }), triageLedger, heldTexts: async () => [], now: () => at, log: pino({ level: 'silent' }) }, { claim, intake: hungUp, notes })
  clearImmediate(next)
  expect(new Set(seen).size).toBe(notes.length)
})

test.each([
  ['words alone have read no part', '2.0.0', '2.0.0', '2.0.0'],
  ['words alone have read the message', '2.0.0 by words', '2.0.0', '2.0.0 by words'],
  ['words alone have read a note that says nothing', '2.0.0', '2.0.0 by words', '2.0.0 by words'],
  ['rules alone have read the message', undefined, '2.0.0', 'rules alone'],
  ['rules alone have read a note, and words alone the message', '2.0.0 by words', undefined, 'rules alone'],
  ['words alone have read a note, and rules alone the message', undefined, '2.0.0 by words', 'rules alone'],
])('where %s, the triage is kept as read by that', async (_, byMessage, byNote, kept) => {
  const readAgain = async ({ channel }: Contact, first: Reading): Promise<Reading> => {
    const version = channel === 'email' ? byMessage : byNote
    return version === undefined ? first : { ...first, readsLike: { version, hits: [] } }
  }
  const written: Triage[] = []
  const triageLedger = { hold: async () => true, recordTriage: async (_claim: Claim, triage: Triage) => { written.push(triage); return 'recorded' as const } }
  const deps = { readers: () => ({ rules, readAgain, readerVersion: '2.0.0' }), triageLedger, heldTexts: async () => [], now: () => at, log: pino({ level: 'silent' }) }
  await triageIntake(deps, { claim, intake: email(REFERRAL), notes: [{ words: 'Spoke with the head teacher. Nothing new.', at, sinceDecision: true }] })
  expect(written).toMatchObject([{ readerVersion: kept }])
})

test('with the second reader switched off, the triage is kept as read by rules alone, and its notes are read no second time', async () => {
  const note = { words: `They told me: ${REFERRAL}`, at, sinceDecision: true }
  const written: Triage[] = []
  const triageLedger = { hold: async () => true, recordTriage: async (_: Claim, triage: Triage) => { written.push(triage); return 'recorded' as const } }
  const deps = { readers: () => ({ rules }), triageLedger, heldTexts: async () => [], now: () => at, log: pino({ level: 'silent' }) }
  await triageIntake(deps, { claim, intake: email('Thank you.'), notes: [note] })
  await triageIntake(deps, { claim, intake: { ...email('Thank you.'), triage: { ...earlier, readerVersion: 'rules alone', notes: { count: 1, rulesVersion: rules.version } } }, notes: [note] })
  expect(written).toMatchObject([{ readerVersion: 'rules alone', signals: { missingNow: [{ part: 'note' }] } }, { readerVersion: 'rules alone', signals: {} }])
})

test('a lost claim is answered as somebody else’s work', async () => {
  expect((await triageOf(hungUp, false)).outcome).toBe('not_mine')
})

test('the log of a process tells what came of it, with nothing hidden', async () => {
  let logged = ''
  const sink = new Writable({ write: (chunk, _encoding, done) => { logged += String(chunk); done() } })
  await triageOf(hungUp, false, createLogger('workers', 'info', sink))
  expect(JSON.parse(logged)).toMatchObject({ intakeId: 'a1', channel: 'phone', outcome: 'not_mine', rulesVersion: expect.any(String) })
  expect(logged).not.toContain('[hidden]')
})

test('a second reading never lowers what a person confirmed, and keeps earlier findings', async () => {
  const { triage } = await triageOf({ ...hungUp, triage: earlier })
  expect(triage).toMatchObject({
    priority: 'urgent', proposedPriority: 'high', nation: 'Wales', confirmedBy: earlier.confirmedBy, indicators: earlier.indicators,
  })
})

test('a second reading raises what was lower', async () => {
  const { confirmedBy: _confirmed, ...unconfirmed } = earlier
  const low: Triage = { ...unconfirmed, priority: 'low', proposedPriority: 'low' }
  expect((await triageOf({ ...hungUp, triage: low })).triage).toMatchObject({ priority: 'standard' })
})

const REFERRAL = 'A 15 year old girl has been missing from placement since this morning.'
const ADVICE = 'Thank you for your email. If you think that a child is missing\nfrom placement now, please ring the police on 999. Out of hours call the duty team.'

test.each(['out_of_office', 'delivery_report'])('a notice (%s) ranks low, and not when it tells of danger', async (automatic) => {
  const { outcome, triage } = await triageOf(email(ADVICE, { automatic }))
  expect(outcome).toBe('triaged')
  expect(triage).toMatchObject({ priority: 'low', category: 'other' })
  expect((await triageOf(email(`Your reply bounced.\n${REFERRAL}`, { automatic }))).triage).toMatchObject({ priority: 'urgent', signals: { missingNow: [{ words: expect.stringContaining('missing') }] } })
})

test.each(['auto_replied', 'autoreply'])('an automatic answer (%s) of standing advice ranks low', async (automatic) => {
  expect((await triageOf(email(ADVICE, { automatic }))).triage).toMatchObject({ priority: 'low', category: 'other' })
})

test('an absence note in another language ranks low where a machine sent it for sure', async () => {
  const away = 'Ich bin bis zum 3. Januar nicht im Haus und lese meine Nachrichten nicht. In dringenden Fällen wenden Sie sich bitte an meine Kollegin.'
  for (const automatic of ['out_of_office', 'auto_replied']) {
    expect((await triageOf(email(away, { subject: 'Schulung training', automatic }))).triage).toMatchObject({ priority: 'low', category: 'other' })
  }
  expect((await triageOf(email(away, { subject: 'Automatic reply: training' }))).triage).toMatchObject({ priority: 'standard' })
})

test.each(['auto_replied', 'autoreply'])('a referral that a portal marks as an automatic answer (%s) is not hidden', async (automatic) => {
  expect((await triageOf(email(`${REFERRAL}\n${ADVICE}`, { automatic }))).triage).toMatchObject({ priority: 'urgent', category: 'child_concern' })
  const milder = email('We are worried about a boy of 14 in our care.', { automatic })
  expect((await triageOf(milder)).triage).toMatchObject({ priority: 'high', category: 'child_concern' })
})

describe('a reply that joined its thread', () => {
  const U = 'Girl, 15, Vietnamese\nMissing since 9pm\nTaken by traffickers in a van\nBeing moved to Dover port now'
  const ACK = 'Your message arrived at 09:41 on Monday 23 November 2026.\n\nIF A CHILD IS IN IMMEDIATE DANGER, TELEPHONE 999 NOW.\n\nPlease do not put more details about a child into an ordinary email.'
  const from = (what: string) => `From: Sender\nSent: 24 November 2026 08:10\nTo: Sam\nSubject: One of ours\n\n${what}\n`
  const joined = (text: string): EmailIntake => ({ ...email(text), joinedTo: 'b2' })
  const priorityOf = async (intake: EmailIntake, held: readonly string[]) => (await triageOf(intake, true, undefined, async () => held)).triage?.priority

  test.each([
    ['quotes a mail that we never had', `Please advise.\n\n${from(U)}`, ['Hello, may I ring you?', ACK]],
    ['answers below our acknowledgement, unmarked', `Hello\n\n${from(`${ACK}\n\n${U}`)}`, ['Hello, may I ring you?', ACK]],
    ['quotes the first, which we could not read', `Please advise.\n\n${from(U)}`, ['', ACK]],
    ['quotes a mail whose few words stand within ours', `Please advise.\n\n${from('A girl of 15.\nMissing now')}`, ['A girl of 15.\nShe is not missing now']],
    ['tells of danger to a child whose age only the first told', `She has gone missing again.\n\n${from('A girl of 15 in our care, a worry.')}`, ['A girl of 15 in our care, a worry.']],
  ])('is urgent when it %s', async (_, text, held) => expect(await priorityOf(joined(text), held)).toBe('urgent'))

  test.each([
    ['quotes the first', `Thank you.\n\n${from(U)}`, [U, ACK]],
    ['quotes the first, its lines broken anew', `Thank you.\n\nOn 23 Nov 2026, at 09:12, Sam wrote:\n> A 15 year old girl has been missing from\n> placement\n> since this morning.\n`, [REFERRAL]],
    ['quotes our acknowledgement', `Thank you.\n\n${from(ACK)}`, ['Hello, may I ring you?', ACK]],
  ])('is not raised by what we hold: it %s', async (_, text, held) => {
    const alone = await priorityOf(joined('Thank you.'), [])
    expect(await priorityOf(joined(text), held)).toBe(alone)
  })

  test('counts quoted mail as news when its thread cannot be read, and when a stranger writes', async () => {
    const reply = joined(`Thank you.\n\n${from(U)}`)
    const lost = async (): Promise<readonly string[]> => { throw new Error('away') }
    expect((await triageOf(reply, true, undefined, lost)).triage).toMatchObject({ priority: 'urgent' })
    expect(await priorityOf({ ...reply, joinedFrom: 'other_address' }, [U])).toBe('urgent')
  })
})

test('an automatic answer below which danger is only quoted ranks low', async () => {
  const { triage } = await triageOf(email(`Thank you for your email.\n\nOn 23 November 2026 Sam Invented wrote:\n> ${REFERRAL}`, { automatic: 'auto_replied' }))
  expect(triage).toMatchObject({ priority: 'low' })
})

test('the practice absence note ranks low however its mail system marked it', async () => {
  const [line = ''] = readFileSync('test/fixtures/triage/practice.jsonl', 'utf8').split('\n')
  const { id, subject, text } = JSON.parse(line) as { id: string; subject: string; text: string }
  expect(id).toBe('P001')
  for (const automatic of ['out_of_office', 'auto_replied', 'null_return_path', 'loop']) {
    expect((await triageOf(email(text, { subject, automatic }))).triage).toMatchObject({ priority: 'low', category: 'other' })
  }
  expect((await triageOf(email(text, { subject: 'Your enquiry', automatic: 'auto_replied' }))).triage).toMatchObject({ priority: 'low' })
})

test('standing advice without an end, or without anything else, does not hold up the reading', () => {
  const started = performance.now()
  for (const piece of ['if you call ', 'if you\n', '\n \n', 'call 999 ', '(\n']) withoutStandingAdvice(piece.repeat(40_000))
  // No measure of speed: read again from every "call", this takes more than a minute on any machine.
  expect(performance.now() - started).toBeLessThan(20_000)
})

test.each(['auto_generated', 'mailing_list', 'bulk', 'suppression_asked', 'robot_sender', 'own_message', 'loop', 'null_return_path'])(
  'a notice about a child that a system sent (%s) is as urgent as any other', async (automatic) => {
    const { triage } = await triageOf(email('A 15 year old girl has been missing from placement since this morning.', { automatic }))
    expect(triage).toMatchObject({ priority: 'urgent', category: 'child_concern' })
  },
)

test.each(['auto_generated', 'auto_replied'])('danger that a system’s notice (%s) hides from whoever opens it is looked at', async (automatic) => {
  const shown = 'You have a new message. Sign in to read it.'
  const text = `${shown}\n\nA 15 year old girl has been missing from placement since this morning.`
  const parts = [{ kind: 'new', start: 0, end: shown.length }, { kind: 'hidden', start: shown.length, end: text.length }] as const
  expect((await triageOf(email(text, { automatic, parts }))).triage).toMatchObject({ priority: 'high' })
})

test('a manager who lowered a priority is not overruled by the same facts, and is asked again by new ones', async () => {
  const lowered: Triage = { ...earlier, priority: 'low', proposedPriority: 'standard' }
  expect((await triageOf({ ...hungUp, triage: lowered })).triage).toMatchObject({ priority: 'low', confirmedBy: earlier.confirmedBy })
  const worse = (await triageOf({ ...email('A girl of 15 has been missing from placement since this morning.'), triage: lowered })).triage
  expect(worse).toMatchObject({ priority: 'urgent' })
  expect(worse?.confirmedBy).toBeUndefined()
})

test.each([undefined, 'auto_replied', 'out_of_office', 'delivery_report', 'auto_generated'])('a message that could not be read is for a person to look at, whatever mark a machine put on it (%s)', async (automatic) => {
  const { triage } = await triageOf(email('', { unreadable: 'too_deep', ...(automatic !== undefined && { automatic }) }))
  expect(triage).toMatchObject({ priority: 'high', reasons: [rules.priorities.special.unreadable.reason] })
})
