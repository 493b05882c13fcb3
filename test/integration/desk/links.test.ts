import { pino } from 'pino'
import { SERVICE } from '../../../config/service'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { matchesOf, StoredLinkLedger } from '../../../src/store/linkLedger'
import { StepLedger } from '../../../src/store/stepLedger'
import type { StaffMember } from '../../../src/domain/staff'
import { linkJob } from '../../../workers/link'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser, invented } from './deskApp'
import { putCall, putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!

/** As the worker does where nobody went on with it. */
async function link(id: string): Promise<string> {
  const intakes = intakeModel(desk.connection)
  const steps = new StepLedger(intakes, desk.sealer, () => new Date(desk.now.getTime() + SERVICE.linkAfterMs))
  return linkJob({ steps, links: new StoredLinkLedger(intakes, desk.sealer, steps), linkAgainMs: 60_000, now: () => desk.now, log: pino({ level: 'silent' }) })(id)
}
async function anEnquiry(text: string, minutesAgo: number): Promise<string> {
  const id = await putEmail(desk, { subject: 'A worry', text }, { minutesAgo, priority: 'high' })
  expect(await link(id)).toBe('linked')
  return id
}
async function answer(on: string, about: string, said: string) {
  await atDuty.open(`/intakes/${on}`)
  return atDuty.send(`/intakes/${on}/suggestions`, { enquiry: about, answer: said })
}

describe('two enquiries that may be about the same child', () => {
  it('are suggested on the later one, with the reasons in plain words, and no name lies in the database', async () => {
    const first = await anEnquiry('I worry about Nguyen Thi Hoa, DOB 02/03/2010. Crime ref 11/222333/26.', 60)
    const later = await anEnquiry('Name: NGYUEN Thihoa, date of birth 2 March 2010. Police crime reference 11-222333-26.', 50)
    const { text } = await atDuty.open(`/intakes/${later}`)
    expect(text).toContain('It may be about the same child: the same crime reference, the same or a similar name, the same date of birth and the same sender. Read both.')
    expect((await stored(first)).suggestions).toBeUndefined()
    expect((await stored(later)).joinedTo).toBeUndefined()
    expect(JSON.stringify([await stored(first), await stored(later)])).not.toMatch(/Hoa|ngn|222333|2010-03-02/)
  })

  it('are found when somebody writes down more, whichever came first', async () => {
    const call = await putCall(desk, { number: '+447700900321' }, { minutesAgo: 45, priority: 'standard' })
    await link(call)
    const later = await anEnquiry('The boy Erjon Hoxha lives at Rowan Lodge.', 40)
    expect((await stored(later)).suggestions).toBeUndefined()
    await atDuty.open(`/intakes/${call}`)
    await atDuty.send(`/intakes/${call}/notes`, { note: 'They rang about a boy called Erion Hoxha of Rowan Lodge.' })
    expect(await link(call)).toBe('linked')
    expect((await stored(later)).suggestions).toEqual([{ intakeId: call, why: 'same_child', signs: ['name', 'placement'] }])
    expect(await link(call)).toBe('not_mine')
  })

  it('are found by our own reference in a note of a call, whichever came first, and are not asked about again', async () => {
    const [first, later] = [await anEnquiry('No child is named here.', 48), await anEnquiry('Nor here.', 46)]
    const call = await putCall(desk, { number: '+447700900322' }, { minutesAgo: 47, priority: 'standard' })
    const noted = `They rang about ${(await stored(first)).reference} and ${(await stored(later)).reference}, and wrote down ${(await stored(call)).reference}.`
    await atDuty.open(`/intakes/${call}`)
    await atDuty.send(`/intakes/${call}/notes`, { note: noted })
    expect(await link(call)).toBe('linked')
    expect([(await stored(call)).suggestions, (await stored(later)).suggestions, (await stored(first)).suggestions])
      .toEqual([[{ intakeId: first, why: 'reference_in_note' }], [{ intakeId: call, why: 'reference_in_note' }], undefined])
    expect((await atDuty.open(`/intakes/${later}`)).text).toContain('A note on one of the two gives the reference of the other. Read both.')
    expect((await answer(call, first, 'same_child')).status).toBe(303)
    expect((await answer(later, call, 'dismiss')).status).toBe(303)
    await atDuty.send(`/intakes/${call}/notes`, { note: noted })
    expect(await link(call)).toBe('linked')
    expect([(await stored(call)).suggestions, (await stored(later)).suggestions]).toEqual([[], []])
  })

  it('are not shown to somebody with a conflict of interest in either, in the history neither', async () => {
    const torn = await desk.addStaff('social_worker', 'Tess Torn')
    const first = await anEnquiry('Home Office ref Q7654321', 39)
    const later = await anEnquiry('HO reference Q7654321', 38)
    await desk.connection.collection<{ _id: string }>('intakes').updateOne({ _id: first }, { $set: { barred: [{ staffId: torn.id, name: torn.name }] } })
    const atTorn = await desk.signIn(torn)
    const { reference } = await stored(first)
    expect((await atDuty.open(`/intakes/${later}`)).text).toContain(reference)
    expect((await atTorn.open(`/intakes/${later}`)).text).not.toContain(reference)
    expect((await atTorn.send(`/intakes/${later}/suggestions`, { enquiry: first, answer: 'sibling' })).status).toBe(404)
    await answer(later, first, 'sibling')
    const told = await atTorn.open(`/intakes/${later}`)
    expect([told.status, told.text.includes(reference)]).toEqual([200, false])
  })
})

describe('to whom an enquiry closes that is said to belong with another', () => {
  const barTo = async (id: string, who: StaffMember) =>
    desk.connection.collection<{ _id: string }>('intakes').updateOne({ _id: id }, { $set: { barred: [{ staffId: who.id, name: who.name }] } })
  const closing = (name: string, closed: IntakeDocument, open: IntakeDocument): string =>
    `Conflict of interest: ${name} cannot open ${closed.reference}. Once the two belong together they cannot open ${open.reference} either, nor the record of a child under which one of them stands.`

  it('is said before that button, of one that is suggested', async () => {
    const [torn, tied] = [await desk.addStaff('social_worker', 'Toni Torn'), await desk.addStaff('social_worker', 'Theo Tied')]
    const first = await anEnquiry('Home Office ref R7654321', 39)
    const later = await anEnquiry('HO reference R7654321', 38)
    await barTo(first, torn)
    await barTo(later, tied)
    const [one, other] = [await stored(first), await stored(later)]
    const text = textOf((await atDuty.open(`/intakes/${later}`)).text)
    expect(text).toMatch(new RegExp(`${closing('Theo Tied', other, one)} ${closing('Toni Torn', one, other)} It belongs with ${one.reference}`))
  })

  it('is said of one that is looked up, and not where it closes nothing', async () => {
    const torn = await desk.addStaff('social_worker', 'Tanja Torn')
    const [first, later] = [await anEnquiry('A worry about a boy.', 39), await anEnquiry('A worry about a girl.', 38)]
    const [one, other] = [await stored(first), await stored(later)]
    const lookedUp = async (): Promise<string> => {
      await atDuty.open(`/intakes/${later}`)
      return textOf((await atDuty.send(`/intakes/${later}/belonging`, { reference: one.reference })).text)
    }
    expect(await lookedUp()).not.toContain('Once the two belong together')
    await barTo(first, torn)
    expect(await lookedUp()).toMatch(new RegExp(`${closing('Tanja Torn', one, other)} It belongs with ${one.reference}`))
    await barTo(later, torn)
    expect(await lookedUp()).not.toContain('Once the two belong together')
  })
})

describe('an enquiry that names no child', () => {
  const DAY = 24 * 60
  const suggestedOn = async (id: string) => ((await stored(id)).suggestions ?? []).map(({ intakeId, signs }) => [intakeId, signs])
  /** A call and what was written down about it. */
  async function aCall(number: string, note: string, minutesAgo: number): Promise<string> {
    const id = await putCall(desk, { number }, { minutesAgo, priority: 'high' })
    await atDuty.open(`/intakes/${id}`)
    await atDuty.send(`/intakes/${id}/notes`, { note })
    expect(await link(id)).toBe('linked')
    return id
  }

  it('is suggested weakly with another of the same home within 14 days, or of the same number within 30, and the page says how little that tells', async () => {
    const first = await anEnquiry('The boy Tariq Aziz lives at Larch Lodge.', 13 * DAY)
    const old = await anEnquiry('A boy at Larch Lodge.', 16 * DAY)
    const later = await anEnquiry('The boy at Larch Lodge is gone again.', 60)
    expect([await suggestedOn(later), await suggestedOn(first)]).toEqual([[[first, ['placement']]], [[old, ['placement']]]])
    expect((await atDuty.open(`/intakes/${later}`)).text).toContain('One of the two names no child; they have in common only the same home or address. Read both.')
    const calls = [await aCall('+447700900777', 'She would not say who.', 40 * DAY), await aCall('+447700900777', 'A girl, she thinks.', 25 * DAY), await aCall('+447700900777', 'The same girl.', 50)]
    expect([await suggestedOn(calls[1]!), await suggestedOn(calls[2]!)]).toEqual([[[calls[0], ['number']]], [[calls[1], ['number']]]])
  })

  it('is not suggested where both name one, for a home has several children, nor once a person said no', async () => {
    const first = await anEnquiry('The boy Tariq Aziz lives at Beech Lodge.', 3 * DAY)
    const other = await anEnquiry('The girl Nadia Karim lives at Beech Lodge.', 2 * DAY)
    expect(await suggestedOn(other)).toEqual([])
    const later = await anEnquiry('Somebody left Beech Lodge.', 45)
    expect(await suggestedOn(later)).toEqual([[other, ['placement']], [first, ['placement']]])
    await answer(later, first, 'dismiss')
    await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { 'steps.link.dueAt': desk.now } })
    await link(later)
    expect(await suggestedOn(later)).toEqual([[other, ['placement']]])
  })

  it('stands after what tells more, and at most three times', async () => {
    for (let n = 0; n < 4; n += 1) await anEnquiry('A child at Cedar Lodge.', 3 * DAY + n)
    const strong = await anEnquiry('Crime ref 55/666777/26.', 2 * DAY)
    const later = await anEnquiry('A child at Cedar Lodge. Crime ref 55/666777/26.', 44)
    const suggested = await suggestedOn(later)
    expect([suggested[0], suggested.length]).toEqual([[strong, ['crime_reference']], 4])
    await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { suggestions: (await stored(later)).suggestions?.toReversed() } })
    const { text } = await atDuty.open(`/intakes/${later}`)
    expect(text.indexOf('It may be about the same child')).toBeLessThan(text.indexOf('One of the two names no child'))
  })

  it('is not suggested for a switchboard or an office’s address, which stand in many matters', async () => {
    for (let n = 0; n < 6; n += 1) await aCall('+441632960001', `Matter ${n}: a child at 4 Elm Road.`, 5 * DAY + n)
    const later = await aCall('+441632960001', 'A child at 4 Elm Road, once more.', 43)
    expect(await suggestedOn(later)).toEqual([])
  })

  it('keeps no home and no number in the clear', async () => {
    const id = await aCall('+447700900779', 'A child at Poplar Lodge.', 42)
    expect(JSON.stringify(await stored(id))).not.toMatch(/oplar|900779/)
  })
})

