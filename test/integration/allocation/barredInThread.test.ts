import { SERVICE } from '../../../config/service'
import { barFromIntake } from '../../../src/allocation/handover/barFromIntake'
import { giveIntake } from '../../../src/allocation/handover/giveIntake'
import { tellOfJoins } from '../../../src/allocation/handover/tellOfJoins'
import { StoredAllocationLedger } from '../../../src/store/allocationLedger'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { deskThreads } from '../../../src/store/deskThreads'
import { StoredEmailIntakes } from '../../../src/store/emailIntakes'
import { StoredHandovers } from '../../../src/store/handovers'
import { PairsToSettle } from '../../../src/store/pairsToSettle'
import { EscalationWorld, threeWays } from '../../support/escalationWorld'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  const { ringing } = world
  world.time = '2026-05-05T09:00:00Z'
  await ringing.addWorker({ _id: 'wanda', role: 'social_worker', managerId: 'mona' })
  await ringing.addWorker({ _id: 'cora', role: 'social_worker', managerId: 'mona' })
  await ringing.addWorker({ _id: 'dot', role: 'duty' })
  await ringing.addWorker({ _id: 'mona', role: 'manager', onRota: false })
})
afterAll(async () => world.close())

const MONA_HERSELF = { id: 'mona', name: 'Mona' }
const MONA = { staffId: 'mona', name: 'Mona' }
const deps = () => {
  const { connection, sealer, now } = world.ringing
  return { handovers: new StoredHandovers(connection, sealer, now, SERVICE.caseWeights), now }
}
const bar = async (intakeId: string, who: string, actor = MONA) => barFromIntake(deps(), { intakeId, who: { id: who, name: who }, reason: 'Neighbour.', actor })
const accept = async (id: string, by: string) => deskIntakes(world.ringing.connection, world.ringing.sealer).accept(id, { by, byName: by, at: world.ringing.time })
const join = async (intakeId: string, otherId: string) =>
  deskThreads(world.ringing.connection, world.ringing.sealer).join({ intakeId, otherId, by: 'mona', byName: 'Mona', at: world.ringing.time, byHand: true })

/** Who has accepted it, how it stands, and of whom a card says that they are away. */
const standing = async (id: string) => {
  const { status, acceptance, owedTasks } = await world.ringing.intake(id)
  return { status, by: acceptance?.by, away: owedTasks.flatMap(({ kind, about, cause }) => (kind === 'holder_away' ? [`${about} ${cause}`] : [])) }
}

/** One that Wanda has and has accepted, and a later one from which she is barred. */
const twoApart = async () => {
  const first = await world.write('urgent')
  world.time = '2026-05-05T09:01:00Z'
  const later = await world.write('standard')
  await world.allocate(first, 'wanda', 'mona')
  await accept(first, 'wanda')
  await bar(later, 'wanda')
  return { first, later }
}

describe('a person joins two enquiries, from one of which somebody is barred', () => {
  it.each(['nobody', 'another'])('takes back what that one had accepted of the other, with a card, where %s has the joined one', async (holder) => {
    const { first, later } = await twoApart()
    if (holder === 'another') await world.allocate(later, 'cora', 'mona')
    expect(await standing(first)).toEqual({ status: 'accepted', by: 'wanda', away: [] })
    await join(later, first)
    expect(await standing(first)).toEqual({ status: 'allocated', by: undefined, away: ['wanda conflict'] })
    await world.passUntil('2026-05-05T09:01:30Z')
    expect((await world.diary(first)).slice(0, 3)).toEqual(threeWays('Tue 10:01:30', 'cora'))
  })

  it('leaves with whoever is barred from neither what they have', async () => {
    const { first, later } = await twoApart()
    await world.allocate(later, 'cora', 'mona')
    await accept(later, 'dot')
    await join(later, first)
    expect(await standing(later)).toEqual({ status: 'accepted', by: 'dot', away: [] })
  })

  it('does the same a minute later where the process died over the join, once', async () => {
    const { first, later } = await twoApart()
    await world.change(later, { $set: { joinedTo: first, toFollow: world.ringing.time } })
    await tellOfJoins(deps())
    expect(await standing(first)).toMatchObject({ by: 'wanda' })
    world.time = '2026-05-05T09:03:00Z'
    await tellOfJoins(deps())
    expect(await standing(first)).toEqual({ status: 'allocated', by: undefined, away: ['wanda conflict'] })
    await accept(first, 'dot')
    await tellOfJoins(deps())
    expect(await standing(first)).toMatchObject({ status: 'accepted', by: 'dot' })
  })
})

