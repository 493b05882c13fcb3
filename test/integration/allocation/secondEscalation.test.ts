import { SERVICE } from '../../../config/service'
import { coverLeave } from '../../../src/allocation/handover/coverLeave'
import { acceptAsSecond } from '../../../src/allocation/secondProfessionals/acceptAsSecond'
import { dismissSecond } from '../../../src/allocation/secondProfessionals/dismissSecond'
import { handBackSecond } from '../../../src/allocation/secondProfessionals/handBackSecond'
import { nameSecond } from '../../../src/allocation/secondProfessionals/nameSecond'
import { coverDeps } from '../../../src/compose/handoverDesk'
import { callSeen, secondsForFact } from '../../../src/domain/secondProfessionals'
import { doneStep, pendingStep } from '../../../src/domain/step'
import { deskFacts } from '../../../src/store/deskFacts'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { deskThreads } from '../../../src/store/deskThreads'
import { StoredHandovers } from '../../../src/store/handovers'
import { intakeModel } from '../../../src/store/intakeModel'
import { overdueSeconds } from '../../../src/store/overdue'
import { StoredRoutedIntakes } from '../../../src/store/routedIntakes'
import { StoredSecondEscalations } from '../../../src/store/secondEscalations'
import { StoredSecondParts } from '../../../src/store/secondParts'
import { staffModel } from '../../../src/store/staffModel'
import { staffRepository } from '../../../src/store/staffRepository'
import { EscalationWorld, SECRETS, threeWays } from '../../support/escalationWorld'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  const { ringing } = world
  world.time = '2026-04-30T09:00:00Z'
  await ringing.addWorker({ _id: 'mona', role: 'manager', onRota: false })
  await ringing.addWorker({ _id: 'wanda', role: 'social_worker', managerId: 'mona' })
  await ringing.addWorker({ _id: 'pat', role: 'police_liaison', onRota: false })
  await ringing.addWorker({ _id: 'ida', role: 'immigration_officer', onRota: false })
})
afterAll(async () => world.close())

const deps = () => ({ parts: new StoredSecondParts(world.ringing.connection, world.ringing.sealer), now: world.ringing.now })
const actor = (staffId: string) => ({ staffId, name: staffId })
const police = async (id: string) => world.secondDiary(id, 'police_liaison')
const immigration = async (id: string) => world.secondDiary(id, 'immigration_officer')
const dismiss = async (intakeId: string, seen?: string) => {
  const standing = (await deps().parts.find(intakeId, 'police_liaison'))!
  return dismissSecond(deps(), { intakeId, role: 'police_liaison', reason: 'The force has one.', seen: seen ?? callSeen(standing), actor: actor('mona') })
}
const isMissing = async (id: string) =>
  deskFacts(world.ringing.connection, world.ringing.sealer).record(id, { kind: 'missing_now', values: { answer: 'yes' }, at: world.ringing.time, by: 'wanda', byName: 'wanda' })
/** With the enquiry itself accepted, so that only the officers are told of anything. */
const calling = async (priority: 'urgent' | 'high', signals: Parameters<EscalationWorld['write']>[1]): Promise<string> => {
  const id = await world.write(priority, signals)
  await world.allocate(id, 'wanda', 'mona')
  await deskIntakes(world.ringing.connection, world.ringing.sealer).accept(id, { by: 'wanda', byName: 'wanda', at: world.ringing.time })
  return id
}