describe('a person', () => {
  it('14. keeps one record per child, siblings linked', async () => {
    const first = await anEnquiry('The girl Amina Bello is at Ash House.', 36)
    const sibling = await anEnquiry('Her brother: the girl Amina Bello of Ash House has a brother, Yusuf Bello.', 35)
    const before = await stored(first)
    expect((await answer(sibling, first, 'sibling')).status).toBe(303)
    expect(await stored(sibling)).toMatchObject({
      suggestions: [], links: [{ intakeId: first, kind: 'sibling', by: duty.id, byName: 'Dilys Duty', at: desk.now }],
      history: [{ kind: 'linked', link: 'sibling', by: duty.id, byName: 'Dilys Duty', other: before.reference }],
    })
    expect((await stored(sibling)).joinedTo).toBeUndefined()
    expect(await stored(first)).toEqual({ ...before, history: [expect.objectContaining({ kind: 'linked', link: 'sibling', other: (await stored(sibling)).reference })] })
    expect(textOf((await atDuty.open(`/intakes/${sibling}`)).text)).toContain(`A sibling: ${before.reference}`)
    expect(textOf((await atDuty.open(`/intakes/${first}`)).text)).toMatch(/Linked enquiries, each with its own record A sibling: \S+ .* Linked by Dilys Duty/)
  })

  it('18. joins repeat contacts to the case without overwriting anything', async () => {
    const first = await anEnquiry('NRM ref 000777888: she is safe.', 34)
    const repeat = await anEnquiry('NRM number 000777888 again: she is missing.', 33)
    const [before, own] = [await stored(first), await stored(repeat)]
    expect((await answer(repeat, first, 'join')).status).toBe(303)
    expect(await stored(first)).toEqual({ ...before, history: [expect.objectContaining({ kind: 'joined_here', other: own.reference })] })
    expect(await stored(repeat)).toEqual({ ...own, joinedTo: first, suggestions: [], history: [expect.objectContaining({ kind: 'joined', other: before.reference })] })
  })

  it('links another agency’s enquiry about the same child without merging the threads', async () => {
    const first = await anEnquiry('Crime ref 33/444555/26, from the school.', 32)
    const police = await anEnquiry('Crime reference 33/444555/26, from the police.', 31)
    await answer(police, first, 'same_child')
    const { text } = await atDuty.open(`/intakes/${police}`)
    expect(textOf(text)).toContain('The same child, another enquiry:')
    expect(text).not.toContain('Belongs with')
    expect((await atDuty.open(`/intakes/${first}`)).text).not.toContain('Later messages')
  })

  it('is not asked again what they dismissed, nor what they linked', async () => {
    const first = await anEnquiry('Crime ref 44/555666/26', 30)
    const [dismissed, linked] = [await anEnquiry('Crime ref 44/555666/26 too', 29), await anEnquiry('The crime number is 44/555666/26', 28)]
    await answer(dismissed, first, 'dismiss')
    await answer(linked, first, 'same_child')
    await answer(linked, dismissed, 'dismiss')
    await intakeModel(desk.connection).updateMany({ _id: { $in: [first, dismissed, linked] } }, { $set: { 'steps.link.dueAt': desk.now } })
    for (const id of [linked, first, dismissed]) expect(await link(id)).toBe('linked')
    expect([(await stored(dismissed)).suggestions, (await stored(linked)).suggestions]).toEqual([[], []])
  })
})

