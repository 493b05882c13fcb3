import { SERVICE } from '../../../config/service'
import { allocateIntake } from '../../../src/allocation/allocateIntake'
import { giveIntake } from '../../../src/allocation/handover/giveIntake'
import { StoredAllocationLedger } from '../../../src/store/allocationLedger'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { StoredHandovers } from '../../../src/store/handovers'
import { EscalationWorld, threeWays } from '../../support/escalationWorld'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  const { ringing } = world
  ringing.time = new Date('2026-04-30T09:00:00Z')
  await ringing.addWorker({ _id: 'wanda', role: 'social_worker', managerId: 'mona' })
  await ringing.addWorker({ _id: 'mona', role: 'manager', onRota: false })
  await ringing.addWorker({ _id: 'ola', role: 'duty', onRota: false, onCall: true })
})
afterAll(async () => world.close())

const stored = async (id: string) => world.ringing.intake(id)
const acceptOnTheDesk = async (id: string, by: string) =>
  deskIntakes(world.ringing.connection, world.ringing.sealer).accept(id, { by, byName: by, at: world.ringing.time })
const handovers = () => {
  const { connection, sealer, now } = world.ringing
  return { handovers: new StoredHandovers(connection, sealer, now, SERVICE.caseWeights), now }
}
const giveTo = async (toId: string, intakeId: string) => giveIntake(handovers(), { intakeId, toId, reason: 'Knows the family.', actor: { staffId: 'mona', name: 'Mona' } })
const allocate = async (id: string): Promise<void> => {
  const { connection, deps: { steps, log }, now } = world.ringing
  const ledger = new StoredAllocationLedger(connection, now, SERVICE.caseWeights)
  await allocateIntake({
    ledger, whoKnows: async () => [], readLanguages: () => [], isOpen: (at) => world.hours.isOpen(at), caseWeights: SERVICE.caseWeights, allocateAgainMs: 60_000, now, log,
  }, (await steps.claim('allocate', id))!)
}
/** Saturday night: who is on call presses 1. */
const acceptedAtNight = async (): Promise<string> => {
  world.time = '2026-05-02T22:00:00Z'
  const id = await world.write('urgent')
  await world.untilSomebodyRings()
  await world.accept(id)
  return id
}
const since = async (id: string, told: number): Promise<string[]> => (await world.diary(id)).slice(told)

