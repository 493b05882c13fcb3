import { Writable } from 'node:stream'
import fc from 'fast-check'
import { priorityRank } from '../../../../src/domain/priority'
import { isByReader } from '../../../../src/domain/triage'
import { createLogger } from '../../../../src/operations/logger'
import { loadRules } from '../../../../src/triage/loadRules'
import { readContact } from '../../../../src/triage/readContact'
import type { Contact } from '../../../../src/triage/readContact'
import { doubtOf } from '../../../../src/triage/secondReader/doubtOf'
import { DANGERS, INDICATORS, WHOLES } from '../../../../src/triage/secondReader/heads'
import { hear, openContact } from '../../../../src/triage/secondReader/hear'
import type { LanguageModel } from '../../../../src/triage/secondReader/languageModel/languageModel'
import { readInContext } from '../../../../src/triage/secondReader/languageModel/readInContext'
import { combineWithRules } from '../../../../src/triage/secondReader/combineWithRules'
import type { Heard } from '../../../../src/triage/secondReader/combineWithRules'
import { loadReaderSettings, loadSecondReader } from '../../../../src/triage/secondReader/loadSecondReader'
import { leaveAsRead, readAgainWith } from '../../../../src/triage/secondReader/readAgain'
import { besideModel } from '../../../../src/triage/secondReader/readerFiles'
import { readMaterial } from '../../../../src/triage/secondReader/train/material'
import { findRulesFolder } from '../../../../src/triage/rules/findRulesFolder'
import { contactOf, readByOtherHands } from '../../../bench/triageScoring'
import { failing, readAgainAsServed, servedReader, type ServedReader } from '../../../support/servedReader'

// Work for the processor alone, which others may have: nothing here waits for anything.
jest.setTimeout(600_000)

const rules = loadRules()
const settings = loadReaderSettings()
const readAgain = readAgainAsServed(rules)
const readByWords = readAgainWith(rules, loadSecondReader(), failing)
const contact = (text: string, more: Partial<Contact> = {}): Contact =>
  ({ channel: 'callnote', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text, ...more })
const readBoth = async (one: Contact) => ({ first: readContact(rules, one), both: await readAgain(one, readContact(rules, one)) })
/** The reader, asked as where its language model has read. */
async function readerInContext(): Promise<ServedReader> {
  return { ...await servedReader(), settings: besideModel(settings) }
}
/** What sentences amount to, with those beside them. */
async function heardIn(one: Contact): Promise<Heard> {
  const reader = await readerInContext()
  const opened = openContact(rules, one)
  return hear(rules, reader, opened, await readInContext(reader.model, opened))
}
/** What the rules make of a message in which they see nothing, so that only the second reader can raise it. */
const seenNothing = { ...readContact(rules, contact('Thank you for the tea towels.')), priority: 'low' as const, category: 'other' as const, reasons: ['Nothing.'] }

const FRIGHTENED = 'I looked in at five and her bed was flat and cold. The kitchen door was standing open and her phone is switched off. I am frightened that those men have taken her back and she is only fourteen. Please help, nobody can find her. Her friends have not seen her and the police are still searching. A man was waiting outside in a car tonight and he keeps ringing the house.'

test('a frightened message with no phrase of the rules becomes urgent, and the sentences behind it are shown whole', async () => {
  const one = contact(FRIGHTENED)
  const reading = await readAgain(one, seenNothing)
  expect(reading).toMatchObject({ priority: 'urgent', category: 'child_concern', reasons: ['Nothing.', settings.reasons.urgent], readsLike: { version: settings.version } })
  const evidence = reading.readsLike?.hits.flatMap((hit) => hit.evidence) ?? []
  expect(evidence.length).toBeGreaterThan(0)
  for (const { words, start, end } of evidence) expect(FRIGHTENED.slice(start, end)).toBe(words)
})

