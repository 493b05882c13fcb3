import { newReference } from '../../../src/domain/referenceNumber'
import type { StaffMember } from '../../../src/domain/staff'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
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
const change = async (id: string, facts: Partial<IntakeDocument>): Promise<void> => void (await intakeModel(desk.connection).updateOne({ _id: id }, { $set: facts }))
const aMessage = async (minutesAgo: number, facts: Partial<IntakeDocument> = {}): Promise<IntakeDocument> => {
  const id = await putEmail(desk, { subject: 'A worry', text: 'Invented words.' }, { minutesAgo, priority: 'high' })
  await change(id, facts)
  return stored(id)
}
async function lookUp(on: IntakeDocument, typed: string, browser = atDuty) {
  await browser.open(`/intakes/${on._id}`)
  return browser.send(`/intakes/${on._id}/belonging`, { reference: typed })
}
/** Looks it up, and says what the page then offers to say. */
async function say(on: IntakeDocument, answer: string, about: IntakeDocument, browser = atDuty) {
  expect((await lookUp(on, about.reference, browser)).status).toBe(200)
  return browser.send(`/intakes/${on._id}/belonging/answer`, { enquiry: about._id, answer })
}

describe('somebody who knows that two enquiries belong together, which nothing suggests', () => {
  it('gives the reference of the other, sees which that is, and joins the two', async () => {
    const first = await aMessage(90)
    const call = await stored(await putCall(desk, { number: '+447700900321' }, { minutesAgo: 30, priority: 'standard' }))
    expect((await atDuty.open(`/intakes/${call._id}`)).text).toContain('This belongs with another enquiry')
    const found = await lookUp(call, ` ref ${first.reference.toLowerCase()} `)
    expect(found.status).toBe(200)
    expect(textOf(found.text)).toMatch(new RegExp(`Is it this one\\? ${first.reference} High .*Email. Read, not allocated.`))
    expect(found.text).toContain(`href="/intakes/${first._id}"`)
    expect(found.text).toMatch(new RegExp(`<title>${first.reference} was found\\. .*role="alert".*${first.reference}</span> was found\\. <a class="govuk-notification-banner__link" href="#belonging-found">.*id="belonging-found" tabindex="-1"`, 's'))
    const answered = await atDuty.send(`/intakes/${call._id}/belonging/answer`, { enquiry: first._id, answer: 'join' })
    expect([answered.status, answered.headers['location']]).toEqual([303, `/intakes/${call._id}?done=joined`])
    expect(await stored(call._id)).toMatchObject({ joinedTo: first._id, history: [{ kind: 'joined', by: duty.id, byName: 'Dilys Duty', other: first.reference, otherId: first._id }] })
    // Of what it was joined to nothing changes but that its history says so.
    expect(await stored(first._id)).toEqual({ ...first, history: [expect.objectContaining({ kind: 'joined_here', byName: 'Dilys Duty', other: call.reference, otherId: call._id })] })
    expect(textOf((await atDuty.open(`/intakes/${call._id}`)).text)).toContain(`Joined to ${first.reference}`)
    expect(textOf((await atDuty.open(`/intakes/${first._id}`)).text)).toContain(`${call.reference} joined to this`)
  })

  it('need not know which came first: the later one joins, with what had joined it', async () => {
    const first = await aMessage(80)
    const later = await aMessage(40)
    const reply = await aMessage(20, { joinedTo: later._id })
    expect((await say(first, 'join', later)).status).toBe(303)
    expect([(await stored(first._id)).joinedTo, (await stored(later._id)).joinedTo, (await stored(reply._id)).joinedTo]).toEqual([undefined, first._id, first._id])
    expect((await atDuty.open(`/intakes/${first._id}`)).text).toMatch(/Later messages that belong with this/)
  })

  it.each([['same_child', 'The same child, another enquiry'], ['sibling', 'A sibling']] as const)('links the two as %s, and leaves the threads apart', async (kind, words) => {
    const [first, later] = [await aMessage(70), await aMessage(60)]
    expect((await say(first, kind, later)).status).toBe(303)
    expect(await stored(later._id)).toMatchObject({ links: [{ intakeId: first._id, kind, by: duty.id }], history: [{ kind: 'linked', link: kind, other: first.reference }] })
    expect((await stored(later._id)).joinedTo).toBeUndefined()
    for (const one of [first, later]) expect(textOf((await atDuty.open(`/intakes/${one._id}`)).text)).toContain(`${words}:`)
    expect(textOf((await lookUp(later, first.reference)).text)).toContain('These two are linked already.')
    expect((await atDuty.send(`/intakes/${later._id}/belonging/answer`, { enquiry: first._id, answer: 'sibling' })).status).toBe(409)
  })

  it('may say that they have nothing to do with one another, which stays in the history', async () => {
    const [first, later] = [await aMessage(70), await aMessage(60)]
    expect((await say(later, 'dismiss', first)).status).toBe(303)
    expect((await stored(later._id)).history).toMatchObject([{ kind: 'suggestion_dismissed', other: first.reference }])
  })

  it('settles with it what was suggested', async () => {
    const first = await aMessage(70)
    const later = await aMessage(60, { suggestions: [{ intakeId: first._id, why: 'reference' }] })
    expect((await say(first, 'join', later)).status).toBe(303)
    expect(await stored(later._id)).toMatchObject({ joinedTo: first._id, suggestions: [] })
  })
})