describe('whoever has an enquiry that somebody else accepted', () => {
  it('is asked by mail to take it over once they are given it, then their manager with them, until they accept it', async () => {
    const id = await acceptedAtNight()
    const told = (await world.diary(id)).length
    world.time = '2026-05-05T08:31:00Z'
    await allocate(id)
    await world.passUntil('2026-05-05T10:40:00Z')
    expect(await since(id, told)).toEqual(['Tue 09:31:00 wanda: mail', 'Tue 10:31:00 mona: mail', 'Tue 10:31:00 wanda: mail', 'Tue 11:31:00 mona: mail', 'Tue 11:31:00 wanda: mail'])
    const { reference, status, acceptance } = await stored(id)
    expect(world.mails.at(-1)?.message.subject).toBe(`Advice line: ${reference} waits to be taken over`)
    expect([status, acceptance?.by]).toEqual(['accepted', 'ola'])

    expect(await acceptOnTheDesk(id, 'wanda')).toEqual({ kind: 'accepted' })
    await world.passUntil('2026-05-12T15:00:00Z')
    expect(await since(id, told)).toHaveLength(5)
    expect(await stored(id)).toMatchObject({
      status: 'accepted', acceptance: { by: 'wanda' }, steps: { escalate: { state: 'done' } },
      history: [{ kind: 'accepted', by: 'ola' }, { kind: 'accepted', by: 'wanda', hadBy: expect.any(String) }],
    })
  })

  it('is asked at the next opening where a manager gives it at night, and nobody is rung: the first acceptance stands', async () => {
    const id = await acceptedAtNight()
    const told = (await world.diary(id)).length
    const rung = world.ringing.provider.rung.length
    world.time = '2026-05-02T23:00:00Z'
    await giveTo('wanda', id)
    await world.passUntil('2026-05-05T08:40:00Z')
    expect(await since(id, told)).toEqual(['Tue 09:30:00 wanda: mail'])
    expect((await stored(id)).acceptBy).toEqual(new Date('2026-05-05T09:30:00Z'))
    expect(world.ringing.provider.rung).toHaveLength(rung)
  })

  it('is asked too where they had it before, and has its ordinary time where it is not urgent', async () => {
    world.time = '2026-05-05T09:00:00Z'
    const id = await world.write('high')
    await world.allocate(id, 'wanda', 'mona')
    await acceptOnTheDesk(id, 'ola')
    await world.passUntil('2026-05-05T14:00:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:00 wanda: mail', 'Tue 14:00:00 mona: mail', 'Tue 14:00:00 wanda: mail'])
  })

  it('is asked anew when it goes to another, and no more when it goes to whoever accepted it', async () => {
    await world.ringing.addWorker({ _id: 'sid', role: 'social_worker', managerId: 'mona' })
    await world.ringing.addWorker({ _id: 'cora', role: 'social_worker', managerId: 'mona' })
    world.time = '2026-05-05T09:00:00Z'
    const id = await world.write('standard')
    await acceptOnTheDesk(id, 'cora')
    await giveTo('wanda', id)
    await world.passUntil('2026-05-05T10:00:00Z')
    await giveTo('sid', id)
    await world.passUntil('2026-05-05T11:00:00Z')
    await giveTo('cora', id)
    await world.passUntil('2026-05-15T15:00:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:00 wanda: mail', 'Tue 11:00:00 sid: mail'])
  })

  it('is told once by many processes, and again by the next where one died over it', async () => {
    const id = await acceptedAtNight()
    const told = (await world.diary(id)).length
    world.time = '2026-05-05T08:31:00Z'
    await allocate(id)
    await Promise.all(Array.from({ length: 4 }, async () => world.escalate(id)))
    expect(await since(id, told)).toEqual(['Tue 09:31:00 wanda: mail'])
    expect(world.mails.filter(({ at }) => at.getTime() === world.ringing.time.getTime())).toHaveLength(1)

    world.time = '2026-05-05T09:31:00Z'
    await world.deps.ledger.claim(id)
    await world.passUntil('2026-05-05T09:35:00Z')
    expect(await since(id, told + 1)).toEqual(['Tue 10:32:00 mona: mail', 'Tue 10:32:00 wanda: mail'])
  })

  it('alone can take it over: to anybody else it is accepted', async () => {
    const id = await acceptedAtNight()
    world.time = '2026-05-05T08:31:00Z'
    await allocate(id)
    expect(await acceptOnTheDesk(id, 'mona')).toMatchObject({ kind: 'taken', acceptance: { by: 'ola' } })
  })
})

describe('once it is taken back that somebody had accepted what another has', () => {
  it('waits anew to be accepted, and goes up as any other', async () => {
    const id = await acceptedAtNight()
    const told = (await world.diary(id)).length
    world.time = '2026-05-05T08:31:00Z'
    await allocate(id)
    await world.passUntil('2026-05-05T08:40:00Z')
    await handovers().handovers.bar(id, { id: 'ola', name: 'Ola' }, { kind: 'barred', by: 'mona', byName: 'Mona', other: 'Ola', at: world.ringing.time })
    await world.passUntil('2026-05-05T08:41:00Z')
    expect(await stored(id)).toMatchObject({ status: 'allocated', acceptBy: new Date('2026-05-05T08:55:00Z') })
    expect(await since(id, told)).toEqual(['Tue 09:31:00 wanda: mail', ...threeWays('Tue 09:40:30', 'wanda'), 'Tue 09:40:30 mona: mail'])
  })
})