test('that nobody is at risk now is no reason beside danger that is heard', async () => {
  const one = contact('M is settled and eating well, thank you. On Friday she told her foster carer that a man from the old flat sits in a car at the end of the road each evening and has waved at her. Is that anything?', { channel: 'email' })
  const { first, both } = await readBoth(one)
  expect(first).toMatchObject({ priority: 'standard', reasons: [rules.priorities.otherwise.child_concern.reason] })
  expect(both).toMatchObject({ priority: 'urgent', reasons: [settings.reasons.urgent] })
})

test('danger that only sentences tell of is a signal too, marked as what they sound like, where the whole is urgent', async () => {
  const { signals } = await readAgain(contact(FRIGHTENED), seenNothing)
  expect(Object.keys(signals)).toContain('missingNow')
  for (const evidence of Object.values(signals)) expect(isByReader(evidence)).toBe(true)
  expect((await readAgain(contact(FRIGHTENED), { ...seenNothing, reasons: [rules.priorities.special.adult.reason] })).signals).toEqual({})
})

test.each([
  ['greetings and thanks', 'Good morning. Thank you for the lovely talk. Our address has changed. Kind regards.'],
  ['a purchase', 'Please could you send us twenty leaflets and an invoice. The parcel may go to the side door.'],
  ['a booking of training, which it names', 'We should like to book your course on exploitation for our teachers. What does it cost, and do you have dates in May?', ['training']],
])('%s stays as low as the rules left it', async (_, text, kinds = ['other', 'general']) => {
  const { priority, category, readsLike } = await readAgain(contact(text), seenNothing)
  expect(kinds).toContain(category)
  expect({ priority, readsLike }).toEqual({ priority: 'low', readsLike: { version: settings.version, hits: [] } })
})

test('news of a child who is settled is about a child, and presses no one', async () => {
  const text = 'The young man is doing well at college. He has had no contact with anybody from that time. There are no concerns.'
  expect(await readAgain(contact(text), seenNothing)).toMatchObject({ priority: 'standard', category: 'child_concern', readsLike: { hits: [] } })
})

test.each([
  'She overdosed an hour ago, she is 15.', 'I dont know where my daughter is. She is 14.', 'Missing from the hotel: a 15 year old Albanian boy.',
  'Acid was thrown at my nephew, 15, because he owes them.', 'A gun was put to his head. He is 15.', 'She has not been seen since lunch, aged 13.', 'Her bed is empty, she is 14.',
  'He walked out at six and has not come home, 14.', 'There is a car waiting outside the school for a boy of 13.', 'They wont let her out. She is 14.',
  'Mae merch 13 oed wedi diflannu.', 'Mae bachgen 14 oed mewn perygl.', 'Argyfwng: mae fy mab 12 oed yn cael ei fygwth.',
])('a short message is as urgent as the rules say, since nothing beside its words could say otherwise: %s', async (text) => {
  expect((await readBoth(contact(text))).both.priority).toBe('urgent')
})

test.each([
  ['a request for training', 'Separately, could you send me the dates and prices of your training days for next year? Our team of twelve would come to Leeds or York, any week in March.'],
  ['talk of a film', 'On another matter, we all watched the film about the girl in the cellar that you recommended for our staff evening, and found it very well made.'],
])('danger that is heard clearly stays urgent beside %s, though only a hint of the rules', async (_, other) => {
  const one = contact(`They wont let her out. She is 14. ${other}`)
  expect((await readBoth(one)).both.priority).toBe('urgent')
})

test('a sentence that stands in two paragraphs is heard where it sounds most like danger, in whatever order', async () => {
  const [match, placement] = ['Our striker was the best on the pitch. Nobody has seen him since last night. We danced after the cup final.', 'The placement rang us about a boy of 14. Nobody has seen him since last night. His phone is off.']
  const reader = await readerInContext()
  const [one, other] = await Promise.all([[match, placement], [placement, match]].map(async (paragraphs) => {
    const opened = openContact(rules, contact(paragraphs.join('\n\n')))
    return hear(rules, reader, opened, await readInContext(reader.model, opened)).own.urgent
  }))
  expect(one).toBeCloseTo(other ?? 0)
})

