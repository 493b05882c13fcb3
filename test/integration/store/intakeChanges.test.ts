import type { Connection } from 'mongoose'
import pino from 'pino'
import { priorityRank } from '../../../src/domain/priority'
import { pendingStep } from '../../../src/domain/step'
import { connectStore } from '../../../src/store/connection'
import { dueIn, DueWork, type OwedFields } from '../../../src/store/dueWork'
import { IntakeChanges } from '../../../src/store/intakeChanges'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { type IntakeModel, intakeModel } from '../../../src/store/intakeModel'
import { KeyRing } from '../../../src/store/keyRing'
import { newIntakeDocument } from '../../../src/store/newIntakeDocument'
import { Sealer } from '../../../src/store/seal'
import { stepHeld, StepLedger, stepWaits } from '../../../src/store/stepLedger'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'

const NOW = new Date('2026-03-02T10:00:00Z')
const uri = freshDatabaseUri()
let connection: Connection
let intakes: IntakeModel
let changes: IntakeChanges
let told: OwedFields[] = []

beforeAll(async () => {
  connection = await connectStore(uri)
  intakes = intakeModel(connection)
  await intakes.createCollection()
  await new Promise<void>((opened) => {
    changes = new IntakeChanges(intakes, pino({ level: 'silent' }), { owed: (intake) => told.push(intake), opened })
    changes.start()
  })
})
afterAll(async () => {
  await changes.stop()
  await connection.close()
  await dropDatabase(uri)
})

const add = async (id: string): Promise<void> => {
  const telephony = { callSid: id, state: 'ended', language: 'en', callerWithheld: true, recordings: [], kept: [], version: 0, events: [] } as const
  await intakes.create(newIntakeDocument({
    id, receivedAt: NOW, now: NOW, owedTasks: [], contact: { telephony: { ...telephony, recordings: [], kept: [], events: [] } },
    acknowledgement: { state: 'not_due', reason: 'telephone', attempts: 0 },
  }))
}

let marks = 0
/** What is said to be due because of what is done here; all is told in order, so that a last new enquiry ends it. */
async function dueBy(change: () => Promise<unknown>): Promise<string[]> {
  const mark = `mark ${(marks += 1)}`
  await change()
  await add(mark)
  while (!told.some(({ _id }) => _id === mark)) await new Promise((resolve) => setTimeout(resolve, 10))
  const items = told.filter(({ _id }) => _id !== mark).flatMap((each) => dueIn(each, NOW))
  told = []
  return items.map(({ work, intakeId }) => `${work} of ${intakeId}`)
}

const update = async (id: string, change: object, options: object = {}) => intakes.collection.updateOne({ _id: id as never }, change, options)

describe('being told of work as enquiries change', () => {
  it('is told all that a new enquiry owes at once', async () => {
    expect(await dueBy(async () => add('e0'))).toEqual(['triage of e0'])
  })

  it('is told what fell due by a change, and nothing else that the enquiry owes', async () => {
    await dueBy(async () => add('e1'))
    expect(await dueBy(async () => update('e1', { $set: { 'steps.allocate.dueAt': NOW, 'steps.escalate': pendingStep(NOW), status: 'triaged' } })))
      .toEqual(['allocate of e1', 'escalate of e1'])
    expect(await dueBy(async () => update('e1', { $set: { 'acknowledgement.dueAt': NOW } }))).toEqual(['acknowledge of e1'])
  })

  it('is told of what a computed change makes due, and of a whole document that takes another’s place', async () => {
    await dueBy(async () => add('e2'))
    expect(await dueBy(async () => update('e2', [{ $set: { 'steps.raiseTasks': { $literal: pendingStep(NOW) }, status: 'triaged' } }]))).toEqual(['raiseTasks of e2'])
    const whole = await intakes.findById('e2').lean<IntakeDocument>()
    expect(await dueBy(async () => intakes.collection.replaceOne({ _id: 'e2' as never }, { ...whole, status: 'allocated' })))
      .toEqual(['triage of e2', 'raiseTasks of e2'])
  })

  it('is told that what fell due is urgent, by the change that made it so and by a sweep', async () => {
    await dueBy(async () => add('e6'))
    await update('e6', { $set: { 'steps.escalate': pendingStep(NOW), queueRank: priorityRank('urgent') } })
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(told.flatMap((each) => dueIn(each, NOW))).toEqual([{ work: 'escalate', intakeId: 'e6', dueAt: NOW, urgent: true }])
    told = []
    expect(await new DueWork(intakes).find('escalate', NOW, 10)).toContainEqual({ work: 'escalate', intakeId: 'e6', dueAt: NOW, urgent: true })
    // By a change that says nothing of it, it waits its turn.
    expect(await dueBy(async () => update('e6', { $set: { 'steps.allocate.dueAt': NOW } }))).toEqual(['allocate of e6'])
  })

  it('finds what is urgent however much has waited longer', async () => {
    const older = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000)
    for (const [nth, rank] of [2, 2, 2, 0, 2, 0].entries()) {
      await add(`w${nth}`)
      await update(`w${nth}`, { $set: { 'steps.ringStaff': pendingStep(older(60 - nth)), queueRank: rank } })
    }
    const found = async (limit: number) => (await new DueWork(intakes).find('ringStaff', NOW, limit)).map(({ intakeId }) => intakeId)
    expect(await found(2)).toEqual(['w3', 'w5', 'w0', 'w1'])
    expect(await found(10)).toEqual(['w0', 'w1', 'w2', 'w3', 'w4', 'w5'])
    await dueBy(async () => undefined)
  })

  it('is told of a step that was begun anew by a change that also claims others', async () => {
    await dueBy(async () => add('e4'))
    const { $set } = stepHeld('allocate', { token: 't' }, NOW)
    expect(await dueBy(async () => update('e4', { $set: { ...$set, 'steps.escalate': pendingStep(NOW) } }))).toEqual(['escalate of e4'])
  })

  it('is told of what is due within the time by which clocks may differ, and not of what is due later', async () => {
    await dueBy(async () => add('e5'))
    const after = (ms: number) => new Date(Date.now() + ms)
    await update('e5', { $set: { 'steps.allocate.dueAt': after(60_000), 'steps.escalate': pendingStep(after(60_000)) } })
    await update('e5', { $set: { 'steps.link.dueAt': after(1_000) } })
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(told.map(({ steps }) => Object.keys(steps ?? {}))).toEqual([['link']])
    told = []
  })

  it('is told nothing of claims and where they go on, of what ends, of what is due later, and of all else', async () => {
    const steps = new StepLedger(intakes, new Sealer(new KeyRing([{ id: 'k1', key: Buffer.alloc(32, 1) }]), Buffer.alloc(32, 2)), () => NOW)
    await dueBy(async () => add('e3'))
    expect(await dueBy(async () => {
      const claimed = await steps.claim('triage', 'e3')
      await steps.settle('triage', claimed!.claim, { $set: { ...stepHeld('allocate', claimed!.claim, NOW).$set, ...stepWaits('escalate', new Date(NOW.getTime() + 1)).$set } })
      await steps.finish('triage', claimed!.claim)
      await update('e3', { $set: { 'steps.triage.dueAt': new Date(NOW.getTime() + 1) } })
      await update('e3', { $set: { status: 'triaged', 'triage.priority': 'high' }, $push: { history: { kind: 'note' } } })
    })).toEqual([])
    expect(told).toEqual([])
  })
})
