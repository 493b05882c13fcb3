import { SERVICE } from '../../../config/service'
import type { Role } from '../../../src/domain/roles'
import type { StaffMember } from '../../../src/domain/staff'
import { caseloadsOf } from '../../../src/store/caseloads'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { EscalationWorld } from '../../support/escalationWorld'
import { childStory, LINH } from './childStory'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'
import { textOf } from './textOf'

// The table has no low concern about a child: what a person finds to be one is not left among what may wait three working days.

const uri = freshDatabaseUri()
let desk: DeskApp
let world: EscalationWorld
let at: Readonly<Record<'duty' | 'manager', DeskBrowser>>
let sam: StaffMember
let manager: StaffMember

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  // The desk's own key.
  world = await EscalationWorld.open(uri, Buffer.alloc(32, 7))
  manager = await desk.addStaff('manager', 'Mona Manager')
  sam = await desk.addStaff('social_worker', 'Sam Worker', { manager: manager.email })
  await desk.addStaff('duty', 'Dilys Duty')
})
beforeEach(async () => {
  await intakeModel(desk.connection).deleteMany({})
  await goTo('2026-11-23T10:00:00Z')
})
afterAll(async () => {
  await Promise.all([desk.close(), world.ringing.connection.close()])
  await dropDatabase(uri)
})

const READ_AT = '2026-11-23T10:00:00.000Z'
async function goTo(time: string): Promise<void> {
  desk.now = new Date(time)
  world.time = time
  const signedIn = async (role: Role, name: string) => desk.signIn({ email: `${name.toLowerCase().replace(' ', '.')}@desk.example`, role } as StaffMember)
  at = { duty: await signedIn('duty', 'Dilys Duty'), manager: await signedIn('manager', 'Mona Manager') }
}
const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const change = async (id: string, facts: object): Promise<void> => void (await intakeModel(desk.connection).updateOne({ _id: id }, { $set: facts }))
const aRequest = async (more: Parameters<typeof putEmail>[2] = {}): Promise<string> =>
  putEmail(desk, { subject: 'Training', text: 'Invented.' }, { priority: 'low', category: 'training', ...more })
const post = async (id: string, path: string, form: Record<string, string>) => {
  await at.duty.open(`/intakes/${id}`)
  const sent = await at.duty.send(`/intakes/${id}/${path}`, form)
  expect(sent.status).toBe(303)
}
const sayItIs = async (id: string, category: string, reason = 'It is about a girl.') => post(id, 'category', { category, reason, seenReadAt: READ_AT })
const putOnList = async (id: string) => post(id, 'rerouting', { category: 'training', reason: '', seenReadAt: READ_AT })
const linesOf = async (id: string) => ((await stored(id)).history ?? []).map(({ kind, byName, from, to }) => [kind, byName, ...(to ? [from, to] : [])])
const RAISED = ['priority_confirmed', 'Dilys Duty', 'low', 'standard']
const page = async (id: string): Promise<string> => textOf((await at.duty.open(`/intakes/${id}`)).text)