describe('an urgent enquiry that calls for an officer', () => {
  it('is told by mail, text and telephone to one on duty, again after a quarter of an hour, to the manager by mail, and round again', async () => {
    await world.ringing.addWorker({ _id: 'pru', role: 'police_liaison', onRota: false })
    const id = await calling('urgent', ['threats'])
    await world.passUntil('2026-04-30T09:40:00Z')
    expect(await police(id)).toEqual([
      ...threeWays('Thu 10:00:00', 'pat'), ...threeWays('Thu 10:15:00', 'pru'), 'Thu 10:20:00 mona: mail', ...threeWays('Thu 10:35:00', 'pat'),
    ])
    expect((await world.ringing.intake(id)).seconds?.police_liaison).toMatchObject({ acceptBy: new Date('2026-04-30T09:15:00Z') })
    const overdue = async () => overdueSeconds(intakeModel(world.ringing.connection), world.ringing.time)
    expect(await overdue()).toEqual({ police_liaison: 1, immigration_officer: 0 })
    await acceptAsSecond(deps(), { intakeId: id, role: 'police_liaison', actor: actor('pat') })
    expect(await overdue()).toEqual({ police_liaison: 0, immigration_officer: 0 })
  })

  it('is told of until an officer presses 1, who is on it then', async () => {
    const id = await calling('urgent', ['threats'])
    await world.escalateSecond(id)
    await world.accept(id)
    expect(await world.ringing.intake(id)).toMatchObject({
      acceptance: { by: 'wanda' }, seconds: { police_liaison: { acceptance: { by: 'pat', at: world.ringing.time } } },
      history: [{ kind: 'accepted' }, { kind: 'second_accepted', by: 'pat', role: 'police_liaison' }],
    })
    await world.passUntil('2026-05-07T09:00:00Z')
    expect(await police(id)).toHaveLength(3)
    expect((await world.ringing.intake(id)).steps.escalateSecond).toMatchObject({ state: 'done' })
  })

  it('is told of with the reference alone', async () => {
    const id = await calling('urgent', ['threats'])
    await world.passUntil('2026-04-30T09:21:00Z')
    const { reference } = await world.ringing.intake(id)
    const { provider, log } = world.ringing
    expect(new Set(world.mails.map(({ message }) => message.subject))).toEqual(new Set([`Advice line: ${reference} waits for a second professional`]))
    expect(new Set(provider.texts.map(({ body }) => body))).toEqual(new Set([reference]))
    expect((await world.ringing.legs()).map(({ screening }) => screening)).toContainEqual({ kind: 'alert', reference, about: 'second' })
    for (const secret of SECRETS) expect(JSON.stringify([world.mails, provider.texts, log])).not.toContain(secret)
  })

  it('waits at night, as a mail, for the officer, who is rung when the service opens', async () => {
    world.time = '2026-05-02T22:00:00Z'
    const id = await calling('urgent', ['threats'])
    await world.passUntil('2026-05-05T08:46:00Z')
    expect(await police(id)).toEqual(['Sat 23:00:00 pat: mail', ...threeWays('Tue 09:30:00', 'pat'), 'Tue 09:35:00 mona: mail'])
  })

  it('is told at once to the manager while no officer is on duty, and to an officer once one is', async () => {
    await world.changeStaff('pat', { availability: { kind: 'away', until: new Date('2026-04-30T09:10:00Z') } })
    const id = await calling('urgent', ['threats'])
    await world.passUntil('2026-04-30T09:16:00Z')
    expect(await police(id)).toEqual(['Thu 10:00:00 mona: mail', ...threeWays('Thu 10:15:00', 'pat')])
  })
})

describe('an enquiry that is not urgent', () => {
  it('is told by mail in working hours: to the officer, again after four, and to the manager an hour later', async () => {
    const id = await calling('high', ['ageDisputed'])
    await world.passUntil('2026-05-01T11:00:00Z')
    expect(await immigration(id)).toEqual(['Thu 10:00:00 ida: mail', 'Thu 14:00:00 ida: mail', 'Thu 15:00:00 mona: mail', 'Fri 12:00:00 ida: mail'])
    expect(await police(id)).toEqual([])
    expect(world.ringing.provider.rung).toEqual([])
  })

  it('goes on by telephone once a person makes it urgent, for every officer whom it calls for', async () => {
    const id = await calling('high', ['ageDisputed'])
    await world.passUntil('2026-04-30T10:00:00Z')
    await deskIntakes(world.ringing.connection, world.ringing.sealer).confirmPriority({
      intakeId: id, seen: { priority: 'high' }, priority: 'urgent', mayRelax: false, confirmation: { by: 'mona', byName: 'Mona', at: world.ringing.time, reason: '' },
    })
    await world.passUntil('2026-04-30T10:01:00Z')
    expect(await immigration(id)).toEqual(['Thu 10:00:00 ida: mail', ...threeWays('Thu 11:00:00', 'ida')])
    expect(await police(id)).toEqual(threeWays('Thu 11:00:00', 'pat'))
  })
})

