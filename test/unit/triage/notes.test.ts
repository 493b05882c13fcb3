import type { NoteWords } from '../../../src/domain/claimedIntake'
import { type Evidence, SIGNALS, type Triage } from '../../../src/domain/triage'
import { combineWithEarlier } from '../../../src/triage/combineWithEarlier'
import { loadRules } from '../../../src/triage/loadRules'
import { type ReadNote, readNotes } from '../../../src/triage/notes/readNotes'
import { withoutAdviceGiven } from '../../../src/triage/notes/withoutAdviceGiven'
import { readIntake } from '../../../src/triage/readIntake'
import { readAgainAsServed } from '../../support/servedReader'
import { aCall, anEmail } from '../desk/builders'

const rules = loadRules()
const readAgain = readAgainAsServed(rules)
const at = new Date('2026-11-24T10:00:00Z')
const later = new Date('2026-11-25T10:00:00Z')
const hungUp = aCall({ state: 'abandoned_menu' })
const training = anEmail({ email: { ...anEmail().email, subject: 'Training', text: 'Could you train our 20 foster carers in the spring?' } })
const MISSING = 'Girl, 15: missing from her placement since last night.'

const note = (words: string, more: Partial<NoteWords> = {}): NoteWords => ({ words, at, sinceDecision: true, ...more })
/** The enquiry read with all its notes, those read before left alone. */
async function triageOf(intake: typeof hungUp | typeof training, notes: readonly NoteWords[], earlier?: Triage, now = at, bySame = true): Promise<Triage> {
  const read: ReadNote[] = []
  for await (const found of readNotes(rules, intake, notes, { count: earlier?.notes?.count ?? 0, bySame }, readAgain)) read.push(...found)
  return combineWithEarlier(earlier, await readIntake(rules, intake, [], readAgain), now, { read, count: notes.length, rulesVersion: rules.version })
}
const evidenceIn = ({ signals, indicators, readsLike }: Triage): readonly Evidence[] =>
  [...Object.values(signals).flat(), ...indicators.flatMap(({ evidence }) => evidence), ...(readsLike?.hits ?? []).flatMap(({ evidence }) => evidence)]
const decided = (triage: Triage, priority: Triage['priority']): Triage => ({ ...triage, priority, confirmedBy: { by: 'm', byName: 'Mona', at, reason: 'Found.' } })

describe('notes on a call', () => {
  it('raise it by what they say, with the words and which note they stand in', async () => {
    const notes = [note('Rang back, no answer.'), note(`Their school rang.\n${MISSING}`)]
    const triage = await triageOf(hungUp, notes)
    expect(triage).toMatchObject({ priority: 'urgent', category: 'child_concern', signals: { missingNow: [{ part: 'note', note: 1 }] }, notes: { count: 2, raisedAt: at } })
    expect(triage.reasons).toEqual(expect.arrayContaining(['What makes it so stands in a note that was written about the enquiry.']))
    for (const one of evidenceIn(triage)) expect(one.part === 'note' && notes[one.note]?.words.slice(one.start, one.end)).toBe(one.words)
  })

  it('are read in the light of those before, which are no findings of theirs', async () => {
    const triage = await triageOf(hungUp, [note('Court tomorrow at ten; he is charged with theft.'), note('Now missing.', { at: later })])
    expect(triage.signals.missingNow).toMatchObject([{ part: 'note', note: 1 }])
    expect((await triageOf(hungUp, [note('Wants advice on a boy of 14.'), note('Rang again, nobody there.')])).signals).toEqual({})
  })

  it('are read by the time when each was written', async () => {
    const notes = [note('The boy, 15, is in court on Wednesday at 10.', { at: new Date('2026-11-20T10:00:00Z') })]
    expect((await triageOf(hungUp, notes)).signals.courtWithinOneWorkingDay).toBeUndefined()
    expect((await triageOf(hungUp, [note(notes[0]!.words)])).signals.courtWithinOneWorkingDay).toHaveLength(1)
  })

  it.each([
    'Not missing, found safe.', 'She is not missing: found safe, and is back in her placement.', 'Rang back, no answer. Will try again tomorrow morning.',
    'Spoke with the social worker; she will send the chronology by email.', 'Wrong number.', 'Was woken for this, and accepted.', 'Was woken for this message, and takes it on.',
    'Advised to ring 999 if the child is in immediate danger or goes missing again.', 'Asks for training for 20 carers in March.',
    'Left a message on her voicemail, will ring again tomorrow.', 'Rang back on the school switchboard, will ring again tomorrow.',
    'The boy is at school today and safe with his mother this evening.', 'The boy is at home with his mum, all well.', 'Mum came in with him and both were calm.',
    'Foster carer rang: he slept well and ate breakfast.', 'She has a new number and the school has it.', 'Tried the duty desk twice, no answer; will chase this afternoon.',
  ])('raise nothing and lower nothing where there is no danger in them: %s', async (words) => {
    const alone = await triageOf(hungUp, [])
    expect(await triageOf(hungUp, [note(words)])).toMatchObject({ priority: alone.priority, category: 'child_concern', reasons: alone.reasons, signals: {} })
    const urgent = await triageOf(hungUp, [note(MISSING)])
    expect(await triageOf(hungUp, [note(MISSING), note(words)], urgent, later)).toMatchObject({ priority: 'urgent', category: 'child_concern', at })
  })

  it.each([
    'Told carer to ring police if he turns up - he is outside the placement and says he will kill her',
    'Asked carer to ring 999 if he turns up and she has just gone missing from the placement',
    'Told carer to ring 999 if he turns up – she is being moved to Leeds in an hour',
    'Advised police if anything changes and the trafficker has threatened to kill her',
    'Told carer to ring the police should he come and he is in contact with her every day',
    'Told carer to ring the police if he turns up he is outside the placement and says he will kill her',
    'Asked carer to ring 999 if he comes- she is missing from the placement',
    'Asked carer to ring 999 if she goes out as she is missing from the placement',
  ])('raise by what is so, though it stands in one clause with advice: %s', async (words) => {
    const { signals, priority } = await triageOf(hungUp, [note(words)])
    expect([priority, Object.keys(signals).length > 0]).toEqual(['urgent', true])
  })

  it.each([
    'Left a message on her voicemail; carer rang back: he got into a car with two men an hour ago.', 'Rang the school, he has been missing since this morning.',
    'Safe in placement this morning. The uncle has now taken him to the airport and a flight is booked for tonight.',
    'Phone off now, gone from her room since last night.',
    'She is well, but they came to the school gate today and said they will kill her mother.',
  ])('raise by danger, though they tell of work or of what is well too: %s', async (words) => {
    expect(await triageOf(hungUp, [note('Wants advice on a boy of 14.'), note(words)])).toMatchObject({ priority: 'urgent' })
  })

  it('tell the nation where nothing else does', async () => {
    expect((await triageOf(hungUp, [note('A girl of 14 in Cardiff, in foster care.')])).nation).toBe('Wales')
  })
})

