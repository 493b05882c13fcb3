import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import { pino } from 'pino'
import { SERVICE } from '../../config/service'
import type { Leg } from '../../src/domain/leg'
import type { Role } from '../../src/domain/roles'
import { StoredAlarms } from '../../src/store/alarms'
import { StoredCallbacks } from '../../src/store/callbacks'
import { StoredCallLedger } from '../../src/store/callLedger'
import { connectStore } from '../../src/store/connection'
import type { IntakeDocument } from '../../src/store/intakeDocument'
import { intakeModel } from '../../src/store/intakeModel'
import { KeyRing } from '../../src/store/keyRing'
import { StoredLegLedger } from '../../src/store/legLedger'
import { legModel } from '../../src/store/legModel'
import { openSealer } from '../../src/store/openSealer'
import { prepareCollections } from '../../src/store/prepareCollections'
import type { Sealer } from '../../src/store/seal'
import { StoredStaffAvailability } from '../../src/store/staffAvailability'
import { StoredStaffLines } from '../../src/store/staffLines'
import { type StaffDocument, staffModel } from '../../src/store/staffModel'
import { StepLedger } from '../../src/store/stepLedger'
import { taskModel } from '../../src/store/taskModel'
import { TaskRepository } from '../../src/store/taskRepository'
import { StoredWaitingCallers } from '../../src/store/waitingCallers'
import { answerCall } from '../../src/telephone/call/answerCall'
import type { CallEvent } from '../../src/telephone/call/callEvent'
import { continueCall } from '../../src/telephone/call/continueCall'
import { endCall } from '../../src/telephone/call/endCall'
import { telephoneDesk } from '../../src/telephone/desk/telephoneDesk'
import type { LegEvent } from '../../src/telephone/legs/legEvent'
import { settleLegs } from '../../src/telephone/legs/settleLegs'
import type { TelephoneProvider } from '../../src/telephone/provider'
import { takeLegEvent } from '../../src/telephone/legs/takeLegEvent'
import { raiseTasks } from '../../src/casework/raiseTasks'
import { ringStaffJob } from '../../workers/ringStaff'
import { wakeSomebodyJob } from '../../workers/wakeSomebody'
import { FakeProvider } from './fakeProvider'
import { freshDatabaseUri } from './servers/databases'

/** Callers, workers and a network in memory on a real store, with a clock that the test moves. */
export class RingingWorld {
  time = new Date('2026-03-02T10:00:00Z')
  isOpen = true
  readonly provider = new FakeProvider(() => this.time)
  readonly log: Record<string, unknown>[] = []
  private network: Pick<TelephoneProvider, 'ring' | 'hangUp' | 'findCall' | 'callsTo' | 'sendText'> = this.provider
  private legUrls = (legId: string) => ({ url: `https://advice.example/twilio/legs/${legId}/answered`, statusUrl: `https://advice.example/twilio/legs/${legId}/status` })
  private people = 0
  private calls = 0

  private constructor(readonly connection: Connection, readonly sealer: Sealer) {}

  /** On a database of its own, unless it is told of one. @param key shared with other processes on the same store */
  static async open(uri = freshDatabaseUri(), key: Buffer = randomBytes(32)): Promise<RingingWorld> {
    const connection = await connectStore(uri)
    await prepareCollections(connection)
    return new RingingWorld(connection, await openSealer(connection, new KeyRing([{ id: 'test', key }])))
  }

  /** With its database. */
  async close(): Promise<void> {
    await this.connection.dropDatabase()
    await this.connection.close()
  }

  now = (): Date => this.time
  readonly lines = (): StoredStaffLines => new StoredStaffLines(this.connection, () => this.isOpen)

  /** With a real network's REST side in place of the one in memory. */
  ringThrough(network: TelephoneProvider, legUrls: (legId: string) => { url: string; statusUrl: string }): void {
    this.network = network
    this.legUrls = legUrls
  }

  pass(ms: number): void {
    this.time = new Date(this.time.getTime() + ms)
  }

  get deps() {
    const { connection, sealer, now } = this
    const { settleAfterMs, leaseMs, talkLeaseMs, wrapUpMs, ringSeconds, lookAgainMs } = SERVICE.ringing
    return {
      legs: new StoredLegLedger(connection), lines: this.lines(), waiting: new StoredWaitingCallers(connection),
      callbacks: new StoredCallbacks(connection, sealer), alarms: new StoredAlarms(connection, sealer), provider: this.network,
      legTargets: { settleAfterMs, leaseMs, talkLeaseMs, wrapUpMs, noteWithinMs: SERVICE.calls.wrapUpWithinMs },
      legUrls: this.legUrls,
      ringSeconds, lookAgainMs, pauses: SERVICE.waking, isOpen: () => this.isOpen, steps: new StepLedger(intakeModel(connection), sealer, now),
      now, log: pino({}, { write: (line) => void this.log.push(JSON.parse(line)) }), textFrom: '+442079460000',
    }
  }

  get desk() {
    const { callbacks, waiting } = this.deps
    return telephoneDesk({ staff: new StoredStaffAvailability(this.connection, this.now), waiting, callbacks, isOpen: () => this.isOpen, now: this.now })
  }