describe('who is told', () => {
  it('is nobody with a conflict of interest, and nobody who gave it back, for whom others are told anew', async () => {
    await world.ringing.addWorker({ _id: 'pru', role: 'police_liaison', onRota: false })
    await world.ringing.addWorker({ _id: 'pia', role: 'police_liaison', onRota: false })
    const id = await calling('urgent', ['threats'])
    await world.change(id, { $set: { barred: [{ staffId: 'pia' }] } })
    await acceptAsSecond(deps(), { intakeId: id, role: 'police_liaison', actor: actor('pat') })
    world.time = '2026-04-30T10:00:00Z'
    await handBackSecond(deps(), { intakeId: id, role: 'police_liaison', reason: 'Another force.', actor: actor('pat'), mayForOthers: false })
    await world.passUntil('2026-04-30T10:21:00Z')
    expect(await police(id)).toEqual([...threeWays('Thu 11:00:00', 'pru'), ...threeWays('Thu 11:15:00', 'pru'), 'Thu 11:20:00 mona: mail'])
  })

  it('is the manager where nobody has an account of the role, and an officer at once when one has', async () => {
    await world.changeStaff('pat', { active: false })
    const id = await calling('urgent', ['threats'])
    await world.passUntil('2026-04-30T09:20:00Z')
    expect(await police(id)).toEqual(['Thu 10:00:00 mona: mail', 'Thu 10:15:00 mona: mail'])
    await staffRepository(world.ringing.connection).add({
      id: 'pru', email: 'pru@line.example', name: 'Pru', role: 'police_liaison', phone: '+447700900123', passwordHash: 'none', demonstration: false, onRota: false, caseloadLimit: 25, addedAt: world.ringing.time,
    })
    await world.passUntil('2026-04-30T09:21:00Z')
    expect((await police(id)).slice(2)).toEqual(threeWays('Thu 10:20:00', 'pru'))
    expect((await world.ringing.intake(id)).seconds?.police_liaison).toMatchObject({ acceptBy: new Date('2026-04-30T09:15:00Z') })
  })

  it('is nobody where the service says that it has no such officer: the enquiry says whom it calls for', async () => {
    const id = await calling('urgent', ['threats'])
    const { connection, deps: { steps } } = world.ringing
    const held = (await new StoredSecondEscalations(connection, steps, ['police_liaison']).claim(id))!
    expect(await held.look()).toBeUndefined()
    expect((await world.ringing.intake(id)).seconds?.police_liaison?.because).toEqual([{ kind: 'signal', signal: 'threats' }])
  })

  it('is nobody once a manager says that none is needed, until something new calls for one', async () => {
    const id = await calling('high', ['threats'])
    await dismiss(id)
    await world.passUntil('2026-04-30T10:00:00Z')
    await world.change(id, { $set: { 'steps.triage': pendingStep(world.ringing.time) } })
    await world.triage(id, 'high', ['threats'])
    await world.passUntil('2026-04-30T11:00:00Z')
    expect(await police(id)).toEqual([])
    const fact = { kind: 'missing_now' as const, values: { answer: 'yes' }, at: world.ringing.time, by: 'wanda', byName: 'wanda' }
    expect(secondsForFact(fact, SERVICE.secondProfessionals)).toHaveLength(1)
    await deskFacts(world.ringing.connection, world.ringing.sealer).record(id, fact)
    await world.passUntil('2026-04-30T11:01:00Z')
    expect(await police(id)).toEqual(['Thu 12:00:00 pat: mail'])
    expect((await world.ringing.intake(id)).seconds?.police_liaison?.notNeeded).toBeUndefined()
  })

  it('is an officer again, once, when a person records once more what a manager found to need none', async () => {
    const id = await calling('high', ['threats'])
    await isMissing(id)
    await world.passUntil('2026-04-30T09:30:00Z')
    expect(await dismiss(id)).toEqual({ kind: 'done' })
    await world.passUntil('2026-04-30T14:00:00Z')
    expect(await police(id)).toEqual(['Thu 10:00:00 pat: mail'])
    await isMissing(id)
    await world.passUntil('2026-04-30T14:10:00Z')
    expect(await police(id)).toEqual(['Thu 10:00:00 pat: mail', 'Thu 15:00:00 pat: mail'])
  })

  it('is an officer still when the manager had not been shown all that calls for one', async () => {
    const id = await calling('high', ['threats'])
    const seen = callSeen((await deps().parts.find(id, 'police_liaison'))!)
    await isMissing(id)
    await expect(dismiss(id, seen)).rejects.toMatchObject({ code: 'conflict' })
    expect((await world.ringing.intake(id)).seconds?.police_liaison?.notNeeded).toBeUndefined()
  })

  it('is nobody while the enquiry is on a list, and an officer again when it comes back', async () => {
    const id = await calling('high', ['threats'])
    await world.change(id, { $set: { status: 'rerouted', rerouting: { category: 'training' } } })
    await world.passUntil('2026-04-30T12:00:00Z')
    expect(await police(id)).toEqual([])
    const { connection, sealer, now, time: at } = world.ringing
    await new StoredRoutedIntakes(connection, sealer, now).bringBack(id, { by: 'mona', byName: 'Mona', at, reason: 'It is about a child.' })
    await world.passUntil('2026-04-30T12:01:00Z')
    expect(await police(id)).toEqual(['Thu 13:00:00 pat: mail'])
  })
})

