import type { Connection } from 'mongoose'
import pino from 'pino'
import { allocateIntake, type AllocationResult } from '../../../src/allocation/allocateIntake'
import { whoKnows } from '../../../src/compose/whoKnows'
import type { Priority } from '../../../src/domain/priority'
import type { Triage } from '../../../src/domain/triage'
import { StoredAllocationLedger } from '../../../src/store/allocationLedger'
import { connectStore } from '../../../src/store/connection'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { KeyRing } from '../../../src/store/keyRing'
import { newIntakeDocument } from '../../../src/store/newIntakeDocument'
import { PairsToSettle } from '../../../src/store/pairsToSettle'
import { Sealer } from '../../../src/store/seal'
import { staffModel } from '../../../src/store/staffModel'
import { StepLedger } from '../../../src/store/stepLedger'
import { taskModel } from '../../../src/store/taskModel'
import { triageDocument } from '../../../src/store/triageDocument'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'

/** A Monday in winter, in the service's hours. */
export const NOW = new Date('2026-03-02T10:00:00Z')
export const MINUTE = 60_000
export const WEIGHTS = { urgent: 3, high: 2, standard: 1, low: 0.5, unread: 2 }

const SILENT = pino({ level: 'silent' })

/** Allocation on a real database of its own, with a clock that a test may set. */
export class AllocationRoom {
  now = NOW
  isOpen = true
  readonly sealer = new Sealer(new KeyRing([{ id: 'k1', key: Buffer.alloc(32, 1) }]), Buffer.alloc(32, 2))
  readonly clock = (): Date => this.now

  private constructor(private readonly uri: string, readonly connection: Connection, private readonly settling?: PairsToSettle) {}

  static async open(): Promise<AllocationRoom> {
    const uri = freshDatabaseUri()
    const room = new AllocationRoom(uri, await connectStore(uri))
    await Promise.all([intakeModel(room.connection), staffModel(room.connection), taskModel(room.connection)].map((model) => model.createCollection()))
    await staffModel(room.connection).createIndexes()
    return room
  }

  /** The same database as another process has it: by a connection of its own, pairs gathering before they are settled. */
  async nextDoor(): Promise<AllocationRoom> {
    const connection = await connectStore(this.uri)
    return new AllocationRoom(this.uri, connection, new PairsToSettle(connection, this.clock, SILENT))
  }

  /** Settles what has gathered, as a process does that ends, and leaves the database to the others. */
  async leave(): Promise<void> {
    await this.settling?.settle()
    await this.connection.close()
  }

  async empty(): Promise<void> {
    this.now = NOW
    this.isOpen = true
    for (const model of [intakeModel(this.connection), staffModel(this.connection), taskModel(this.connection)]) await model.collection.deleteMany({})
  }

  async close(): Promise<void> {
    await this.connection.close()
    await dropDatabase(this.uri)
  }

  async addStaff(...people: object[]): Promise<void> {
    await staffModel(this.connection).insertMany([aPerson('manager', { role: 'manager', managerId: undefined }), ...people])
  }

  /** As triage leaves them; `e0`, `e1` and so on. */
  async addIntakes(count: number, priorities: readonly Priority[] = ['standard']): Promise<string[]> {
    const documents = Array.from({ length: count }, (_, at) => {
      const id = `e${at}`
      const telephony = { callSid: `CA${at}`, state: 'ended', language: 'en', callerWithheld: true, recordings: [] as [], kept: [] as [], version: 0, events: [] } as const
      const document = newIntakeDocument({
        id, receivedAt: NOW, now: NOW, owedTasks: [], contact: { telephony: { ...telephony, events: [] } },
        acknowledgement: { state: 'not_due', reason: 'telephone', attempts: 0 },
      })
      document.steps.allocate.dueAt = NOW
      document.status = 'triaged'
      document.triage = triageDocument(id, aReading(priorities[at % priorities.length]!), this.sealer)
      return document
    })
    await intakeModel(this.connection).insertMany(documents)
    return documents.map(({ _id }) => _id)
  }

  claim = (intakeId: string) => new StepLedger(intakeModel(this.connection), this.sealer, this.clock).claim('allocate', intakeId)
  ledger = () => new StoredAllocationLedger(this.connection, this.clock, WEIGHTS, this.settling)

  /** As a worker does: takes the step if it is due, then allocates. */
  allocate = async (intakeId: string): Promise<AllocationResult | { kind: 'not_due' }> => {
    const claimed = await this.claim(intakeId)
    if (!claimed) return { kind: 'not_due' }
    const deps = { ledger: this.ledger(), whoKnows: whoKnows({ intakes: intakeModel(this.connection), sealer: this.sealer }), readLanguages: () => [], now: this.clock, isOpen: () => this.isOpen, caseWeights: WEIGHTS, allocateAgainMs: MINUTE, log: SILENT }
    return allocateIntake(deps, claimed)
  }

  /** What each carries, as the next decision would see it. */
  loads = async () => Object.fromEntries((await this.ledger().people({ id: 'none' })).workers.map(({ id, load }) => [id, load]))

  /** Allocated, as the pair's own write leaves it. */
  give = async (intakeId: string, socialWorker: string, change: object = {}): Promise<void> => {
    const allocation = { socialWorker, socialWorkerName: `Invented ${socialWorker}`, manager: 'manager', managerName: 'Invented manager', at: NOW, ...change }
    await intakeModel(this.connection).updateOne({ _id: intakeId }, { $set: { allocation, status: 'allocated' } })
  }

  pairs = async () => (await intakeModel(this.connection).find()).map(({ _id, status, allocation }) => ({ id: _id, status, allocation }))
  stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(this.connection).findById(id).lean<IntakeDocument>())!
}

export const aPerson = (id: string, change: object = {}) => ({
  _id: id, email: `${id}@advice.example`, name: `Invented ${id}`, role: 'social_worker', managerId: 'manager', active: true,
  passwordHash: 'x', onRota: true, promised: [], caseloadLimit: 10, demonstration: true, addedAt: NOW, ...change,
})

const aReading = (priority: Priority): Triage => ({
  priority, proposedPriority: priority, category: 'child_concern', indicators: [], signals: {}, nation: 'unknown', reasons: [],
  rulesVersion: 'test', at: NOW,
})
