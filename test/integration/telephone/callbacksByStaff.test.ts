import type { CallEvent } from '../../../src/telephone/call/callEvent'
import { ringBack, writeUp } from '../../support/ringBack'
import { RingingWorld } from '../../support/ringingWorld'

let world: RingingWorld
beforeAll(async () => {
  world = await RingingWorld.open()
})
beforeEach(async () => world.clear())
afterAll(async () => world.close())

const asks = (safety: '1' | '2' | ''): CallEvent[] => [
  { kind: 'menu', language: 'en', attempt: 1, digits: '2' },
  { kind: 'callback_confirm', fromQueue: false, attempt: 1, digits: '1' },
  ...(safety === '' ? [] : [{ kind: 'callback_safety', fromQueue: false, attempt: 1, digits: safety } as const]),
]
const ended: CallEvent = { kind: 'status', status: 'completed', final: true }
const byStaff = (worker: { id: string; name: string }) => ({ staffId: worker.id, name: worker.name })
const lastLeg = async () => (await world.legs()).at(-1)!

describe('a call-back', () => {
  it('rings the worker first, and the caller only by the worker’s key', async () => {
    const worker = await world.addWorker()
    const { id } = await world.call([...asks('1'), ended])
    expect(await world.desk.askForCallback({ intakeId: id, by: byStaff(worker), unsafeConfirmed: false })).toEqual({ kind: 'asked' })
    await world.work()
    expect(world.provider.rung.map(({ to }) => to)).toEqual([worker.phone])
    const leg = await lastLeg()
    expect(await world.deps.callbacks.numberFor(id, 'another leg')).toBeUndefined()
    expect(await world.legEvent(leg.id, { kind: 'answered', callSid: 'CA' })).toMatchObject({ answer: { kind: 'screen_callback', reference: (await world.intake(id)).reference, mayNameUs: false } })
    expect(await world.legEvent(leg.id, { kind: 'key', callSid: 'CA', digits: '1' })).toMatchObject({ answer: { kind: 'ring_caller' } })
    expect(await world.deps.callbacks.numberFor(id, leg.id)).toBe('+442079460123')

    await world.legEvent(leg.id, { kind: 'connected', callerSid: 'CAchild' })
    expect((await world.person(worker.id)).line).toMatchObject({ use: 'talking' })
    await world.legEvent(leg.id, { kind: 'parted', round: 1, talked: true })
    await world.legEvent(leg.id, { kind: 'status', callSid: 'CA', status: 'completed', sequence: 3 })
    const { telephony, history } = await world.intake(id)
    expect(telephony).toMatchObject({ callbackAttempts: [{ legId: leg.id, staffId: worker.id, answered: true }] })
    expect(telephony).not.toHaveProperty('callbackWanted')
    expect(history).toMatchObject([{ kind: 'note', by: worker.id }])
    // A person clears the call-back, with the note that is owed now.
    expect(await world.raiseCards(id)).toEqual(['callback', 'wrap_up'])
    world.pass(3_600_000)
    await world.work()
    expect(world.provider.rung).toHaveLength(1)
  })

  it('that is not answered stays to be made, and nobody is rung for it again by itself', async () => {
    const worker = await world.addWorker()
    const { id } = await world.call([...asks('1'), ended])
    const ask = async () => world.desk.askForCallback({ intakeId: id, by: byStaff(worker), unsafeConfirmed: false })
    await ask()
    await world.work()
    const leg = await lastLeg()
    await world.legEvent(leg.id, { kind: 'key', callSid: 'CA', digits: '1' })
    await world.legEvent(leg.id, { kind: 'parted', round: 1, talked: false })
    expect((await world.intake(id)).telephony).toMatchObject({ callbackAttempts: [{ answered: false }] })
    expect(await world.raiseCards(id)).toEqual(['callback'])
    world.pass(3_600_000)
    await world.work()
    expect(world.provider.rung).toHaveLength(1)
    expect(await ask()).toEqual({ kind: 'asked' })
    await world.work()
    expect(world.provider.rung).toHaveLength(2)
  })

  it('that an answerphone took stays to be made, until a note says that the two spoke', async () => {
    const worker = await world.addWorker()
    const { id } = await world.call([...asks('1'), ended])
    await ringBack(world, id, worker)
    await writeUp(world, id, worker, 'no_conversation')
    expect(await world.raiseCards(id)).toEqual(['callback'])
    await ringBack(world, id, worker)
    await writeUp(world, id, worker, 'advice_given')
    expect(await world.raiseCards(id)).toEqual([])
    expect((await world.intake(id)).telephony?.callbackAttempts).toMatchObject([{ answered: true, spoke: false }, { answered: true, spoke: true }])
  })

  it('is over when the worker does not press 1, and is not noted as an attempt', async () => {
    const worker = await world.addWorker()
    const { id } = await world.call([...asks('1'), ended])
    await world.desk.askForCallback({ intakeId: id, by: byStaff(worker), unsafeConfirmed: false })
    await world.work()
    await world.legEvent((await lastLeg()).id, { kind: 'status', callSid: 'CA', status: 'no-answer', sequence: 1 })
    const { telephony } = await world.intake(id)
    expect(telephony).not.toHaveProperty('callbackWanted')
    expect(telephony).not.toHaveProperty('callbackAttempts')
  })

  it('to a number that may not be safe is made only when the worker says so', async () => {
    const worker = await world.addWorker()
    for (const safety of ['2', ''] as const) {
      const { id } = await world.call([...asks(safety), ended])
      const wish = { intakeId: id, by: byStaff(worker), unsafeConfirmed: false }
      expect(await world.desk.askForCallback(wish)).toEqual({ kind: 'not_safe' })
      await world.work()
      expect(world.provider.rung).toHaveLength(0)
      expect(await world.desk.askForCallback({ ...wish, unsafeConfirmed: true })).toEqual({ kind: 'asked' })
      expect(await world.desk.askForCallback({ ...wish, unsafeConfirmed: true })).toMatchObject({ kind: 'already_wanted', by: { staffId: worker.id } })
      await world.deps.callbacks.giveUp(id, worker.id)
    }
  })

  it('needs a number, a telephone of the worker’s, and an enquiry', async () => {
    const worker = await world.addWorker()
    const withoutPhone = await world.addWorker({ phone: undefined } as never)
    const { id } = await world.call([...asks('1'), ended])
    const { id: hungUp } = await world.call([{ kind: 'menu', language: 'en', attempt: 1, digits: '1' }, ended])
    expect(await world.desk.askForCallback({ intakeId: hungUp, by: byStaff(worker), unsafeConfirmed: true })).toEqual({ kind: 'no_number' })
    expect(await world.desk.askForCallback({ intakeId: id, by: byStaff(withoutPhone), unsafeConfirmed: true })).toEqual({ kind: 'no_telephone_of_yours' })
    expect(await world.desk.askForCallback({ intakeId: 'none', by: byStaff(worker), unsafeConfirmed: true })).toEqual({ kind: 'unknown_enquiry' })
  })

  it('waits for the worker’s line, and not for ever', async () => {
    const worker = await world.addWorker()
    const { id } = await world.call([...asks('1'), ended])
    await world.deps.lines.take(worker.id, { legId: 'other', at: world.time, leaseMs: 3_600_000 })
    await world.desk.askForCallback({ intakeId: id, by: byStaff(worker), unsafeConfirmed: false })
    await world.work()
    expect((await world.intake(id)).steps.ringStaff).toMatchObject({ state: 'pending' })
    world.pass(16 * 60_000)
    await world.work()
    expect((await world.intake(id)).telephony).not.toHaveProperty('callbackWanted')
    expect(world.provider.rung).toEqual([])
  })
})