describe('an officer whom a manager names', () => {
  it('is told before others, whoever was told until then, and others after them while they do not take it on; the clock goes on', async () => {
    await world.ringing.addWorker({ _id: 'pru', role: 'police_liaison', onRota: false })
    const id = await calling('urgent', ['threats'])
    await world.passUntil('2026-04-30T09:05:00Z')
    await nameSecond(deps(), { intakeId: id, role: 'police_liaison', toId: 'pru', actor: actor('mona') })
    await world.passUntil('2026-04-30T09:26:00Z')
    expect(await police(id)).toEqual([...threeWays('Thu 10:00:00', 'pat'), ...threeWays('Thu 10:05:00', 'pru'), ...threeWays('Thu 10:20:00', 'pat'), 'Thu 10:25:00 mona: mail'])
    expect((await world.ringing.intake(id)).seconds?.police_liaison).toMatchObject({ asked: { by: 'pru' }, acceptBy: new Date('2026-04-30T09:15:00Z') })
    await acceptAsSecond(deps(), { intakeId: id, role: 'police_liaison', actor: actor('pru') })
    await world.passUntil('2026-05-07T09:00:00Z')
    expect(await police(id)).toHaveLength(10)
    expect((await world.ringing.intake(id)).seconds?.police_liaison?.asked).toBeUndefined()
  })

  it('is asked in place of whoever is on it, and is none who is on leave', async () => {
    await world.ringing.addWorker({ _id: 'pru', role: 'police_liaison', onRota: false })
    const id = await calling('high', ['threats'])
    await acceptAsSecond(deps(), { intakeId: id, role: 'police_liaison', actor: actor('pat') })
    await world.changeStaff('pru', { leave: [{ from: '2026-04-30', to: '2026-04-30' }] } as never)
    const naming = { intakeId: id, role: 'police_liaison', toId: 'pru', actor: actor('mona') } as const
    expect(await nameSecond(deps(), naming)).toMatchObject({ kind: 'refused' })
    world.time = '2026-05-01T09:00:00Z'
    expect(await nameSecond(deps(), naming)).toEqual({ kind: 'done' })
    await world.passUntil('2026-05-01T09:01:00Z')
    expect(await police(id)).toEqual(['Fri 10:00:00 pru: mail'])
    expect((await world.ringing.intake(id)).seconds?.police_liaison?.acceptance).toBeUndefined()
  })
})

describe('an officer who can be on it no longer', () => {
  const taken = async (): Promise<string> => {
    await world.ringing.addWorker({ _id: 'pru', role: 'police_liaison', onRota: false })
    const id = await calling('urgent', ['threats'])
    await acceptAsSecond(deps(), { intakeId: id, role: 'police_liaison', actor: actor('pat') })
    await world.passUntil('2026-04-30T09:30:00Z')
    expect(await police(id)).toEqual([])
    return id
  }
  const isGone = async (id: string): Promise<void> => {
    await world.passUntil('2026-04-30T09:31:00Z')
    expect(await police(id)).toEqual(threeWays('Thu 10:30:00', 'pru'))
    const { seconds, history } = await world.ringing.intake(id)
    expect(seconds?.police_liaison?.acceptance).toBeUndefined()
    expect(history?.at(-1)).toMatchObject({ kind: 'second_gone', role: 'police_liaison', other: 'pat' })
  }

  it('is another awaited when their account is closed', async () => {
    const id = await taken()
    const { email } = (await staffModel(world.ringing.connection).findById('pat').lean())!
    await staffRepository(world.ringing.connection).disable(email, world.ringing.time)
    await isGone(id)
  })

  it('is another awaited when it is joined to one that they are barred from', async () => {
    const id = await taken()
    const first = await world.write()
    await world.change(first, { $set: { barred: [{ staffId: 'pat' }], receivedAt: new Date('2026-04-29T09:00:00Z'), 'steps.escalate': doneStep } })
    await deskThreads(world.ringing.connection, world.ringing.sealer).join({ intakeId: id, otherId: first, byHand: true, by: 'mona', byName: 'mona', at: world.ringing.time })
    await isGone(id)
  })

  it('is another awaited when they are barred from an enquiry that belongs with it', async () => {
    const id = await taken()
    const first = await world.write()
    await world.change(first, { $set: { 'steps.escalate': doneStep } })
    await world.change(id, { $set: { joinedTo: first } })
    const { connection, sealer, now, time: at } = world.ringing
    await new StoredHandovers(connection, sealer, now, SERVICE.caseWeights).bar(first, { id: 'pat', name: 'pat' }, { kind: 'barred', at, by: 'mona', byName: 'mona', other: 'pat' })
    await isGone(id)
  })
})

