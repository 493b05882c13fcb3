import { SERVICE } from '../../../config/service'
import { allocateIntake, type AllocationResult } from '../../../src/allocation/allocateIntake'
import { barFromIntake } from '../../../src/allocation/handover/barFromIntake'
import { coverLeave } from '../../../src/allocation/handover/coverLeave'
import { StoredAllocationLedger } from '../../../src/store/allocationLedger'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { StoredHandovers } from '../../../src/store/handovers'
import { StoredLeaveCover } from '../../../src/store/leaveCover'
import { endLostAcceptances } from '../../../src/store/lostAcceptances'
import { StoredStaffFacts } from '../../../src/store/staffFacts'
import { staffRepository } from '../../../src/store/staffRepository'
import { taskModel } from '../../../src/store/taskModel'
import { EscalationWorld, threeWays } from '../../support/escalationWorld'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  const { ringing } = world
  world.time = '2026-04-30T09:00:00Z'
  await ringing.addWorker({ _id: 'wanda', name: 'Wanda', email: 'wanda@advice.example', role: 'social_worker', managerId: 'mona' })
  await ringing.addWorker({ _id: 'dot', name: 'Dot', email: 'dot@advice.example', role: 'duty' })
  await ringing.addWorker({ _id: 'mona', name: 'Mona', role: 'manager', onRota: false })
  await ringing.addWorker({ _id: 'ola', name: 'Ola', email: 'ola@advice.example', role: 'duty', onRota: false, onCall: true })
})
afterAll(async () => world.close())

const SATURDAY_NIGHT = '2026-05-02T22:00:00Z'
const TUESDAY = '2026-05-05T09:00:00Z'
const stored = async (id: string) => world.ringing.intake(id)
const standing = async (id: string) => {
  const { status, acceptance, history = [] } = await stored(id)
  return { status, by: acceptance?.by, history: history.map(({ kind, byName, other }) => `${kind} ${other ?? byName}`) }
}
const acceptOnTheDesk = async (id: string, by: string) =>
  deskIntakes(world.ringing.connection, world.ringing.sealer).accept(id, { by, byName: by, at: world.ringing.time })
const closeAccount = async (who: string) => staffRepository(world.ringing.connection).disable(`${who}@advice.example`, world.ringing.time)
const facts = () => new StoredStaffFacts(world.ringing.connection, world.ringing.now)
const sweep = async () => endLostAcceptances(world.ringing.connection, world.ringing.time, world.hours.isOpen(world.ringing.time))

class Dies extends StoredHandovers {
  override async takeFromBarred(): Promise<void> {
    throw new Error('The process died.')
  }
}
const barAndDie = async (intakeId: string) => {
  const { connection, sealer, now } = world.ringing
  const deps = { handovers: new Dies(connection, sealer, now, SERVICE.caseWeights), now }
  return barFromIntake(deps, { intakeId, who: { id: 'dot', name: 'Dot' }, reason: 'Neighbour.', actor: { staffId: 'mona', name: 'Mona' } })
}

const allocate = async (id: string): Promise<AllocationResult> => {
  const { connection, deps: { steps, log }, now } = world.ringing
  const ledger = new StoredAllocationLedger(connection, now, SERVICE.caseWeights)
  const deps = { ledger, whoKnows: async () => [], now, readLanguages: () => [], isOpen: (at: Date) => world.hours.isOpen(at), caseWeights: SERVICE.caseWeights, allocateAgainMs: 60_000, log }
  return allocateIntake(deps, (await steps.claim('allocate', id))!)
}