describe('the desk', () => {
  it('sees who waits, for whom it rings, and what every telephone does', async () => {
    const worker = await world.addWorker()
    const away = await world.addWorker({ availability: { kind: 'away' } })
    const first = await world.waitingCaller()
    const urgent = await world.urgentCaller()
    await world.work()
    const board = await world.desk.board()
    expect(board.nobodyOnDuty).toBe(false)
    expect(board.waiting).toMatchObject([
      { intakeId: urgent.id, urgent: true, place: 1, offeredTo: { staffId: worker.id } },
      { intakeId: first.id, urgent: false, place: 2 },
    ])
    expect(board.staff).toMatchObject([
      { staffId: worker.id, onDuty: true, line: { kind: 'ringing' } },
      { staffId: away.id, onDuty: false, line: { kind: 'free' }, availability: { kind: 'away' } },
    ])
  })

  it('counts everybody who waits, though it lists only the first', async () => {
    const { id } = await world.waitingCaller()
    const { _id, ...caller } = await world.intake(id)
    const others = Array.from({ length: 104 }, (_, place) => ({ ...caller, _id: `${_id}${place}`, reference: `invented ${place}`, telephony: { ...caller.telephony, callSid: `CAmany${place}` } }))
    await world.connection.collection('intakes').insertMany(others as never)
    const { waiting, waitingInAll } = await world.desk.board()
    expect([waiting.length, waitingInAll]).toEqual([100, 105])
  })

  it('has somebody rung next, though they were writing a note, and only while on duty', async () => {
    const worker = await world.addWorker({ wrapUpUntil: new Date(world.time.getTime() + 300_000) })
    await world.waitingCaller()
    await world.work()
    expect(world.provider.rung).toEqual([])
    expect(await world.desk.answerNext(worker.id)).toBe('asked')
    await world.work()
    expect(world.provider.rung.map(({ to }) => to)).toEqual([worker.phone])
    world.isOpen = false
    expect(await world.desk.answerNext(worker.id)).toBe('not_on_duty')
  })

  it('frees a line before its time when the note is written, and rings at once whoever becomes available', async () => {
    const worker = await world.addWorker({ wrapUpUntil: new Date(world.time.getTime() + 300_000) })
    const manager = await world.addWorker({ role: 'manager', onRota: false })
    await world.waitingCaller()
    await world.waitingCaller()
    await world.work()
    await world.desk.finishWrapUp(worker.id)
    await world.work()
    expect(world.provider.rung.map(({ to }) => to)).toEqual([worker.phone])
    expect(await world.desk.setAvailability({ staffId: manager.id, availability: { kind: 'available' }, onCall: true })).toBe('set')
    await world.work()
    expect(world.provider.rung.map(({ to }) => to)).toEqual([worker.phone, manager.phone])
    expect(await world.desk.setAvailability({ staffId: manager.id, availability: { kind: 'by_rota' } })).toBe('set')
    expect((await world.desk.board()).staff.find(({ staffId }) => staffId === manager.id)).toMatchObject({ onDuty: false, onCall: true })
    expect(await world.desk.setAvailability({ staffId: 'nobody', availability: { kind: 'away' } })).toBe('unknown')
  })
})