  get callDeps() {
    const ledger = new StoredCallLedger(this.connection, this.sealer)
    return { ledger, now: this.now, isOpen: () => this.isOpen, isStaffed: async () => true, maxWaitSeconds: 300, targets: SERVICE.calls }
  }

  async addWorker(fields: Partial<StaffDocument> & { role?: Role } = {}): Promise<{ id: string; phone: string; name: string }> {
    this.people += 1
    const id = `staff${String(this.people).padStart(3, '0')}`
    const phone = `+44770090${String(this.people).padStart(4, '0')}`
    const person = { _id: id, email: `${id}@advice.example`, name: `Invented ${id}`, role: 'duty' as const, phone, active: true, passwordHash: 'x', onRota: true, caseloadLimit: 25, promised: [], demonstration: false, addedAt: this.time }
    await staffModel(this.connection).create({ ...person, ...fields })
    return { id, phone, name: person.name }
  }

  /** A fresh call that has got as far as these events, a second each. */
  async call(events: readonly CallEvent[], from: string | undefined = '+442079460123'): Promise<{ sid: string; id: string }> {
    this.calls += 1
    const sid = `CAin${this.calls}`
    const caller = from === undefined ? { withheld: true } : { from, withheld: false }
    await answerCall(this.callDeps, { callSid: sid, caller, event: { kind: 'voice' } })
    const found = await intakeModel(this.connection).findOne({ 'telephony.callSid': sid } as never).lean<IntakeDocument>()
    for (const event of events) await this.tell(sid, event)
    return { sid, id: found!._id }
  }

  async tell(callSid: string, event: CallEvent): Promise<void> {
    this.pass(1_000)
    const input = { callSid, caller: { from: '+442079460123', withheld: false } }
    if (event.kind === 'status') await endCall(this.callDeps, { ...input, event })
    else if (event.kind !== 'voice') await continueCall(this.callDeps, { ...input, event })
  }

  waitingCaller = async (): Promise<{ sid: string; id: string }> => this.call([{ kind: 'menu', language: 'en', attempt: 1, digits: '1' }])
  urgentCaller = async (): Promise<{ sid: string; id: string }> => this.call([{ kind: 'menu', language: 'en', attempt: 1, digits: '9' }])

  /** The step's job, if it is due. */
  ring = async (intakeId: string): Promise<string> => ringStaffJob(this.deps)(intakeId)
  wake = async (intakeId: string): Promise<string> => wakeSomebodyJob(this.deps)(intakeId)
  settle = async (): Promise<void> => settleLegs(this.deps)

  /** Does what is due of one kind, as the relay and the workers would, until nothing is. */
  async work(step: 'ringStaff' | 'wakeSomebody' = 'ringStaff'): Promise<void> {
    for (let rounds = 0; rounds < 50; rounds += 1) {
      const due = await intakeModel(this.connection).find({ [`steps.${step}.dueAt`]: { $lte: this.time } } as never, { _id: 1 }).lean<{ _id: string }[]>()
      if (due.length === 0) return
      for (const { _id } of due) await (step === 'ringStaff' ? this.ring(_id) : this.wake(_id))
    }
    throw new Error('There is no end to the work.')
  }

  async raiseCards(intakeId: string): Promise<string[]> {
    const { steps } = this.deps
    const tasks = new TaskRepository(taskModel(this.connection))
    const claimed = await steps.claim('raiseTasks', intakeId)
    if (claimed) await raiseTasks({ tasks, steps, now: this.now }, claimed)
    return (await tasks.openOf(intakeId)).map(({ kind }) => kind).toSorted()
  }

  legEvent = async (legId: string, event: LegEvent) => takeLegEvent(this.deps, { legId, event })

  /** The caller is taken off the network's queue by a leg. */
  async connect(callSid: string, leg: Leg): Promise<void> {
    await this.tell(callSid, { kind: 'connected', conversation: { ...leg.adviser, since: this.time, legId: leg.id } })
    await this.legEvent(leg.id, { kind: 'connected', callerSid: callSid })
  }

  async legs(): Promise<Leg[]> {
    const found = await legModel(this.connection).find().sort({ $natural: 1 }).lean()
    return found.map(({ _id, ...facts }) => ({ id: _id, ...facts }))
  }

  async intake(id: string): Promise<IntakeDocument> {
    return (await intakeModel(this.connection).findById(id).lean<IntakeDocument>())!
  }

  async person(id: string): Promise<StaffDocument> {
    return (await staffModel(this.connection).findById(id).lean<StaffDocument>())!
  }

  /** Everything gone, for the next story. */
  async clear(): Promise<void> {
    for (const model of [intakeModel(this.connection), legModel(this.connection), staffModel(this.connection), taskModel(this.connection)]) await (model as { deleteMany(filter: object): Promise<unknown> }).deleteMany({})
    this.provider.rung.length = 0
    this.provider.calls.length = 0
    this.provider.texts.length = 0
    this.provider.numbers.clear()
    this.provider.noTexts.clear()
    this.provider.otherwise = 'rings'
    this.provider.answers = true
    this.isOpen = true
    this.log.length = 0
  }
}