describe('somebody is barred from one enquiry of a thread', () => {
  const thread = async (priority: 'high' | 'standard') => {
    const [first, later] = [await world.write(priority), await world.write('standard')]
    await world.change(later, { $set: { joinedTo: first } })
    return { first, later }
  }

  it('has a card on each of the others that they have or supervise, once, and nobody else has', async () => {
    const { first, later } = await thread('high')
    const [mine, supervised] = [await world.write('standard'), await world.write('standard')]
    for (const id of [mine, supervised]) await world.change(id, { $set: { joinedTo: first } })
    await world.allocate(first, 'wanda', 'mona')
    await world.allocate(mine, 'wanda', 'mona')
    await world.allocate(supervised, 'cora', 'mona')
    await accept(first, 'dot')
    expect(await bar(later, 'wanda')).toEqual({ kind: 'done' })
    expect(await bar(later, 'wanda')).toEqual({ kind: 'done' })
    expect((await Promise.all([first, mine, supervised].map(standing))).map(({ away }) => away)).toEqual([['wanda conflict'], ['wanda conflict'], []])
    expect(await standing(first)).toMatchObject({ status: 'accepted', by: 'dot' })
    expect(await bar(later, 'mona', { staffId: 'x', name: 'X' })).toEqual({ kind: 'done' })
    expect((await Promise.all([first, mine, supervised].map(standing))).map(({ away }) => away)).toEqual([
      ['wanda conflict', 'mona conflict'], ['wanda conflict', 'mona conflict'], ['mona conflict'],
    ])
  })

  it('loses what they had accepted all the same where the process died over it, once it is said again', async () => {
    const { first, later } = await thread('standard')
    await accept(first, 'wanda')
    await world.change(later, { $set: { barred: [{ staffId: 'wanda', name: 'wanda', at: world.ringing.time, by: 'mona', byName: 'Mona' }] } })
    expect(await bar(later, 'wanda')).toEqual({ kind: 'done' })
    expect(await standing(first)).toMatchObject({ status: 'triaged', by: undefined })
  })

  it.each(['by itself', 'with many others'])('has the card too where the enquiry is allocated to them in that very moment, %s', async (how) => {
    const { first, later } = await thread('standard')
    const { connection, now, deps: { steps, log } } = world.ringing
    const settling = new PairsToSettle(connection, now, log)
    const ledger = new StoredAllocationLedger(connection, now, SERVICE.caseWeights, how === 'by itself' ? undefined : settling)
    const { claim } = (await steps.claim('allocate', first))!
    const { workers } = await ledger.people({ id: first })
    const { id, name, version } = workers.find((one) => one.id === 'wanda')!
    await bar(later, 'wanda')
    const choice = { socialWorker: { id, name }, manager: MONA_HERSELF, version, why: { chosen: 'least_load', skills: [] } } as never
    expect(await ledger.allocate(claim, choice, SERVICE.caseWeights.standard)).toBe('allocated')
    await settling.settle()
    expect((await standing(first)).away).toEqual(['wanda conflict'])
  })

  it('has the card too where it is given to them in that very moment', async () => {
    const { first, later } = await thread('standard')
    await world.allocate(first, 'cora', 'mona')
    const { handovers, now } = deps()
    const people = handovers.people.bind(handovers)
    handovers.people = async (id) => {
      const before = await people(id)
      await bar(later, 'wanda')
      return before
    }
    await giveIntake({ handovers, now }, { intakeId: first, toId: 'wanda', reason: 'Knows the family.', actor: MONA })
    expect((await world.ringing.intake(first)).allocation?.socialWorker).toBe('wanda')
    expect((await standing(first)).away).toEqual(['wanda conflict'])
  })
})

describe('whoever is barred from what answers an enquiry that was joined to another', () => {
  const joined = async () => {
    const first = await world.write('standard')
    world.time = '2026-05-05T09:01:00Z'
    return { first, later: await world.write('standard') }
  }
  const isBarred = async (id: string) => deskIntakes(world.ringing.connection, world.ringing.sealer).isBarred(id, 'wanda')
  const standsIn = async (id: string) => {
    const { joinedTo, joinedThrough } = await world.ringing.intake(id)
    return [joinedTo, joinedThrough]
  }

  it('opens the first neither where it came in the moment of the join', async () => {
    const { first, later } = await joined()
    await join(later, first)
    const { connection, sealer, now, time } = world.ringing
    const email = { sha256: 'reply', rawFileId: '0', size: 1, subject: '', text: '', parts: [], attachments: [] }
    const reply = { id: 'reply', receivedAt: time, email, acknowledgement: { state: 'suppressed', attempts: 0 }, owedTasks: [], thread: { joinedTo: later } } as const
    expect(await new StoredEmailIntakes(connection, sealer, now).insert([reply])).toEqual(['inserted'])
    expect(await standsIn('reply')).toEqual([first, [later]])
    await bar('reply', 'wanda')
    expect(await isBarred(first)).toBe(true)
  })

  it('opens the first neither where the process died over the join', async () => {
    const { first, later } = await joined()
    const reply = await world.write('standard')
    await world.change(reply, { $set: { joinedTo: later } })
    await bar(reply, 'wanda')
    await world.change(later, { $set: { joinedTo: first, toFollow: world.ringing.time } })
    world.time = '2026-05-05T09:03:00Z'
    await tellOfJoins(deps())
    expect([await standsIn(reply), await isBarred(first)]).toEqual([[first, [later]], true])
  })
})
