import { allocateIntake } from '../../../src/allocation/allocateIntake'
import { firstClock } from '../../../src/allocation/escalation/firstClock'
import { SERVICE } from '../../../config/service'
import { StoredAllocationLedger } from '../../../src/store/allocationLedger'
import { intakeModel } from '../../../src/store/intakeModel'
import { StoredLinkLedger } from '../../../src/store/linkLedger'
import { PairsToSettle } from '../../../src/store/pairsToSettle'
import { staffModel } from '../../../src/store/staffModel'
import { staffRepository } from '../../../src/store/staffRepository'
import { StoredSecondEscalations } from '../../../src/store/secondEscalations'
import { STEP_LEASE_MS } from '../../../src/store/stepLedger'
import { SEALED_FIELDS } from '../../../src/store/toIntake'
import { TriageLedger } from '../../../src/store/triageLedger'
import { loadRules } from '../../../src/triage/loadRules'
import { allocateJob, allocateWork } from '../../../workers/allocate'
import { escalateJob } from '../../../workers/escalate'
import { escalateHeldSecond } from '../../../workers/escalateSecond'
import { linkJob, linkWork } from '../../../workers/link'
import { triageJob } from '../../../workers/triage'
import { workOnClaimed } from '../../../workers/workOnStep'
import { EscalationWorld } from '../../support/escalationWorld'
import { aPerson } from './allocationRoom'

const MONDAY = '2026-03-02T10:00:00Z'
const rules = loadRules()
let world: EscalationWorld

beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  world.time = MONDAY
  await staffModel(world.ringing.connection).insertMany([aPerson('manager', { role: 'manager', managerId: undefined }), aPerson('a')])
})
afterAll(async () => world.close())

const NEVER_BY_ITSELF = 2 ** 31 - 1

/** Whoever reads, and goes on; and the jobs of the single steps. */
function workers({ goesOn = true, tells = true, mostTelling = 9 } = {}) {
  const { connection, sealer, deps: { steps, log }, now } = world.ringing
  const settling = new PairsToSettle(connection, now, log, NEVER_BY_ITSELF)
  const allocating = {
    steps, ledger: new StoredAllocationLedger(connection, now, SERVICE.caseWeights, settling), whoKnows: async () => [], readLanguages: () => [], isOpen: () => true, caseWeights: SERVICE.caseWeights, allocateAgainMs: 60_000, now, log,
  }
  const linking = { steps, links: new StoredLinkLedger(intakeModel(connection), sealer, steps), linkAgainMs: 60_000, now, log }
  const triageLedger = new TriageLedger(steps, sealer, now, SERVICE.secondProfessionals, { mayAllocate: () => goesOn, mayTell: () => tells, firstClock: (read) => firstClock(world.deps, read) })
  const following = {
    allocate: async (claimed: Parameters<ReturnType<typeof linkWork>>[0]) => workOnClaimed(allocating, { step: 'allocate', claimed }, async (held) => (await allocateIntake(allocating, held)).kind),
    link: async (claimed: Parameters<ReturnType<typeof linkWork>>[0]) => workOnClaimed(linking, { step: 'link', claimed }, linkWork(linking)),
    tellOfficers: escalateHeldSecond({ ...world.deps, ledger: new StoredSecondEscalations(connection, steps), times: SERVICE.secondCalls }, mostTelling, (telling) => telling),
  }
  return {
    settling,
    read: triageJob({ steps, triageLedger, readers: () => ({ rules }), heldTexts: async () => [], now, log, following }),
    allocate: allocateJob(allocating, allocateWork(allocating)),
    link: linkJob(linking),
  }
}

const stored = async (id: string) => world.ringing.intake(id)

/** A message with these words. */
async function write(words: string): Promise<string> {
  const id = await world.write()
  await world.change(id, { $set: { 'email.text': world.ringing.sealer.seal(id, SEALED_FIELDS.text, words) } })
  return id
}
const DISPUTED = 'The Home Office disputes the age of a boy from Albania in our care. He has had an age assessment.'