test('what the language model takes for nothing is never low where the words alone tell of danger', async () => {
  const reader = loadSecondReader()
  const deaf: LanguageModel = { pieces: { marks: { begin: 0, end: 0 }, of: () => [1] }, read: async (pieces: readonly number[]) => ({
    sentences: new Float32Array(pieces.length * (DANGERS.heads.length + INDICATORS.heads.length)).fill(-9),
    wholes: new Float32Array(pieces.length * WHOLES.heads.length), passage: new Float32Array(WHOLES.heads.length),
  }) }
  const heard = await readAgainWith(rules, { ...reader, model: deaf }, failing)(contact(FRIGHTENED), seenNothing)
  expect(heard.priority).toBe('high')
  const faint = 'A man was waiting outside in a car tonight and he keeps ringing the house.'
  expect((await readAgainWith(rules, { ...reader, model: deaf }, failing)(contact(faint), seenNothing)).priority).not.toBe('low')
})

test('what is said three hundred times is no more than what is said once', async () => {
  const [once, often] = await Promise.all([1, 300].map(async (times) => heardIn(contact('We met on Tuesday.\n\n'.repeat(times)))))
  expect(often?.own).toEqual(once?.own)
  expect(often?.notUrgent).toBe(once?.notUrgent)
})

test('where the whole says what it is about, the reason says so and nothing of how pressing it is', async () => {
  const text = 'The boy at the nail bar, fifteen maybe, has been learning to paint and likes his new school in Kent very much, says his carer, who asks for nothing.'
  const { category, reasons } = await readAgain(contact(text), { ...seenNothing, reasons: [rules.priorities.otherwise.other.reason] })
  expect(category).toBe('child_concern')
  expect(reasons.join()).not.toContain(rules.priorities.otherwise.child_concern.reason)
  expect(reasons.join()).not.toContain(rules.priorities.otherwise.other.reason)
})

test('words that it does not know make it about nothing', async () => {
  expect(await readAgain(contact('asdf qwer zxcv asdf qwer zxcv qwer asdf zxcv'), seenNothing)).toMatchObject({ category: 'other' })
})

test('what has a machine’s subject is not raised, but where it reads like danger now for a person to look at: people write such subjects too', async () => {
  const first = { ...seenNothing, reasons: [rules.priorities.special.automatic.reason] }
  const calm = contact('I am away until Monday. For invoices please write to the office.')
  expect(await readAgain(calm, first)).toEqual({ ...first, readsLike: { version: settings.version, hits: [] } })
  expect(await readAgain(contact(FRIGHTENED), first)).toMatchObject({ priority: 'high', category: first.category, reasons: [settings.reasons.look] })
})

test('a message about an adult is raised for a person to look at, and no further', async () => {
  const first = { ...seenNothing, reasons: [rules.priorities.special.adult.reason] }
  expect(await readAgain(contact(FRIGHTENED), first)).toMatchObject({ priority: 'high' })
})

test('quoted mail has a person look, and no more; what we hold already does not count', async () => {
  const text = `See below.\n\n${FRIGHTENED}`
  const parts = [{ kind: 'new' as const, start: 0, end: 12 }, { kind: 'quoted' as const, start: 12, end: text.length }]
  expect(await readAgain(contact(text, { channel: 'email', parts }), seenNothing)).toMatchObject({ priority: 'high' })
  expect(await readAgain(contact(text, { channel: 'email', parts, held: [FRIGHTENED] }), seenNothing)).toMatchObject({ priority: 'low' })
})

const told = fc.constantFrom(...readMaterial(findRulesFolder()).flatMap(({ sentences }) => sentences.map(({ text }) => text)))
const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(told, { maxLength: 8 }).map((sentences) => sentences.join('\n\n')))