describe('an officer who was asked and can take it on no longer', () => {
  it.each([
    ['their account is closed', async () => {
      const { email } = (await staffModel(world.ringing.connection).findById('pru').lean())!
      await staffRepository(world.ringing.connection).disable(email, world.ringing.time)
    }],
    ['they are barred', async (id: string) => {
      const { connection, sealer, now, time: at } = world.ringing
      await new StoredHandovers(connection, sealer, now, SERVICE.caseWeights).bar(id, { id: 'pru', name: 'pru' }, { kind: 'barred', at, by: 'mona', byName: 'mona', other: 'pru' })
    }],
  ])('is shown as asked no more, and others are told at once: %s', async (_why, happens) => {
    await world.ringing.addWorker({ _id: 'pru', role: 'police_liaison', onRota: false })
    const id = await calling('urgent', ['threats'])
    await nameSecond(deps(), { intakeId: id, role: 'police_liaison', toId: 'pru', actor: actor('mona') })
    await world.passUntil('2026-04-30T09:05:00Z')
    await happens(id)
    await world.passUntil('2026-04-30T09:06:00Z')
    expect(await police(id)).toEqual([...threeWays('Thu 10:00:00', 'pru'), ...threeWays('Thu 10:05:00', 'pat')])
    const { seconds, history = [] } = await world.ringing.intake(id)
    expect([seconds?.police_liaison?.asked, seconds?.police_liaison?.acceptBy]).toEqual([undefined, new Date('2026-04-30T09:15:00Z')])
    expect(history.map(({ kind }) => kind)).not.toContain('second_gone')
  })
})