describe('notes on a message', () => {
  it('make it about a child, and never anything else', async () => {
    expect(await triageOf(training, [note(`The carer says on the telephone: ${MISSING}`)])).toMatchObject({ priority: 'urgent', category: 'child_concern' })
    expect(await triageOf(training, [note('A journalist, really: asks for figures for an article.')])).toMatchObject({ priority: 'low', category: 'training' })
  })

  it('keep their evidence when the message is read again, and the message its own', async () => {
    const both = anEmail({ email: { ...training.email, subject: '', text: 'A girl of 15 has been missing from placement since this morning.' } })
    const first = await triageOf(both, [])
    const noted = await triageOf(both, [note(MISSING)], first)
    expect(noted.signals.missingNow?.map(({ part }) => part)).toEqual(['text', 'note'])
    expect(await triageOf(both, [note(MISSING)], noted, later)).toEqual(noted)
  })
})

describe('notes that other rules have read', () => {
  it('are read again, found the same in the same place, and leave the triage as old as it was', async () => {
    const notes = [note(MISSING), note('Rang again. She is missing now.')]
    const first = await triageOf(hungUp, notes)
    expect(await triageOf(hungUp, notes, first, later, false)).toEqual(first)
    const byOthers: Triage = { ...first, notes: { ...first.notes!, rulesVersion: '0.0.1' } }
    expect(await triageOf(hungUp, notes, byOthers, later, false)).toEqual(first)
  })

  it('make nobody read on where they are long: only what is new and too long does', async () => {
    const long = [note('He is well. '.repeat(9_000)), note('She is well. '.repeat(9_000))]
    const { reason } = rules.priorities.special.tooLong
    const isTooLong = async (count: number): Promise<boolean> => {
      for await (const found of readNotes(rules, hungUp, long, { count, bySame: false })) {
        if (found.some(({ reading }) => reading.reasons.includes(reason))) return true
      }
      return false
    }
    expect([await isTooLong(2), await isTooLong(0)]).toEqual([false, true])
  })
})