test('it lowers nothing but what is urgent, to high, by words alone nothing that the rules are sure of, takes back nothing of theirs but indicators, by words alone those that a hint told of or that are of no child, and signals of idle hints, at which it has a person look', async () => {
  await fc.assert(fc.asyncProperty(texts, texts, async (subject, text) => {
    const one = contact(text, { subject, channel: 'email', from: 'a@b.example' })
    const { first, both } = await readBoth(one)
    const sure = readContact(rules, one, 'wait')
    expect(priorityRank(both.priority)).toBeLessThanOrEqual(priorityRank(first.priority === 'urgent' ? 'high' : first.priority))
    expect(both).toMatchObject({ nation: first.nation, rulesVersion: first.rulesVersion })
    const shown = (both.readsLike?.hits ?? []).flatMap(({ evidence }) => evidence)
    for (const [signal, evidence] of Object.entries(first.signals)) {
      if (signal in both.signals) expect(both.signals).toMatchObject({ [signal]: evidence })
      // Named by a hint that nobody bears out.
      else expect([first.priority, both.priority, shown]).toEqual(['urgent', 'high', expect.arrayContaining([...evidence])])
    }
    for (const [signal, evidence] of Object.entries(both.signals)) expect(signal in first.signals || isByReader(evidence)).toBe(true)
    const firm = first.indicators.filter(({ evidence }) => !evidence.every(({ rule }) => rule.includes('/hint/')))
    const byWords = await readByWords(one, first)
    expect(priorityRank(byWords.priority)).toBeLessThanOrEqual(priorityRank(sure.priority))
    if (byWords.category === 'child_concern') expect(byWords.indicators).toEqual(expect.arrayContaining(firm))
    for (const { code, evidence } of both.indicators) expect(first.indicators.some((hit) => hit.code === code) || isByReader(evidence)).toBe(true)
    if (first.category === 'child_concern' && both.priority === 'urgent') expect(both.category).toBe('child_concern')
  }), { numRuns: 100 })
})

test('sentences that are added take nothing from danger but by doubts: plain danger stays high, and weak danger is never low', async () => {
  const reader = await readerInContext()
  const { urgent, look, concern, languageModel: { clear } } = reader.settings
  const raised = async (paragraphs: readonly string[]) => {
    const heard = await heardIn(contact(paragraphs.join('\n\n')))
    return { heard, priority: combineWithRules(rules, reader, seenNothing, heard).priority }
  }
  await fc.assert(fc.asyncProperty(fc.array(told, { maxLength: 6 }), told, fc.nat(6), async (sentences, added, place) => {
    const before = await raised(sentences)
    const after = await raised(sentences.toSpliced(place, 0, added))
    const { own, doubt, urgentByWords } = before.heard
    const isPlain = own.urgent >= look || own.concern >= concern || urgentByWords >= clear
    // Else it is what the whole is about, and no danger, that raised it, if anything did.
    if (!isPlain && Math.max(own.urgent, urgentByWords) < urgent) return
    const byDoubt = isPlain ? 'high' : 'standard'
    const least = after.heard.doubt <= doubt && own.urgent - doubt >= urgent ? 'urgent' : byDoubt
    expect(priorityRank(after.priority)).toBeLessThanOrEqual(priorityRank(least))
  }), { numRuns: 100, examples: [[['Blood oath is what my sons call spitting in their palms.'], 'Our hypothetical child is fifteen and alone at the port.', 0]] })
})

test('an indicator that a hint alone told of is left out where its sentence does not sound like it, and stays with the rules alone', async () => {
  const one = contact('The doors of the sports hall are locked at six, so the girls of the under-fifteens wait in the foyer for their parents. A boy of 14 was arrested in the town last night and is still in the cells.')
  const first = readContact(rules, one)
  expect(first.indicators.map(({ code }) => code)).toContain('C3')
  expect((await readAgain(one, first)).indicators.map(({ code }) => code)).not.toContain('C3')
  const meant = contact('She is 14. He has the doors locked from outside all day and she has not been out of that flat since March. He brings food when he remembers.')
  expect((await readBoth(meant)).both.indicators.map(({ code }) => code)).toContain('C3')
})