describe('two enquiries', () => {
  it('that belong together are not joined again, nor one to itself', async () => {
    const first = await aMessage(70)
    const later = await aMessage(60, { joinedTo: first._id })
    expect(textOf((await lookUp(later, first.reference)).text)).toContain('These two belong together already.')
    expect(textOf((await lookUp(first, later.reference)).text)).toContain('These two belong together already.')
    expect(textOf((await lookUp(first, first.reference)).text)).toContain('There is a problem That is the reference of this enquiry. Enter that of the other one')
    expect((await atDuty.send(`/intakes/${first._id}/belonging/answer`, { enquiry: first._id, answer: 'join' })).status).toBe(404)
  })

  it('of which the later belongs with a third can be linked, and not joined', async () => {
    const third = await aMessage(90)
    const first = await aMessage(70)
    const later = await aMessage(60, { joinedTo: third._id })
    const { text } = await lookUp(first, later.reference)
    expect(textOf(text)).toContain('belongs with another enquiry already, so that the two can be linked but not joined.')
    expect(text).not.toContain('value="join"')
    expect((await atDuty.send(`/intakes/${first._id}/belonging/answer`, { enquiry: later._id, answer: 'join' })).status).toBe(409)
    expect((await say(first, 'same_child', later)).status).toBe(303)
  })

  it('that two people bring together from either side at once are joined once', async () => {
    const [first, later] = [await aMessage(70), await aMessage(60)]
    const atOther = await desk.signIn(await desk.addStaff('social_worker', 'Otis Other'))
    await Promise.all([atDuty.open(`/intakes/${first._id}`), atOther.open(`/intakes/${later._id}`)])
    const answers = await Promise.all([
      atDuty.send(`/intakes/${first._id}/belonging/answer`, { enquiry: later._id, answer: 'join' }),
      atOther.send(`/intakes/${later._id}/belonging/answer`, { enquiry: first._id, answer: 'join' }),
    ])
    expect(answers.every(({ status }) => status === 303)).toBe(true)
    expect((await stored(later._id)).history).toHaveLength(1)
    expect((await stored(first._id)).joinedTo).toBeUndefined()
  })
})

describe('the reference of another enquiry', () => {
  const NONE = 'No enquiry that you may see has this reference'

  it('tells whoever may not open it no more than that of none, and neither does the answer', async () => {
    const torn = await desk.addStaff('social_worker', 'Tess Torn')
    const atTorn = await desk.signIn(torn)
    const own = await aMessage(50)
    const barred = await aMessage(70, { barred: [{ staffId: torn.id, name: torn.name, at: desk.now, by: duty.id, byName: duty.name }] })
    const none = newReference()
    const [ofBarred, ofNone] = [await lookUp(own, barred.reference, atTorn), await lookUp(own, none, atTorn)]
    expect([ofBarred.status, ofNone.status]).toEqual([404, 404])
    expect(textOf(ofBarred.text)).toContain(`${NONE}: ${barred.reference}.`)
    expect(textOf(ofBarred.text).replaceAll(barred.reference, none)).toContain(`${NONE}: ${none}.`)
    expect((await atTorn.send(`/intakes/${own._id}/belonging/answer`, { enquiry: barred._id, answer: 'sibling' })).status).toBe(404)
    expect((await stored(own._id)).links).toBeUndefined()
    expect((await atTorn.send(`/intakes/${barred._id}/belonging`, { reference: own.reference })).status).toBe(404)
  })

  it('is written down with the enquiry on which it was looked up, and so is the answer', async () => {
    const [first, later] = [await aMessage(70), await aMessage(60)]
    await viewAuditModel(desk.connection).deleteMany({})
    await say(later, 'join', first)
    expect(await viewAuditModel(desk.connection).find({ event: { $ne: 'intake_viewed' } }).lean()).toMatchObject([
      { event: 'enquiry_sought', intakeId: later._id, reference: first.reference, staffId: duty.id }, { event: 'belonging_tried', intakeId: later._id, staffId: duty.id },
    ])
  })

  it('that is mistyped, or missing, is said at its field', async () => {
    const own = await aMessage(50)
    const mistyped = await lookUp(own, own.reference.slice(0, -1) + (own.reference.endsWith('7') ? '9' : '7'))
    expect([mistyped.status, mistyped.text.includes('That reference has a mistyped character'), mistyped.text.includes('href="#belonging-reference"')]).toEqual([422, true, true])
    expect((await lookUp(own, '')).text).toContain('Enter a reference')
  })

  it('is not for second professionals, and guessing is slowed down as in finding', async () => {
    const own = await aMessage(50, { secondRoles: ['police_liaison'], seconds: { police_liaison: { because: [{ kind: 'signal', signal: 'missingNow' }], since: desk.now } } })
    const officer = await desk.signIn(await desk.addStaff('police_liaison', 'Pia Police'))
    expect((await officer.send(`/intakes/${own._id}/belonging`, { reference: own.reference })).status).toBe(404)
    const guesser = await desk.signIn(await desk.addStaff('duty', 'Gus Guesser'))
    const guesses: number[] = []
    for (let n = 0; n < 21; n += 1) guesses.push((await lookUp(own, newReference(), guesser)).status)
    expect(guesses).toEqual([...Array.from({ length: 20 }, () => 404), 429])
    expect((await guesser.send('/find', { reference: own.reference })).status).toBe(429)
  })
})