describe('an enquiry whose acceptor’s account is closed', () => {
  it('goes up anew at any hour where it is urgent, and says so in its history', async () => {
    world.time = SATURDAY_NIGHT
    const id = await world.write('urgent')
    await acceptOnTheDesk(id, 'ola')
    world.time = '2026-05-02T23:00:00Z'
    await closeAccount('ola')
    expect(await standing(id)).toEqual({ status: 'triaged', by: undefined, history: ['accepted ola', 'acceptance_ended ola'] })
    await world.passUntil('2026-05-02T23:00:30Z')
    // Nobody is on call any more.
    expect(await world.diary(id)).toEqual([...threeWays('Sun 00:00:30', 'dot'), 'Sun 00:00:30 mona: mail'])
    expect((await stored(id)).acceptBy).toEqual(new Date('2026-05-02T23:15:00Z'))
  })

  it('wakes nobody where it can wait, and has the time of a new one while the service is open', async () => {
    world.time = '2026-05-01T09:00:00Z'
    const id = await world.write('standard')
    await world.allocate(id, 'wanda', 'mona')
    await acceptOnTheDesk(id, 'dot')
    world.time = SATURDAY_NIGHT
    await closeAccount('dot')
    await world.passUntil('2026-05-06T09:00:00Z')
    expect((await stored(id)).acceptBy).toEqual(new Date('2026-05-06T08:30:00Z'))
    expect(await world.diary(id)).toEqual(['Tue 13:30:00 wanda: mail', 'Wed 09:30:00 mona: mail', 'Wed 09:30:00 wanda: mail'])
  })

  it('is told of to others where they were its social worker too, beside the card that asks for another', async () => {
    world.time = TUESDAY
    const id = await world.write('urgent')
    await world.allocate(id, 'wanda', 'mona')
    await acceptOnTheDesk(id, 'wanda')
    await closeAccount('wanda')
    await world.passUntil('2026-05-05T09:00:30Z')
    expect(await stored(id)).toMatchObject({ status: 'allocated', owedTasks: [{ kind: 'holder_away', about: 'wanda', cause: 'disabled' }] })
    expect(await world.diary(id)).toEqual([...threeWays('Tue 10:00:30', 'dot'), 'Tue 10:00:30 mona: mail'])
  })

  it('has its card, and its managers are told, where nobody can take it', async () => {
    world.time = SATURDAY_NIGHT
    const id = await world.write('standard')
    await allocate(id)
    await acceptOnTheDesk(id, 'ola')
    await facts().setCaseloadLimit('wanda', 0)
    world.time = TUESDAY
    await closeAccount('ola')
    expect(await allocate(id)).toMatchObject({ kind: 'unallocated', why: 'all_at_limit' })
    expect(await taskModel(world.ringing.connection).find({ intakeId: id }).lean()).toMatchObject([{ kind: 'unallocated', state: 'open' }])
    await world.passUntil('2026-05-05T09:01:00Z')
    expect(world.mails.map(({ message: { subject } }) => subject)).toEqual([expect.stringMatching(/nobody can be given/)])
  })

  it('is not accepted by their key, when the telephone rang before', async () => {
    world.time = SATURDAY_NIGHT
    const id = await world.write('urgent')
    await world.untilSomebodyRings()
    await closeAccount('ola')
    await world.accept(id)
    expect((await stored(id)).acceptance).toBeUndefined()
    await world.passUntil('2026-05-02T22:04:00Z')
    expect((await world.diary(id)).slice(3)).toEqual(threeWays('Sat 23:03:30', 'dot'))
  })

  it('is never theirs, whichever comes first', async () => {
    world.time = TUESDAY
    const id = await world.write('standard')
    for (let round = 0; round < 20; round += 1) {
      await world.changeStaff('dot', { active: true })
      const [outcome] = await Promise.all([acceptOnTheDesk(id, 'dot'), closeAccount('dot')])
      expect(['accepted', 'unknown']).toContain(outcome.kind)
      expect(await standing(id)).toMatchObject({ status: 'triaged', by: undefined })
    }
  })

  it('is found where the process died over the closing, and only once', async () => {
    world.time = SATURDAY_NIGHT
    const [id, other] = [await world.write('urgent'), await world.write('urgent')]
    await acceptOnTheDesk(id, 'ola')
    await acceptOnTheDesk(other, 'dot')
    await world.changeStaff('ola', { active: false })
    expect([await sweep(), await sweep()]).toEqual([1, 0])
    expect([await standing(id), await standing(other)]).toMatchObject([{ status: 'triaged', by: undefined }, { status: 'accepted', by: 'dot' }])
  })

  it('has its cards too where that process put up none, once, and others than a gone officer are told', async () => {
    world.time = TUESDAY
    await world.ringing.addWorker({ _id: 'pat', role: 'police_liaison', onRota: false })
    const id = await world.write('urgent', ['missingNow'])
    await world.allocate(id, 'wanda', 'mona')
    await acceptOnTheDesk(id, 'dot')
    await world.change(id, { $set: { 'seconds.police_liaison.acceptance': { by: 'pat', byName: 'Pat', at: world.ringing.time } } })
    await world.passUntil('2026-05-05T09:00:01Z')
    for (const who of ['wanda', 'mona', 'pat']) await world.changeStaff(who, { active: false })
    expect([await sweep(), await sweep()]).toEqual([0, 0])
    expect((await stored(id)).owedTasks).toMatchObject([{ kind: 'holder_away', about: 'mona', cause: 'disabled' }, { kind: 'holder_away', about: 'wanda', cause: 'disabled' }])
    await world.escalateSecond(id)
    const { seconds, history = [] } = await stored(id)
    expect([seconds?.police_liaison?.acceptance, history.at(-1)]).toMatchObject([undefined, { kind: 'second_gone', other: 'Pat' }])
  })
})