describe('a phrase that says danger only in company', () => {
  const SIGNED = 'Jo Bloggs, Youth Club\nThe landlord wants the keys of the youth club back by Friday.'
  const hinted = { first: contact('The landlord wants the keys of the youth club back by Friday. The children made him a card. We will hand the keys to his office in the morning, and have asked for a receipt, as we did when we moved in.') }
  test('counts with the rules alone, so that nothing is missed while the second reader is off or fails', async () => {
    const first = readContact(rules, hinted.first)
    expect(first.priority).toBe('urgent')
    expect(await leaveAsRead(hinted.first, first)).toBe(first)
    expect(readContact(rules, hinted.first, 'wait').priority).not.toBe('urgent')
  })

  test('has a person look where the second reader hears nothing of danger, with the words shown', async () => {
    const first = readContact(rules, hinted.first)
    expect(await readAgain(hinted.first, first)).toMatchObject({
      priority: 'high', signals: {}, reasons: expect.arrayContaining([settings.reasons.hinted]),
      readsLike: { version: settings.version, hits: [{ likeness: 'childConcern', evidence: [expect.objectContaining({ words: 'landlord wants' })] }] },
    })
  })

  test.each([
    ['in mail that is sealed or could not be read', { ...hinted.first, incomplete: true as const }],
    ['below a signature, which the second reader does not read', contact(`The children made a card.\n\n${SIGNED}`, { channel: 'email', parts: [{ kind: 'new', start: 0, end: 27 }, { kind: 'signature', start: 27, end: 27 + SIGNED.length }] })],
    ['in words too few to be weighed', contact('A girl here, 14.\n\nLandlord wants.\n\nThank you.')],
  ])('stays urgent %s', async (_, one) => {
    const first = readContact(rules, one)
    expect(first.priority).toBe('urgent')
    expect((await readAgain(one, first)).priority).toBe('urgent')
  })

  test('has a person look where danger is heard, and what stands beside it says that it was', async () => {
    const overNow = readByOtherHands('development').filter(({ id }) => ['BQ009', 'BT-034', 'BU-067'].includes(id)).map(contactOf)
    expect(overNow).toHaveLength(3)
    for (const one of overNow) {
      const first = readContact(rules, one)
      expect(first.priority).toBe('urgent')
      expect(await readAgain(one, first)).toMatchObject({ priority: 'high', reasons: expect.arrayContaining([settings.reasons.hinted]) })
    }
  })

  test.each([
    ['after a policy', 'We rewrote our induction for teaching assistants in autumn, and two deputies sit on the working group, which meets every half term and looks at themes from audits. He is 15 and is being moved to another city tonight.'],
    ['after another who is well', 'Two years ago we had a girl here who was trafficked for domestic work; she is safe now in a foster home in Kent and doing well. This is about another one. He is 15 and is being moved to another city tonight.'],
  ])('stays urgent where it was said of a child of some age, %s', async (_, text) => {
    expect((await readBoth(contact(text, { channel: 'email' }))).both.priority).toBe('urgent')
  })

  test('has a person look likewise where it is about an adult', async () => {
    const first = { ...readContact(rules, hinted.first), reasons: [rules.priorities.special.adultInDanger.reason] }
    expect(await readAgain(hinted.first, first)).toMatchObject({ priority: 'high' })
  })

  test('counts where the second reader hears danger beside it', async () => {
    const one = contact(`${FRIGHTENED} Her landlord wants money from her.`)
    const first = readContact(rules, one)
    expect(await readAgain(one, first)).toMatchObject({ priority: 'urgent', signals: first.signals })
  })
})