describe('what is low', () => {
  it.each(['child_concern', 'nrm_query', 'report_request'])('is standard once a person says that it is casework (%s), and is to be accepted within a working day', async (category) => {
    const id = await aRequest()
    expect(await page(id)).toContain('Its priority is low. As a concern about a child')
    await sayItIs(id, category)
    await world.passUntil('2026-11-23T10:01:00Z')
    const { triage, queueRank, acceptBy } = await stored(id)
    expect([triage?.priority, triage?.proposedPriority, triage?.confirmedByName, queueRank, acceptBy]).toEqual(['standard', 'low', 'Dilys Duty', 2, new Date('2026-11-24T10:00:00Z')])
    expect(await linesOf(id)).toEqual([['category_confirmed', 'Dilys Duty'], RAISED])
    const text = await page(id)
    expect(text).toMatch(/Priority Standard confirmed What belongs in the queue by somebody’s word is never low. Dilys Duty/)
    expect(text).not.toContain('Its priority is low')
  })

  it('stays low where a person says that it is another list’s', async () => {
    const id = await aRequest()
    await sayItIs(id, 'media', 'A journalist.')
    expect([(await stored(id)).triage?.priority, await linesOf(id)]).toEqual(['low', [['category_confirmed', 'Dilys Duty']]])
  })

  it('weighs as standard from then on, and is asked for of whoever had accepted it as low', async () => {
    const id = await aRequest({ allocation: { socialWorker: sam.id, socialWorkerName: sam.name, manager: manager.id, managerName: manager.name, at: desk.now } })
    await change(id, { status: 'accepted', acceptance: { by: sam.id, byName: sam.name, at: desk.now } })
    const load = async () => (await caseloadsOf(intakeModel(desk.connection), [sam.id], SERVICE.caseWeights)).get(sam.id)?.load
    expect(await load()).toBe(SERVICE.caseWeights.low)
    await sayItIs(id, 'child_concern')
    expect(await load()).toBe(SERVICE.caseWeights.standard)
    const { status, acceptance, escalation } = await stored(id)
    expect([status, acceptance, escalation?.hadBy?.staffId]).toEqual(['allocated', undefined, sam.id])
  })

  it('is standard when a person brings it back from its list, be it ended there, and the form says so', async () => {
    for (const isEnded of [false, true]) {
      const id = await aRequest()
      await putOnList(id)
      if (isEnded) await change(id, { status: 'closed', closedBy: manager.id, closedByName: manager.name, closedAt: desk.now, outcome: 'advised' })
      expect(await page(id)).toContain('Its priority, which is low, becomes standard.')
      await post(id, 'return', { reason: 'A second reading: it is about a girl of 15 who was moved.' })
      const { status, triage, queueRank, rerouting } = await stored(id)
      expect([status, triage?.priority, triage?.confirmedByName, queueRank, rerouting]).toEqual(['triaged', 'standard', 'Dilys Duty', 2, undefined])
      expect((await linesOf(id)).slice(1)).toEqual([['brought_back', 'Dilys Duty'], RAISED])
      expect(await page(id)).toContain('What belongs in the queue by somebody’s word is never low.')
    }
  })

  it('waits for nobody eight days, where it lay on its list for three before somebody found the child', async () => {
    const id = await aRequest()
    await putOnList(id)
    await goTo('2026-11-26T10:00:00Z')
    await post(id, 'return', { reason: 'It is about a girl of 15 who was moved.' })
    await world.passUntil('2026-11-26T10:05:00Z')
    expect((await stored(id)).acceptBy).toEqual(new Date('2026-11-27T10:00:00Z'))
  })

  it('is as pressing as it was where it is no longer low when somebody brings it back', async () => {
    const id = await aRequest({ priority: 'standard' })
    await putOnList(id)
    expect(await page(id)).not.toContain('Its priority, which is low')
    await post(id, 'return', { reason: 'A girl.' })
    expect([(await stored(id)).triage?.confirmedBy, (await linesOf(id)).slice(1)]).toEqual([undefined, [['brought_back', 'Dilys Duty']]])
  })

  it.each([['in the queue', false], ['on its list', true]])('is standard once what is said of a child is said of it, %s', async (_where, isOnList) => {
    const [recorded, linked, other, contacted] = [await aRequest(), await aRequest(), await aRequest({ minutesAgo: 90 }), await aRequest()]
    if (isOnList) for (const id of [recorded, linked, other, contacted]) await putOnList(id)
    await childStory(desk, at.duty).child(LINH, recorded)
    await post(linked, 'belonging/answer', { enquiry: other, answer: 'sibling' })
    await post(contacted, 'facts', { kind: 'authority_contacted', name: 'Invented Council', person: 'A. Worker', phone: '01632 960001', email: 'duty@council.example' })
    for (const id of [recorded, linked, other, contacted]) {
      const { status, triage } = await stored(id)
      expect([status, triage?.priority, triage?.confirmedByName]).toEqual(['triaged', 'standard', 'Dilys Duty'])
      expect((await linesOf(id)).filter(([kind]) => kind === 'priority_confirmed')).toEqual([RAISED])
    }
  })
})