describe('a name that thousands bear, with a date of birth that thousands have', () => {
  it('makes ten suggestions at most, the latest, and is asked by the index alone', async () => {
    const first = await anEnquiry('The boy Mohammed Ali, DOB 02/01/2010.', 5_000)
    const { _id: _, ...like } = await stored(first)
    const many = Array.from({ length: 3_000 }, (_unused, n) => ({
      ...like, _id: invented(`like ${n}`), reference: `LIKE-${n}`, receivedAt: new Date(like.receivedAt.getTime() + (n + 1) * 1_000),
    }))
    await intakeModel(desk.connection).collection.insertMany(many as never[])
    const later = await anEnquiry('Mohamad Ali (DOB 2 January 2010)', 2)
    const { suggestions = [] } = await stored(later)
    expect(suggestions.map(({ intakeId }) => intakeId)).toEqual(many.slice(-10).map(({ _id }) => _id).toReversed())
    const plan = await matchesOf(intakeModel(desk.connection), later, [...(like.linkKeys ?? []), 'another']).explain('executionStats') as unknown as { executionStats: { totalDocsExamined: number; totalKeysExamined: number } }
    expect(JSON.stringify(plan)).not.toContain('COLLSCAN')
    expect(plan.executionStats.totalDocsExamined).toBeLessThan(100)
    expect(plan.executionStats.totalKeysExamined).toBeLessThan(1_000)
  })
})