describe('whoever reads a new message', () => {
  it('goes on with its people and with others about the same child: then it owes nothing but its clock', async () => {
    const id = await world.write()
    const end = await workers().read(id)
    expect(end).toMatchObject({ outcome: 'triaged' })
    expect(await stored(id)).toMatchObject({ status: 'triaged', steps: { triage: { state: 'done' }, allocate: { state: 'working' }, link: { state: 'working' } } })
    if (typeof end !== 'string') await end.goOn()
    const { status, allocation, steps } = await stored(id)
    expect({ status, worker: allocation?.socialWorker, manager: allocation?.manager }).toEqual({ status: 'allocated', worker: 'a', manager: 'manager' })
    expect(Object.entries(steps).filter(([, { dueAt }]) => dueAt).map(([step]) => step)).toEqual(['escalate'])
    expect(steps).toMatchObject({ allocate: { state: 'done' }, link: { state: 'done' }, escalate: { state: 'pending' } })
  })

  it('has the clock looked at now where nobody can take it, and the manager is told', async () => {
    await staffModel(world.ringing.connection).updateOne({ _id: 'a' }, { $set: { onRota: false } })
    const id = await world.write()
    const end = await workers().read(id)
    expect(await world.escalate(id)).toBe('not_mine')
    if (typeof end !== 'string') await end.goOn()
    expect(await world.escalate(id)).toBe('told')
    expect(await world.diary(id)).toEqual(['Mon 10:00:00 manager: mail'])
  })

  it('tells the officer whom it calls for, once, and then that one is due again as by its own job', async () => {
    await world.ringing.addWorker({ _id: 'ian', role: 'immigration_officer', onRota: false })
    const [id, own] = [await write(DISPUTED), await write(DISPUTED)]
    const end = await workers().read(id)
    expect(await world.escalateSecond(id)).toBe('not_mine')
    if (typeof end !== 'string') await end.goOn()
    await workers({ goesOn: false }).read(own)
    expect(await world.escalateSecond(own)).toBe('told')
    expect(await world.secondDiary(id, 'immigration_officer')).toEqual(['Mon 10:00:00 ian: mail'])
    const ladderOf = ({ seconds, steps: { escalateSecond: { state, dueAt } } }: Awaited<ReturnType<typeof stored>>) => {
      const { tellings = [], ...ladder } = seconds?.immigration_officer ?? {}
      return { ladder, outcomes: tellings.map(({ outcome }) => outcome), state, dueAt }
    }
    expect(ladderOf(await stored(id))).toEqual(ladderOf(await stored(own)))
    expect(world.mails).toHaveLength(2)
  })

  it.each([
    { where: 'its process dies', tells: true, due: new Date(MONDAY).getTime() + STEP_LEASE_MS, hour: '10:01:00' },
    { where: 'many are being told', tells: false, due: new Date(MONDAY).getTime(), hour: '10:00:00' },
  ])('leaves the officer to the step’s own job where $where', async ({ tells, due, hour }) => {
    await world.ringing.addWorker({ _id: 'ian', role: 'immigration_officer', onRota: false })
    const id = await write(DISPUTED)
    await workers({ tells }).read(id)
    expect((await stored(id)).steps.escalateSecond.dueAt).toEqual(new Date(due))
    world.ringing.time = new Date(due)
    expect(await world.escalateSecond(id)).toBe('told')
    expect(await world.secondDiary(id, 'immigration_officer')).toEqual([`Mon ${hour} ian: mail`])
    expect(world.mails).toHaveLength(1)
  })

  it('tells the officers of so many at once, and leaves those of the others to the step’s own job', async () => {
    await world.ringing.addWorker({ _id: 'ian', role: 'immigration_officer', onRota: false })
    const ids = await Promise.all([1, 2, 3, 4, 5].map(async () => write(DISPUTED)))
    const { read } = workers({ mostTelling: 2 })
    const ends = await Promise.all(ids.map(read))
    await Promise.all(ends.map(async (end) => (typeof end === 'string' ? end : end.goOn())))
    expect(world.mails).toHaveLength(2)
    for (const id of ids) await world.escalateSecond(id)
    expect(world.mails).toHaveLength(5)
  })

  it.each([{ hour: '10:00' }, { hour: '22:00' }])('sets the clock at $hour as its own step would', async ({ hour }) => {
    world.time = `2026-03-02T${hour}:00Z`
    const [own, set] = [await world.write(), await world.write()]
    await workers({ goesOn: false }).read(own)
    await escalateJob(world.deps)(own)
    await workers().read(set)
    const clockOf = ({ acceptBy, escalation, steps: { escalate: { state, dueAt } } }: Awaited<ReturnType<typeof stored>>) => ({ acceptBy, escalation, state, dueAt })
    expect(clockOf(await stored(set))).toEqual(clockOf(await stored(own)))
    expect((await stored(set)).escalation).toBeDefined()
  })

  it('leaves what follows to its own jobs when its process dies, once the claim has run out', async () => {
    const id = await world.write()
    await workers().read(id)
    expect([await workers().allocate(id), await workers().link(id)]).toEqual(['not_mine', 'not_mine'])
    world.ringing.time = new Date(new Date(MONDAY).getTime() + STEP_LEASE_MS)
    expect([await workers().allocate(id), await workers().link(id)]).toEqual(['allocated', 'linked'])
    expect(await stored(id)).toMatchObject({ allocation: { socialWorker: 'a' }, steps: { allocate: { state: 'done' }, link: { state: 'done' } } })
  })

  it.each([
    { what: 'its people were looked for before', change: { $set: { 'steps.allocate.attempts': 1 } } },
    { what: 'somebody has written something down', change: { $push: { history: { kind: 'note', at: new Date(MONDAY), by: 'd', byName: 'Invented' } } } },
    { what: 'its clock has begun to tell people', change: { $set: { 'escalation.since': new Date(MONDAY) } } },
  ])('leaves each step to its own job where $what', async ({ change }) => {
    const id = await world.write()
    await world.change(id, change)
    expect(await workers().read(id)).toBe('triaged')
    expect(await stored(id)).toMatchObject({ steps: { triage: { state: 'done' }, allocate: { state: 'pending', dueAt: new Date(MONDAY) }, escalate: { state: 'pending', dueAt: new Date(MONDAY) } } })
  })

  it('and everybody’s pairs are settled soon after: whoever was closed out meanwhile leaves a card, and no promise is left', async () => {
    const { connection } = world.ringing
    const ids = [await world.write(), await world.write()]
    const { read, settling } = workers()
    for (const id of ids) {
      const end = await read(id)
      if (typeof end !== 'string') await end.goOn()
    }
    // In the moment between the decision and the pair: the closing did not see the second one.
    await staffRepository(connection).disable('a@advice.example', world.ringing.time)
    await world.change(ids[1]!, { $set: { owedTasks: [] } })
    await settling.settle()
    for (const id of ids) expect((await stored(id)).owedTasks).toMatchObject([{ kind: 'holder_away', about: 'a', cause: 'disabled' }])
    expect(await staffModel(connection).countDocuments({ 'promised.0': { $exists: true } })).toBe(0)
  })
})