describe('an enquiry whose acceptor is barred from it', () => {
  it('waits anew, though the process died over the bar, and only once', async () => {
    world.time = TUESDAY
    const id = await world.write('urgent')
    await world.allocate(id, 'wanda', 'mona')
    await acceptOnTheDesk(id, 'dot')
    await expect(barAndDie(id)).rejects.toThrow('died')
    expect(await standing(id)).toMatchObject({ status: 'accepted', by: 'dot' })
    await sweep()
    expect(await standing(id)).toMatchObject({ status: 'accepted', by: 'dot' })
    world.time = '2026-05-05T09:01:00Z'
    await sweep()
    await sweep()
    const { toTakeFromBarred } = await stored(id)
    expect([await standing(id), toTakeFromBarred]).toEqual([
      { status: 'allocated', by: undefined, history: ['accepted dot', 'barred Dot', 'acceptance_ended dot'] }, undefined,
    ])
  })
})

describe('an enquiry whose acceptor goes on a leave that hands their work over', () => {
  it('waits anew from the first hour that the service is open, where another is its social worker', async () => {
    world.time = '2026-05-01T09:00:00Z'
    const id = await world.write('urgent')
    await world.allocate(id, 'wanda', 'mona')
    await acceptOnTheDesk(id, 'dot')
    await facts().addLeave('dot', { id: 'l', from: '2026-05-05', to: '2026-05-30', coverId: 'ola', handOver: 'for_the_leave', setAt: world.ringing.time })
    world.time = '2026-05-05T00:00:15Z'
    expect(await sweep()).toBe(0)
    world.time = TUESDAY
    expect(await sweep()).toBe(1)
    expect(await standing(id)).toEqual({ status: 'allocated', by: undefined, history: ['accepted dot', 'acceptance_ended dot'] })
    await world.passUntil('2026-05-05T09:00:30Z')
    expect((await world.diary(id)).slice(0, 3)).toEqual(threeWays('Tue 10:00:30', 'wanda'))
    // Taken on while on leave, it is known of.
    await acceptOnTheDesk(id, 'dot')
    expect(await sweep()).toBe(0)
  })

  it('goes to the cover instead where it is theirs, and stays accepted where the leave hands nothing over', async () => {
    world.time = '2026-05-01T09:00:00Z'
    await world.ringing.addWorker({ _id: 'cora', role: 'social_worker', managerId: 'mona' })
    const [own, kept] = [await world.write('standard'), await world.write('standard')]
    await world.allocate(own, 'wanda', 'mona')
    await acceptOnTheDesk(own, 'wanda')
    await acceptOnTheDesk(kept, 'dot')
    await facts().addLeave('wanda', { id: 'l', from: '2026-05-05', to: '2026-05-30', coverId: 'cora', handOver: 'for_good', setAt: world.ringing.time })
    await facts().addLeave('dot', { id: 'm', from: '2026-05-05', to: '2026-05-30', setAt: world.ringing.time })
    world.time = TUESDAY
    expect(await sweep()).toBe(0)
    const { connection, sealer, now } = world.ringing
    expect(await coverLeave({ handovers: new StoredHandovers(connection, sealer, now, SERVICE.caseWeights), covers: new StoredLeaveCover(connection, sealer), now })).toBe(1)
    expect((await stored(own)).allocation?.socialWorker).toBe('cora')
    expect(await standing(kept)).toMatchObject({ status: 'accepted', by: 'dot' })
  })
})