describe('a child of whom there are more enquiries than are suggested', () => {
  const BOY = 'The boy Erjon Hoxha (DOB 12/03/2010) went again.'
  const often = async (times: number): Promise<readonly string[]> => {
    const ids: string[] = []
    for (let n = 0; n < times; n += 1) ids.push(await anEnquiry(BOY, 400 - n))
    return ids
  }
  const suggestedOn = async (id: string) => ((await stored(id)).suggestions ?? []).map(({ intakeId }) => intakeId)
  const noted = async (call: string, note: string): Promise<void> => {
    await atDuty.open(`/intakes/${call}`)
    await atDuty.send(`/intakes/${call}/notes`, { note })
    expect(await link(call)).toBe('linked')
  }
  const aCall = async (): Promise<string> => putCall(desk, { number: '+447700900323' }, { minutesAgo: 5, priority: 'standard' })
  beforeEach(async () => void (await intakeModel(desk.connection).deleteMany({})))

  it('is suggested with what a note names and what has the same reference, which take the place of the oldest of its name', async () => {
    const named = await anEnquiry('No child is named here.', 500)
    const same = await anEnquiry('NRM ref 000999111.', 490)
    const many = await often(11)
    const call = await aCall()
    await noted(call, BOY)
    expect(await suggestedOn(call)).toEqual(many.slice(1).toReversed())
    await noted(call, `It belongs with ${(await stored(named)).reference}, and they gave the NRM ref 000999111.`)
    expect(await suggestedOn(call)).toEqual([...many.slice(3).toReversed(), named, same])
    expect((await stored(call)).suggestions?.slice(-2)).toEqual([{ intakeId: named, why: 'reference_in_note' }, { intakeId: same, why: 'same_child', signs: ['nrm_reference'] }])
  })

  it('is found by a reference behind more of its name than are looked at', async () => {
    const same = await anEnquiry('NRM ref 000999222.', 490)
    const { _id: _, ...like } = await stored(await anEnquiry(BOY, 480))
    await intakeModel(desk.connection).collection.insertMany(Array.from({ length: 60 }, (_unused, n) => (
      { ...like, _id: invented(`often ${n}`), reference: `OFTEN-${n}`, receivedAt: new Date(like.receivedAt.getTime() + (n + 1) * 1_000) })) as never[])
    const later = await anEnquiry(`${BOY} NRM ref 000999222.`, 4)
    expect([(await suggestedOn(later))[0], (await suggestedOn(later)).length]).toEqual([same, 10])
  })

  it('keeps what was suggested where all of that has the same reference or was named', async () => {
    const many: string[] = []
    for (let n = 0; n < 10; n += 1) many.push(await anEnquiry('NRM ref 000999333.', 400 - n))
    const named = await anEnquiry('No child is named here.', 500)
    const call = await aCall()
    await noted(call, 'NRM ref 000999333.')
    await noted(call, `It belongs with ${(await stored(named)).reference}.`)
    expect(await suggestedOn(call)).toEqual(many.toReversed())
  })

  it('is not asked about again what a person said no to', async () => {
    const named = await anEnquiry('No child is named here.', 500)
    await often(11)
    const call = await aCall()
    const { reference } = await stored(named)
    await noted(call, `It belongs with ${reference}.`)
    await answer(call, named, 'dismiss')
    await noted(call, `${BOY} It belongs with ${reference}.`)
    expect([(await suggestedOn(call)).length, (await suggestedOn(call)).includes(named)]).toEqual([10, false])
  })
})