test('a phrase that says danger by itself stays urgent, however calmly it is told', async () => {
  const calm = contact('I act for a girl of 15. She is in the cells at Reading and her removal is set for tomorrow at six. I have the papers here and can send them over, and would be glad of a word at some point this afternoon if one of your colleagues is free.')
  expect((await readBoth(calm)).both.priority).toBe('urgent')
})

/** By turns of phrase alone. */
const doubtFrom = (one: Contact): number => doubtOf(rules, settings, one, { notUrgent: 0, whole: 0 })

test('danger that is told as long past or supposed has a person look, where the same words of now are urgent', () => {
  const past = contact(`This was years ago, in 2011, and is an old file. ${FRIGHTENED}`)
  expect(doubtFrom(past)).toBeGreaterThan(doubtFrom(contact(FRIGHTENED)))
  expect(doubtFrom(contact(`${past.text} Suppose it is hypothetical, a case study; used to be calm.`))).toBeLessThanOrEqual(settings.mostDoubt)
})

test('what sounds alarming and must not count, or stands in a message unlike urgent ones, weakens danger; the other way round nothing is added', () => {
  const doubtBeside = (notUrgent: number, whole: number): number => doubtOf(rules, settings, contact(FRIGHTENED), { notUrgent, whole })
  expect(doubtBeside(1, 0)).toBeGreaterThan(doubtBeside(0, 0))
  expect(doubtBeside(0, -1)).toBeGreaterThan(doubtBeside(0, 0))
  expect(doubtBeside(-5, 5)).toBe(doubtBeside(0, 0))
  expect(doubtBeside(50, -50)).toBe(settings.mostDoubt)
})

test('that nobody young is in it counts for nothing where the age stands in the mail it answers', () => {
  const text = `They have taken her tonight.\n\nShe is fourteen and in our placement.`
  const parts = [{ kind: 'new' as const, start: 0, end: 28 }, { kind: 'quoted' as const, start: 28, end: text.length }]
  expect(doubtFrom(contact(text, { channel: 'email', parts }))).toBe(0)
})

test('switched off, what the rules found stands as it is', async () => {
  expect(await leaveAsRead(contact(FRIGHTENED), seenNothing)).toBe(seenNothing)
})

test('should it fail, what the rules found stands and the log tells a code, without a word of the message', async () => {
  const reader = await servedReader()
  const failures: unknown[] = []
  const broken = readAgainWith(rules, { ...reader, get dangers(): typeof reader.dangers { throw new Error('no weights') } }, { error: (said: unknown) => void failures.push(said) })
  expect(await broken(contact(FRIGHTENED), seenNothing)).toBe(seenNothing)
  expect(failures).toEqual([{ code: 'second_reader_failed', err: expect.any(Error) }])
})

test('should the language model fail, sentences are read by their words alone; the reading says so, and the log tells a code, without a word of the message', async () => {
  const reader = await servedReader()
  let logged = ''
  const sink = createLogger('workers', 'info', new Writable({ write: (chunk, _encoding, done) => { logged += String(chunk); done() } }))
  const broken: LanguageModel = { ...reader.model, read: async () => { throw new Error(`cannot read "${FRIGHTENED}"`) } }
  const reading = await readAgainWith(rules, { ...reader, model: broken }, sink)(contact(FRIGHTENED), seenNothing)
  expect(reading).toEqual(await readByWords(contact(FRIGHTENED), seenNothing))
  expect(reading.readsLike?.version).toBe(`${settings.version} by words`)
  expect(JSON.parse(logged)).toMatchObject({ level: 50, code: 'language_model_failed' })
  for (const word of FRIGHTENED.match(/\w{6,}/g) ?? []) expect(logged).not.toContain(word)
})

