import pino from 'pino'
import { SERVICE } from '../../../config/service'
import { routingDeps } from '../../../src/compose/routingDesk'
import { withReturns } from '../../../src/compose/whatBringsBack'
import type { Priority } from '../../../src/domain/priority'
import type { StaffMember } from '../../../src/domain/staff'
import { intakeModel } from '../../../src/store/intakeModel'
import { StepLedger } from '../../../src/store/stepLedger'
import { TriageLedger } from '../../../src/store/triageLedger'
import { leaveAsRead } from '../../../src/triage/secondReader/readAgain'
import { loadRules } from '../../../src/triage/loadRules'
import { triageJob } from '../../../workers/triage'
import { EscalationWorld } from '../../support/escalationWorld'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall, putEmail } from './enquiries'

// A call that was ended after somebody had spoken with its caller: the desk, the workers' reading and the clocks on one store.

const uri = freshDatabaseUri()
const rules = loadRules()
let desk: DeskApp
let world: EscalationWorld
let duty: StaffMember
let atDuty: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  // The desk's own key.
  world = await EscalationWorld.open(uri, Buffer.alloc(32, 7))
  duty = await desk.addStaff('duty', 'Dilys Duty', { phone: '+447700900111' })
  await desk.addStaff('manager', 'Mona Manager', { phone: '+447700900101' })
  atDuty = await desk.signIn(duty)
})
beforeEach(async () => {
  await intakeModel(desk.connection).deleteMany({})
  desk.now = new Date('2026-11-23T10:00:00Z')
  world.time = '2026-11-23T10:00:00Z'
})
afterAll(async () => {
  await Promise.all([desk.close(), world.ringing.connection.close()])
  await dropDatabase(uri)
})

const SPOKE_AT = new Date('2026-11-23T09:00:00Z')
const anEndedCall = async (priority: Priority): Promise<string> => {
  const conversation = { staffId: duty.id, name: duty.name, since: SPOKE_AT, legId: 'leg' }
  const id = await putCall(desk, { number: '+442079460123', state: 'wrap_up', duration: 300, conversation, conversationEndedAt: SPOKE_AT }, { priority })
  await world.change(id, { $set: { status: 'closed', closedBy: duty.id, closedByName: duty.name, closedAt: SPOKE_AT, outcome: 'advice_given', outcomeName: 'Advice given' } })
  return id
}
const post = async (id: string, path: string, form: Record<string, string>): Promise<void> => {
  await atDuty.open(`/intakes/${id}`)
  expect((await atDuty.send(`/intakes/${id}/${path}`, form)).status).toBe(303)
}
const aMessageJoins = async (id: string): Promise<void> => {
  const further = await putEmail(desk, { subject: 'Further', text: 'Thank you.' })
  await world.change(further, { $set: { joinedTo: id, 'steps.triage.dueAt': desk.now, 'steps.allocate': { state: 'done', attempts: 1 } } })
  const steps = new StepLedger(intakeModel(desk.connection), desk.sealer, () => desk.now)
  const triageLedger = withReturns(new TriageLedger(steps, desk.sealer, () => desk.now, SERVICE.secondProfessionals), routingDeps(desk, () => desk.now))
  const log = pino({ level: 'silent' })
  expect(await triageJob({ steps, triageLedger, readers: () => ({ rules, readAgain: leaveAsRead }), heldTexts: async () => [], now: () => desk.now, log })(further)).toBe('triaged')
}
const waysTold = async (id: string): Promise<readonly string[]> => {
  await world.passUntil('2026-11-23T10:20:00Z')
  return [...new Set((await world.diary(id)).map((line) => line.split(': ')[1]!))].toSorted()
}

describe('an urgent call that was ended goes up as one that nobody has in hand', () => {
  it.each<[string, Priority, (id: string) => Promise<void>]>([
    ['danger now is recorded of it', 'urgent', async (id) => post(id, 'facts', { kind: 'missing_now', answer: 'yes' })],
    ['somebody raises it to urgent', 'high', async (id) => post(id, 'priority', { priority: 'urgent', reason: 'They rang again.', seenPriority: 'high' })],
    ['a further message joins it', 'urgent', aMessageJoins],
  ])('when %s', async (_what, priority, happens) => {
    const id = await anEndedCall(priority)
    await happens(id)
    expect(await waysTold(id)).toEqual(['call', 'mail', 'text'])
    expect(await world.ringing.intake(id)).toMatchObject({ status: 'triaged', triage: { priority: 'urgent' }, escalation: { manner: 'pressing', anewSince: desk.now } })
  })

  it('until a named person accepts it, whoever has spoken with the caller since', async () => {
    const id = await anEndedCall('urgent')
    await aMessageJoins(id)
    const since = new Date(desk.now.getTime() + 10_000)
    await world.change(id, { $set: { 'telephony.callbackAttempts': [{ legId: 'leg2', staffId: duty.id, name: duty.name, at: since, answered: true, spoke: true }] } })
    expect(await waysTold(id)).toEqual(['call', 'mail', 'text'])
    await post(id, 'acceptance', {})
    const told = await world.diary(id)
    await world.passUntil('2026-11-23T10:40:00Z')
    expect(await world.diary(id)).toEqual(told)
  })
})