describe('an officer who goes on leave', () => {
  const cover = async (): Promise<number> => coverLeave(coverDeps(world.ringing, world.ringing.now))
  const taken = async (): Promise<string> => {
    for (const _id of ['pia', 'pru']) await world.ringing.addWorker({ _id, role: 'police_liaison', onRota: false })
    const id = await calling('urgent', ['threats'])
    await acceptAsSecond(deps(), { intakeId: id, role: 'police_liaison', actor: actor('pat') })
    await world.passUntil('2026-04-30T09:30:00Z')
    return id
  }
  const leave = async (more: object): Promise<void> => world.changeStaff('pat', { leave: [{ id: 'leave', from: '2026-05-01', to: '2026-05-08', ...more }] })

  it('is on nothing any more from the first day of it: another is told, once, and the page says why', async () => {
    const id = await taken()
    await leave({})
    expect([await cover(), (await world.ringing.intake(id)).seconds?.police_liaison?.acceptance?.by]).toEqual([0, 'pat'])
    world.time = '2026-05-01T08:30:00Z'
    const moved = await Promise.all([cover(), cover()])
    expect(moved[0] + moved[1]).toBe(1)
    expect(await cover()).toBe(0)
    const { seconds, history } = await world.ringing.intake(id)
    expect(seconds?.police_liaison).toMatchObject({ awaitedSince: world.ringing.time })
    expect(seconds?.police_liaison?.acceptance).toBeUndefined()
    expect(history?.at(-1)).toMatchObject({ kind: 'second_on_leave', role: 'police_liaison', other: (await staffModel(world.ringing.connection).findById('pat').lean())?.name, byName: '' })
    await world.passUntil('2026-05-01T08:31:00Z')
    expect(await police(id)).toEqual(threeWays('Fri 09:30:00', 'pia'))
  })

  it('has it first told to whoever covers the leave, where they may open it', async () => {
    const [id, barred] = [await taken(), await calling('urgent', ['threats'])]
    await acceptAsSecond(deps(), { intakeId: barred, role: 'police_liaison', actor: actor('pat') })
    await world.change(barred, { $set: { barred: [{ staffId: 'pru' }] } })
    await leave({ coverId: 'pru' })
    world.time = '2026-05-01T08:30:00Z'
    expect(await cover()).toBe(2)
    await world.passUntil('2026-05-01T08:31:00Z')
    expect([await police(id), await police(barred)]).toEqual([threeWays('Fri 09:30:00', 'pru'), threeWays('Fri 09:30:00', 'pia')])
  })

  it('keeps what they accepted while on leave, and gives back what they accepted that day before anybody knew of the leave', async () => {
    const before = await taken()
    const [unknowing, knowing] = [await calling('urgent', ['threats']), await calling('urgent', ['threats'])]
    const accept = async (intakeId: string) => acceptAsSecond(deps(), { intakeId, role: 'police_liaison', actor: actor('pat') })
    world.time = '2026-05-01T08:30:00Z'
    await accept(unknowing)
    await leave({ setAt: new Date('2026-05-01T09:00:00Z') })
    world.time = '2026-05-01T09:30:00Z'
    await accept(knowing)
    expect([await cover(), await cover()]).toEqual([2, 0])
    const on = async (id: string) => (await world.ringing.intake(id)).seconds?.police_liaison?.acceptance?.by
    expect([await on(before), await on(unknowing), await on(knowing)]).toEqual([undefined, undefined, 'pat'])
  })

  it('has it told to others, and not first to a cover who handed it back', async () => {
    const id = await taken()
    await world.change(id, { $set: { 'seconds.police_liaison.handedBack': ['pru'] } })
    await leave({ coverId: 'pru' })
    world.time = '2026-05-01T08:30:00Z'
    expect([await cover(), (await world.ringing.intake(id)).seconds?.police_liaison?.asked]).toEqual([1, undefined])
    await world.passUntil('2026-05-01T08:31:00Z')
    expect(await police(id)).toEqual(threeWays('Fri 09:30:00', 'pia'))
  })

  it('is told again once they are back, where nobody has taken it on', async () => {
    const id = await calling('high', ['threats'])
    await acceptAsSecond(deps(), { intakeId: id, role: 'police_liaison', actor: actor('pat') })
    await leave({})
    world.time = '2026-05-01T08:30:00Z'
    await cover()
    await world.passUntil('2026-05-11T10:00:00Z')
    const told = await police(id)
    expect([new Set(told.slice(0, -1).map((line) => line.slice(13))), told.at(-1)]).toEqual([new Set(['mona: mail']), 'Mon 10:30:00 pat: mail'])
  })
})

describe('many worker processes at once', () => {
  it('tell each officer once', async () => {
    const id = await calling('urgent', ['threats', 'ageDisputed'])
    await Promise.all(Array.from({ length: 8 }, async () => world.escalateSecond(id)))
    await world.passUntil('2026-04-30T09:00:01Z')
    expect([await police(id), await immigration(id)]).toEqual([threeWays('Thu 10:00:00', 'pat'), threeWays('Thu 10:00:00', 'ida')])
    expect([world.mails.length, world.ringing.provider.texts.length, world.ringing.provider.rung.length]).toEqual([2, 2, 2])
  })

  it('go on where one ended in the middle of telling, once its lease is over', async () => {
    const id = await calling('urgent', ['threats'])
    await world.change(id, {
      $set: {
        'seconds.police_liaison.manner': 'pressing', 'seconds.police_liaison.toldSince': world.ringing.time, 'seconds.police_liaison.rung': 'officer',
        'seconds.police_liaison.tellings': [{ id: 't', rung: 'officer', staffId: 'pat', name: 'Pat', way: 'mail', at: world.ringing.time, outcome: 'begun' }],
      },
    })
    await world.passUntil('2026-04-30T09:00:59Z')
    expect(world.mails).toEqual([])
    await world.passUntil('2026-04-30T09:01:00Z')
    expect((await world.ringing.intake(id)).seconds?.police_liaison?.tellings).toMatchObject([{ id: 't', outcome: 'sent' }])
  })
})