describe('what is like it and no more, beside a date of birth', () => {
  /** Each from somebody else, so that nothing but the child tells. */
  const fromSomebody = async (text: string, minutesAgo: number): Promise<string> => {
    const id = await putEmail(desk, { subject: 'A worry', text }, { minutesAgo, priority: 'high', sender: `somebody.${minutesAgo}@invented.example` })
    expect(await link(id)).toBe('linked')
    return id
  }
  const suggestedOn = async (id: string) => (await stored(id)).suggestions?.map(({ intakeId, signs }) => [intakeId, signs])

  it('is suggested after what tells more, with the doubt in plain words', async () => {
    const twin = await fromSomebody('The boy Hussein Gure, DOB 05/06/2010.', 220)
    const turned = await fromSomebody('The boy Hassan Gure, DOB 06/05/2010.', 219)
    const same = await fromSomebody('The boy Hasan Guure, DOB 05/06/2010.', 218)
    const later = await fromSomebody('The boy Hassan Gure, DOB 05/06/2010.', 217)
    expect(await suggestedOn(later)).toEqual([[same, ['name', 'birth_date']], [turned, ['name', 'birth_date_turned']], [twin, ['name_alike', 'birth_date']]])
    const text = textOf((await atDuty.open(`/intakes/${later}`)).text)
    expect(text).toContain('It may be about the same child, or a twin: a name that may be the same, spelt otherwise and the same date of birth. Read both.')
    expect(text).toContain('It may be about the same child: the same or a similar name and the same date of birth with day and month exchanged. Read both.')
  })

  it('is suggested behind as many that tell more as there are', async () => {
    const turned = await fromSomebody('The girl Almaz Tesfay, DOB 10/09/2010.', 216)
    for (const minutesAgo of [215, 214, 213]) await fromSomebody('The girl Almaz Tesfay, DOB 09/10/2010.', minutesAgo)
    expect((await suggestedOn(await fromSomebody('The girl Almaz Tesfay, DOB 09/10/2010.', 212)))?.at(-1)).toEqual([turned, ['name', 'birth_date_turned']])
  })

  it('is suggested three times at most, and not at all where many have it; what few have is found behind them', async () => {
    const rare = await fromSomebody('The boy Brahim Bahh, DOB 07/08/2010.', 212)
    const like = await stored(await fromSomebody('The boy Sekou Bah, DOB 07/08/2010.', 211))
    expect(await suggestedOn(await fromSomebody('The boy Mamadou Bah, DOB 07/08/2010.', 210))).toHaveLength(2)
    const more = async (many: number, from: number): Promise<void> => void (await intakeModel(desk.connection).collection.insertMany(Array.from({ length: many }, (_unused, n) => (
      { ...like, _id: invented(`bah ${from + n}`), reference: `BAH-${from + n}`, receivedAt: new Date(like.receivedAt.getTime() + from + n + 1) })) as never[]))
    await more(4, 0)
    expect(await suggestedOn(await fromSomebody('The boy Alpha Bah, DOB 07/08/2010.', 209))).toHaveLength(3)
    await more(60, 100)
    expect(await suggestedOn(await fromSomebody('The boy Thierno Bah, DOB 07/08/2010.', 208))).toBeUndefined()
    expect(await suggestedOn(await fromSomebody('The boy Ibrahim Bah, DOB 07/08/2010.', 207))).toEqual([[rare, ['name_alike', 'birth_date']]])
  })

  it('is asked by the name in full alone where the birthday is 1 January, which many have, and so it is said', async () => {
    const first = await fromSomebody('The boy Mohammed Karimi, DOB 01/01/2009.', 205)
    expect(await suggestedOn(await fromSomebody('The boy Mohammed Rahimi, DOB 01/01/2009.', 204))).toBeUndefined()
    const later = await fromSomebody('The boy Mohamad Karimi, born 1 January 2009.', 203)
    expect(await suggestedOn(later)).toEqual([[first, ['name', 'birth_date_january']]])
    expect(textOf((await atDuty.open(`/intakes/${later}`)).text)).toContain('1 January, which is put down for many whose birthday nobody knows')
  })

  it('is asked by the name in full where one of the two has only that year, within a year of the other', async () => {
    const days = (many: number): number => many * 24 * 60
    const before = await fromSomebody('The boy Omid Stanikzai, DOB 02/09/2009.', days(400))
    const first = await fromSomebody('The boy Omid Stanikzai, DOB 01/01/2009.', days(30))
    const later = await fromSomebody('The boy Omid Stanikzai, DOB 02/09/2009.', days(1))
    expect(await suggestedOn(first)).toBeUndefined()
    expect(await suggestedOn(later)).toEqual([[before, ['name', 'birth_date']], [first, ['name', 'birth_year']]])
    expect(textOf((await atDuty.open(`/intakes/${later}`)).text)).toContain('the same or a similar name and the same year of birth, of which one of the two has only 1 January. Read both.')
  })
})