describe('a language model that does not answer', () => {
  afterEach(() => void jest.useRealTimers())

  /** Answers nothing before it is told to. */
  async function hanging() {
    const { model, ...reader } = await servedReader()
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] })
    let answer = (): void => undefined
    const mayAnswer = new Promise<void>((resolve) => { answer = resolve })
    const asked: Promise<unknown>[] = []
    const read: LanguageModel['read'] = async (pieces) => {
      const scores = mayAnswer.then(async () => model.read(pieces))
      asked.push(scores)
      return scores
    }
    const codes: string[] = []
    return {
      readAgain: readAgainWith(rules, { ...reader, model: { ...model, read } }, { error: ({ code }) => void codes.push(code) }),
      codes,
      answer: async () => {
        answer()
        await Promise.all(asked)
      },
    }
  }
  const A_MINUTE = 60_000

  test('holds a reading no longer than one that works would take: it goes on by words alone, and the log tells a code', async () => {
    const { readAgain: readInTime, codes } = await hanging()
    const reading = readInTime(contact(FRIGHTENED), seenNothing)
    await jest.advanceTimersByTimeAsync(A_MINUTE)
    expect(await reading).toEqual(await readByWords(contact(FRIGHTENED), seenNothing))
    expect(codes).toEqual(['language_model_failed'])
  })

  test('holds no later reading at all, and is asked again once it has answered', async () => {
    const { readAgain: readInTime, answer, codes } = await hanging()
    const first = readInTime(contact(FRIGHTENED), seenNothing)
    await jest.advanceTimersByTimeAsync(A_MINUTE)
    await first
    const byWords = `${settings.version} by words`
    expect((await readInTime(contact(FRIGHTENED), seenNothing)).readsLike?.version).toBe(byWords)
    expect(codes).toHaveLength(2)
    await answer()
    expect((await readInTime(contact(FRIGHTENED), seenNothing)).readsLike?.version).toBe(settings.version)
    expect(codes).toHaveLength(2)
  })
})

const MEGABYTE = 1_000_000
test.each([
  ['one endless word', 'a'], ['line breaks', '\n'], ['danger again and again', 'she is missing and he has her. '], ['short words', 'he '], ['marks', '🙂 '],
])('a megabyte of %s does not hold up the reading', async (_, piece) => {
  const text = piece.repeat(MEGABYTE / piece.length)
  const started = performance.now()
  await readAgain(contact(text, { channel: 'email', subject: text, from: text }), seenNothing)
  // No measure of speed: time that grows with the square of the text takes minutes.
  expect(performance.now() - started).toBeLessThan(20_000)
})

test('what phrases are sure of is for a person to look at where nothing in it is heard as danger, and urgent where it was said of a child of some age', async () => {
  const file = 'A pupil borrowed the school laptop. The file was moved in the spring and its whereabouts are unknown. Do you still have the slides of the assembly that we had from you, and a copy of what hung in the hall beside them?'
  const both = async (text: string) => (await readBoth(contact(text, { channel: 'email' })))
  const { first, both: ofAFile } = await both(file)
  expect([readContact(rules, contact(file, { channel: 'email' }), 'wait').priority, first.priority]).toEqual(['urgent', 'urgent'])
  expect(ofAFile).toMatchObject({ priority: 'high', signals: first.signals, reasons: expect.arrayContaining([settings.reasons.hinted]) })
  expect((await both(file.replace('A pupil borrowed', 'A boy of 12 borrowed'))).both.priority).toBe('urgent')
})

test('what phrases are sure of stays urgent where they stand oftener than is quoted: one that is not may be of a child', async () => {
  const file = 'The file was moved in the spring and its whereabouts are unknown.'
  const six = `${`${file} `.repeat(5)}Do you still have the slides of the assembly that we had from you? A boy of 12 borrowed the school laptop. ${file}`
  const { first, both } = await readBoth(contact(six, { channel: 'email' }))
  expect([readContact(rules, contact(six, { channel: 'email' }), 'wait').priority, first.priority]).toEqual(['urgent', 'urgent'])
  expect(both.priority).toBe('urgent')
})
