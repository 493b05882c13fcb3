import { routingDeps } from '../../../src/compose/routingDesk'
import type { StaffMember } from '../../../src/domain/staff'
import { rerouteIntake } from '../../../src/routing/rerouteIntake'
import { childModel } from '../../../src/store/children/childModel'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { childStory, LINH } from './childStory'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'
import { textOf } from './textOf'

// What a person says of a child is as good a sign as what the rules find: the enquiry is on no list, and comes back from one.

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser
let atManager: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
  atManager = await desk.signIn(await desk.addStaff('manager', 'Mona Manager'))
})
beforeEach(async () => void (await Promise.all([intakeModel(desk.connection).deleteMany({}), childModel(desk.connection).deleteMany({})])))
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const READ_AT = '2026-11-23T10:00:00.000Z'
const REASON = 'A student writes about a case of 2012.'
const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const standingOf = async (id: string) => {
  const { status, history = [] } = await stored(id)
  return [status, history.map(({ kind }) => kind).filter((kind) => ['rerouted', 'came_back'].includes(kind))]
}
const aRequest = async (more: Parameters<typeof putEmail>[2] = {}): Promise<string> =>
  putEmail(desk, { subject: 'Training', text: 'Invented.' }, { priority: 'low', category: 'training', minutesAgo: 10, ...more })
const post = async (browser: DeskBrowser, id: string, path: string, form: Record<string, string>) => {
  await browser.open(`/intakes/${id}`)
  return browser.send(`/intakes/${id}/${path}`, form)
}
const reroute = async (browser: DeskBrowser, id: string, reason = '') => post(browser, id, 'rerouting', { category: 'training', reason, seenReadAt: READ_AT, seenConfirmedAt: (await stored(id)).triage?.confirmedAt?.toISOString() ?? '' })
const onAList = async (more: Parameters<typeof putEmail>[2] = {}): Promise<string> => {
  const id = await aRequest(more)
  expect((await reroute(atDuty, id)).status).toBe(303)
  return id
}
const story = () => childStory(desk, atDuty)
const putUnder = async (id: string): Promise<void> => {
  const { childId } = await story().child({ ...LINH, nrm: '' })
  await atDuty.open(`/intakes/${id}`)
  expect((await atDuty.send(`/children/${childId}/enquiries`, { enquiry: id, answer: 'is', on: id })).status).toBe(303)
}
const link = async (from: string, to: string, answer: string): Promise<void> => expect((await post(atDuty, from, 'belonging/answer', { enquiry: to, answer })).status).toBe(303)
const CONTACT = { kind: 'authority_contacted', name: 'Invented Council', person: 'A. Worker', phone: '01632 960001', email: 'duty@council.example' }

/** What is said of an enquiry, and the words for it. */
const SAYINGS: readonly (readonly [string, (id: string) => Promise<unknown>, string])[] = [
  ['a child was recorded of', async (id) => story().child(LINH, id), 'The record of a child stands with it'],
  ['was put under the record of a child', putUnder, 'The record of a child stands with it'],
  ['a person linked, as about the same child, with an earlier one', async (id) => link(id, await aRequest({ minutesAgo: 90 }), 'same_child'), 'Somebody linked it with another enquiry about the same child, or a sibling'],
  ['a person linked, as about a sibling, with a later one', async (id) => link(await aRequest({ minutesAgo: 1 }), id, 'sibling'), 'Somebody linked it with another enquiry about the same child, or a sibling'],
  ['the contact with the authority was recorded of', async (id) => expect((await post(atDuty, id, 'facts', CONTACT)).status).toBe(303), 'Recorded: Local authority contacted'],
  ['it was recorded of that the child is not missing', async (id) => expect((await post(atDuty, id, 'facts', { kind: 'missing_now', answer: 'no' })).status).toBe(303), 'Recorded: Missing now'],
]