describe('a person’s decision', () => {
  let lowered: Triage
  beforeAll(async () => { lowered = decided(await triageOf(hungUp, [note(MISSING)]), 'standard') })

  it('stands against the same words read again, and against a note that they knew', async () => {
    expect(await triageOf(hungUp, [note(MISSING, { sinceDecision: false })], lowered, later)).toEqual(lowered)
    const unread: Triage = { ...lowered, notes: { count: 0, rulesVersion: rules.version } }
    expect(await triageOf(hungUp, [note(MISSING, { sinceDecision: false })], unread)).toMatchObject({ priority: 'standard', confirmedBy: { by: 'm' } })
  })

  it('is asked for again after a new note of danger, and the reasons say so', async () => {
    const raised = await triageOf(hungUp, [note(MISSING, { sinceDecision: false }), note('She has gone missing again.')], lowered, later)
    expect(raised).toMatchObject({ priority: 'urgent', at: later, notes: { count: 2, raisedAt: later } })
    expect(raised.confirmedBy).toBeUndefined()
    expect(raised.reasons).toContain('The note was written after somebody had decided the priority: it is to be decided again.')
  })

  it('is asked for again where a note that they had not seen read says more than the rules had', async () => {
    const before = decided(await triageOf(hungUp, []), 'low')
    expect((await triageOf(hungUp, [note(MISSING, { sinceDecision: false })], before)).priority).toBe('urgent')
  })

  it('stands where changed rules find in the same notes what others had, and is asked for again where they find more', async () => {
    const known = [note(MISSING, { sinceDecision: false })]
    expect(await triageOf(hungUp, known, lowered, later, false)).toEqual(lowered)
    const overlooked: Triage = { ...decided(await triageOf(hungUp, []), 'standard'), notes: { count: 1, rulesVersion: '0.0.1' } }
    const raised = await triageOf(hungUp, known, overlooked, later, false)
    expect(raised).toMatchObject({ priority: 'urgent', at: later, notes: { count: 1, rulesVersion: rules.version, raisedAt: later } })
    expect(raised.confirmedBy).toBeUndefined()
    expect(raised.reasons).toContain('More was found than when somebody decided the priority: it is to be decided again.')
  })

  it('is asked for again where changed rules find another danger in a note that somebody knew', async () => {
    const threatened = await triageOf(hungUp, [note('Threats were made to the girl, 15: they said they will kill her.')])
    expect([threatened.priority, Object.keys(threatened.signals)]).toEqual(['urgent', ['threats']])
    const raised = await triageOf(hungUp, [note(MISSING, { sinceDecision: false })], decided(threatened, 'standard'), later, false)
    expect(raised).toMatchObject({ priority: 'urgent', at: later, signals: { missingNow: [{ part: 'note' }] } })
    expect([raised.confirmedBy, raised.reasons.includes('More was found than when somebody decided the priority: it is to be decided again.')]).toEqual([undefined, true])
  })

  it('to make it urgent stays theirs', async () => {
    expect(await triageOf(hungUp, [note(MISSING)], decided(await triageOf(hungUp, []), 'urgent'))).toMatchObject({ priority: 'urgent', confirmedBy: { by: 'm' } })
  })
})

describe('many and long notes', () => {
  it('are each read once, and the findings stay', async () => {
    const hundred = Array.from({ length: 100 }, (_, place) => note(place === 40 ? MISSING : `Rang for the ${place}th time, no answer.`))
    const triage = await triageOf(hungUp, hundred)
    expect(triage).toMatchObject({ priority: 'urgent', signals: { missingNow: [{ note: 40 }] }, notes: { count: 100 } })
    const next = await triageOf(hungUp, [...hundred, note('Age is disputed: he says 15.')], triage, later)
    expect(Object.keys(next.signals)).toEqual(SIGNALS.filter((signal) => signal === 'missingNow' || signal === 'ageDisputed'))
  })

  it('beyond what can be read at once: the latest is read, and a person must read the rest', async () => {
    const long = Array.from({ length: 40 }, () => note('Nothing new. '.repeat(700)))
    const triage = await triageOf(hungUp, [...long, note(MISSING)])
    expect(triage).toMatchObject({ priority: 'urgent', signals: { missingNow: [{ note: 40 }] } })
    expect(await triageOf(hungUp, [...long, note('Nothing new.')])).toMatchObject({ priority: 'high', reasons: expect.arrayContaining([rules.priorities.special.tooLong.reason]) })
  })

  it('show the latest words only, where many say the same', async () => {
    const { signals } = await triageOf(hungUp, Array.from({ length: 30 }, () => note(MISSING)))
    expect(signals.missingNow?.map((one) => one.part === 'note' && one.note)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29])
  })
})

test.each([
  ['Advised to ring 999 if she goes missing. He is missing now.', 'Advised to ring 999                    . He is missing now.'],
  ['Told him to ring 999 if she rings and is in danger, she is missing', 'Told him to ring 999                              , she is missing'],
  ['Told the carer to ring the police if she thinks she is in danger or he is there.', 'Told the carer to ring the police                                              .'],
  ['Told the carer to ring the police if she goes missing – last seen yesterday.', 'Told the carer to ring the police if she goes missing – last seen yesterday.'],
  ['Told them to ring the police if she is missing since last night.', 'Told them to ring the police if she is missing since last night.'],
  ['Told the carer to ring the police if she is not back by eight.', 'Told the carer to ring the police if she is not back by eight.'],
  ['She is afraid of what he does if she goes to the police.', 'She is afraid of what he does if she goes to the police.'],
])('advice that was given for a case to come is left out, and nothing that happened: %s', (words, left) => expect(withoutAdviceGiven(words)).toBe(left))