describe('an enquiry that the rules take for training', () => {
  it.each(SAYINGS)('is put on a list by nobody but a manager, with a reason, once %s it', async (_what, say, words) => {
    const id = await aRequest()
    await say(id)
    expect(textOf((await atDuty.open(`/intakes/${id}`)).text)).toContain(`It may be about a child, so that only a manager can put it on another list: ${words}`)
    expect((await reroute(atDuty, id, REASON)).status).toBe(422)
    expect((await reroute(atManager, id)).status).toBe(422)
    expect(await standingOf(id)).toEqual(['triaged', []])
    expect((await reroute(atManager, id, REASON)).status).toBe(303)
    expect(await standingOf(id)).toEqual(['rerouted', ['rerouted']])
  })

  it.each(SAYINGS)('comes back from its list, and from where it was ended there, when %s it', async (_what, say) => {
    for (const isEnded of [false, true]) {
      const id = await onAList()
      if (isEnded) await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { status: 'closed', closedBy: duty.id, closedByName: duty.name, closedAt: desk.now, outcome: 'advised' } })
      await say(id)
      expect(await standingOf(id)).toEqual(['triaged', ['rerouted', 'came_back']])
      expect((await stored(id)).steps.escalate.state).toBe('pending')
    }
  })

  it('stays where it is when what is recorded is true of anybody: the nation, the language, who the caller is', async () => {
    const id = await onAList()
    expect((await post(atDuty, id, 'facts', { kind: 'nation', nation: 'Scotland' })).status).toBe(303)
    expect(await standingOf(id)).toEqual(['rerouted', ['rerouted']])
    const waiting = await aRequest()
    expect((await post(atDuty, waiting, 'facts', { kind: 'language', language: 'Welsh', interpreter: 'no' })).status).toBe(303)
    expect((await reroute(atDuty, waiting)).status).toBe(303)
  })

  it('may be put on a list by anybody again once what was said is taken back', async () => {
    const id = await aRequest()
    const other = await aRequest({ minutesAgo: 90 })
    await link(id, other, 'same_child')
    expect((await reroute(atDuty, id)).status).toBe(422)
    expect((await post(atDuty, id, 'belonging/back', { enquiry: other, what: 'link', reason: 'The wrong one.' })).status).toBe(303)
    expect((await reroute(atDuty, id)).status).toBe(303)
  })
})

describe('what belongs with an enquiry of which somebody said so', () => {
  it('is put on no list either, and comes back from one', async () => {
    const [first, waiting] = [await onAList({ minutesAgo: 60 }), await aRequest()]
    await intakeModel(desk.connection).updateOne({ _id: waiting }, { $set: { joinedTo: first } })
    await story().child(LINH, waiting)
    expect(await standingOf(first)).toEqual(['triaged', ['rerouted', 'came_back']])
    expect([(await stored(first)).triage?.priority, (await stored(waiting)).triage?.priority]).toEqual(['standard', 'standard'])
    expect((await reroute(atDuty, first, REASON)).text).toContain('Another enquiry that belongs with it may be about a child')
  })

  it('comes back when the two are joined afterwards', async () => {
    const first = await onAList({ minutesAgo: 60 })
    const later = await aRequest()
    await story().child(LINH, later)
    await link(later, first, 'join')
    expect(await standingOf(first)).toEqual(['triaged', ['rerouted', 'came_back']])
  })
})

describe('two people at once', () => {
  it('of whom one records a child of what the other puts on a list: it is not left there, whoever is first', async () => {
    const deps = { ...routingDeps(desk, () => desk.now), namesYoungAge: () => false }
    const putOnList = async (routed: typeof deps.routed, intakeId: string) => rerouteIntake({ ...deps, routed }, {
      intakeId, category: 'training', reason: '', seen: { at: new Date(READ_AT) }, actor: { staffId: duty.id, name: duty.name }, mayOverrideConcern: false,
    })
    const between = await aRequest({ priority: 'standard' })
    const recordingMeanwhile = Object.assign(Object.create(deps.routed) as typeof deps.routed, {
      reroute: async (...decision: Parameters<typeof deps.routed.reroute>) => {
        await story().child(LINH, between)
        return deps.routed.reroute(...decision)
      },
    })
    expect(await putOnList(recordingMeanwhile, between)).toEqual({ kind: 'overtaken' })
    expect(await standingOf(between)).toEqual(['triaged', ['rerouted', 'came_back']])
  })
})
