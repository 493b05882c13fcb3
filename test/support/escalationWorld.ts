import { bankHolidays } from '../../config/bankHolidays'
import { SERVICE } from '../../config/service'
import type { AcknowledgementMessage, SendOutcome } from '../../src/acknowledgement/ports'
import { staffMessengers } from '../../src/compose/escalationRoom'
import { holidaysOf } from '../../src/domain/bankHolidays'
import { type OpeningHours, openingHours } from '../../src/domain/openingHours'
import type { Priority } from '../../src/domain/priority'
import type { SecondRole } from '../../src/domain/secondProfessionals'
import type { Telling } from '../../src/domain/escalation'
import type { Signal, Triage } from '../../src/domain/triage'
import { StoredCallbackEscalations } from '../../src/store/callbackEscalations'
import { StoredEscalationLedger } from '../../src/store/escalationLedger'
import type { IntakeDocument } from '../../src/store/intakeDocument'
import { intakeModel } from '../../src/store/intakeModel'
import { newIntakeDocument } from '../../src/store/newIntakeDocument'
import { StoredSecondEscalations } from '../../src/store/secondEscalations'
import { type StaffDocument, staffModel } from '../../src/store/staffModel'
import { STEP_LEASE_MS } from '../../src/store/stepLedger'
import { SEALED_FIELDS } from '../../src/store/toIntake'
import { TriageLedger } from '../../src/store/triageLedger'
import { untakenTurns } from '../../src/store/untakenTurns'
import { escalateJob } from '../../workers/escalate'
import { escalateCallbackJob } from '../../workers/escalateCallback'
import { escalateSecondJob } from '../../workers/escalateSecond'
import { RingingWorld } from './ringingWorld'

/** What a mail holds that must never reach a telephone or a mailbox of the staff. */
export const SECRETS = ['Amina', 'Tirana', 'hotel on Canal Street'] as const

/** Mails that nobody accepts, and everybody who is told of them, on a real store with a clock that the test moves. */
export class EscalationWorld {
  readonly hours: OpeningHours = openingHours('Mo-Fr 09:30-16:30; PH off', holidaysOf(bankHolidays(), ['england-and-wales']))
  readonly mails: { readonly to: string; readonly at: Date; readonly message: AcknowledgementMessage }[] = []
  mailOutcome: SendOutcome = { kind: 'sent' }
  /** Addresses that the mail server refuses for good. */
  readonly unknownAddresses = new Set<string>()
  /** And those that it does not take mail for just now. */
  readonly fullMailboxes = new Set<string>()
  private count = 0

  private constructor(readonly ringing: RingingWorld) {}

  /** As a world that rings is opened: ringingWorld.ts. */
  static async open(uri?: string, key?: Buffer): Promise<EscalationWorld> {
    return new EscalationWorld(await RingingWorld.open(uri, key))
  }

  /** With its database. */
  async close(): Promise<void> {
    await this.ringing.close()
  }

  async clear(): Promise<void> {
    await this.ringing.clear()
    await this.ringing.connection.collection('untakenTurns').deleteMany({})
    this.mails.length = 0
    this.mailOutcome = { kind: 'sent' }
    this.unknownAddresses.clear()
    this.fullMailboxes.clear()
  }

  set time(to: string) {
    this.ringing.time = new Date(to)
  }

  /** A mail that has just come in; triaged at once where a priority is given. */
  async write(priority?: Priority, signals: readonly Signal[] = []): Promise<string> {
    const { connection, sealer, time: now } = this.ringing
    this.count += 1
    const id = `mail${this.count}`
    await intakeModel(connection).create(newIntakeDocument({
      id, receivedAt: now, now, owedTasks: [], acknowledgement: { state: 'sent', attempts: 1 },
      contact: {
        email: {
          sha256: id, rawFileId: '0', size: 1, subject: sealer.seal(id, SEALED_FIELDS.subject, SECRETS[0]),
          text: sealer.seal(id, SEALED_FIELDS.text, SECRETS.join(' ')), attachments: sealer.sealJson(id, SEALED_FIELDS.attachments, []),
        },
      },
    }))
    if (priority) await this.triage(id, priority, signals)
    return id
  }

  private readonly readings = new Map<string, Triage>()

  async triage(id: string, priority: Priority, signals: readonly Signal[] = []): Promise<void> {
    const { sealer, deps, time: at } = this.ringing
    const claimed = (await deps.steps.claim('triage', id))!
    const { status, triage } = await this.ringing.intake(id)
    const found = this.readings.get(id)
    const before = triage ? { status, triaged: true, ...(found && { found }) } : { status: 'received', triaged: false } as const
    const reading = {
      priority, proposedPriority: priority, category: 'child_concern', indicators: [], signals: Object.fromEntries(signals.map((signal) => [signal, []])),
      nation: 'England', reasons: [], rulesVersion: 'test', at,
    } as const
    this.readings.set(id, reading)
    await new TriageLedger(deps.steps, sealer, () => this.ringing.time, SERVICE.secondProfessionals).recordTriage(claimed.claim, reading, before)
  }

  /** A call that ended with the wish to be rung back, triaged as given. */
  async askForCallback(priority: Priority, { time = '1' }: { time?: '1' | '2' | '3' | '4' } = {}): Promise<string> {
    const step = { fromQueue: false, attempt: 1 } as const
    const { id } = await this.ringing.call([
      { kind: 'menu', language: 'en', attempt: 1, digits: '2' }, { kind: 'callback_confirm', ...step, digits: '1' },
      { kind: 'callback_safety', ...step, digits: '1' }, { kind: 'callback_time', ...step, digits: time },
      { kind: 'status', status: 'completed', final: true },
    ])
    await this.triage(id, priority)
    await this.ringing.raiseCards(id)
    return id
  }

  async allocate(id: string, socialWorker: string, manager: string): Promise<void> {
    const allocation = { socialWorker, socialWorkerName: socialWorker, manager, managerName: manager, at: this.ringing.time }
    await this.change(id, { $set: { allocation, status: 'allocated' } })
  }

  async change(id: string, change: object): Promise<void> {
    await intakeModel(this.ringing.connection).collection.updateOne({ _id: id as never }, change)
  }

  async changeStaff(id: string, change: Partial<StaffDocument>): Promise<void> {
    await staffModel(this.ringing.connection).updateOne({ _id: id }, { $set: change })
  }

  get deps() {
    const { connection, deps, now } = this.ringing
    const mailer = {
      build: async (message: AcknowledgementMessage): Promise<Buffer> => Buffer.from(JSON.stringify(message)),
      send: async (to: string, raw: Buffer): Promise<SendOutcome> => {
        if (this.unknownAddresses.has(to)) return { kind: 'refused', code: 'smtp_550' }
        if (this.fullMailboxes.has(to)) return { kind: 'not_now', code: 'smtp_452' }
        if (this.mailOutcome.kind === 'sent') this.mails.push({ to, at: now(), message: JSON.parse(raw.toString()) as AcknowledgementMessage })
        return this.mailOutcome
      },
    }
    const { acceptWithin, takeOverWithin, times } = SERVICE.escalation
    return {
      ledger: new StoredEscalationLedger(connection, deps.steps), untakenTurns: untakenTurns(connection, times), hours: this.hours, acceptWithin, takeOverWithin, times, leaseMs: STEP_LEASE_MS, steps: deps.steps, now, log: deps.log,
      messengers: staffMessengers({
        mailer, from: { address: 'advice@line.example', name: 'Advice line' }, deskUrl: 'https://desk.example', telephone: deps, now, log: deps.log,
      }),
    }
  }

  /** One look of one worker process. */
  escalate = async (id: string): Promise<string> => escalateJob(this.deps)(id)
  escalateWith = async (deps: EscalationWorld['deps'], id: string): Promise<string> => escalateJob(deps)(id)
  escalateCallback = async (id: string): Promise<string> => escalateCallbackJob({
    ...this.deps, ledger: new StoredCallbackEscalations(this.ringing.connection, this.ringing.deps.steps),
    times: { ...SERVICE.overdueCallbacks, makeWithinMs: SERVICE.calls.callbackWithinMs },
  })(id)

  escalateSecond = async (id: string): Promise<string> =>
    escalateSecondJob({ ...this.deps, ledger: new StoredSecondEscalations(this.ringing.connection, this.ringing.deps.steps), times: SERVICE.secondCalls })(id)

  /** The clock goes from one due moment to the next, until the end; no telephone is answered. */
  async passUntil(end: string): Promise<void> {
    for (let turns = 0; turns < 3_000; turns += 1) {
      const next = await this.nextDue(new Date(end))
      if (!next) {
        this.time = end
        return
      }
      if (next.dueAt > this.ringing.time) this.ringing.time = next.dueAt
      await this[next.step](next.id)
      await this.nobodyAnswers()
    }
    throw new Error('There is no end to the telling.')
  }

  /** The clock goes to whoever is told next, whose telephone then still rings. */
  async untilSomebodyRings(): Promise<void> {
    for (let turns = 0; turns < 100 && !(await this.ringing.legs()).some(({ state }) => state !== 'over'); turns += 1) {
      const next = (await this.nextDue(new Date('2099-01-01T00:00:00Z')))!
      if (next.dueAt > this.ringing.time) this.ringing.time = next.dueAt
      await this[next.step](next.id)
    }
  }

  /** What is due first of all that is, until then. */
  async nextDue(until: Date): Promise<{ readonly step: TellingStep; readonly id: string; readonly dueAt: Date } | undefined> {
    const due = await Promise.all(TELLING_STEPS.map(async (step) => {
      const path = `steps.${step}.dueAt`
      const found = await intakeModel(this.ringing.connection).find({ [path]: { $lte: until } } as never).sort({ [path]: 1 }).limit(1).lean<IntakeDocument[]>()
      return found.map(({ _id, steps }) => ({ step, id: _id, dueAt: steps[step].dueAt! }))
    }))
    return due.flat().toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0]
  }

  async nobodyAnswers(): Promise<void> {
    for (const { id, state } of await this.ringing.legs()) {
      if (state !== 'over') await this.ringing.legEvent(id, { kind: 'status', callSid: 'CA', status: 'no-answer', sequence: 1 })
    }
  }

  /** Whoever is rung for it presses 1. */
  async accept(id: string): Promise<void> {
    const leg = (await this.ringing.legs()).findLast(({ intakeId, state }) => intakeId === id && state !== 'over')!
    await this.ringing.legEvent(leg.id, { kind: 'answered', callSid: 'CA' })
    await this.ringing.legEvent(leg.id, { kind: 'key', callSid: 'CA', digits: '1' })
  }

  /** "05-02 22:00 ola: mail" a line, in London time, in the order in which it happened. */
  async diary(id: string): Promise<string[]> {
    return lines((await this.ringing.intake(id)).escalation?.tellings)
  }

  /** The same of who was told that the call-back is overdue. */
  async callbackDiary(id: string): Promise<string[]> {
    return lines((await this.ringing.intake(id)).callbackEscalation?.tellings)
  }

  /** The same of who was told that no officer of the role is on it. */
  async secondDiary(id: string, role: SecondRole): Promise<string[]> {
    return lines((await this.ringing.intake(id)).seconds?.[role]?.tellings)
  }
}

/** What a diary says of somebody who is told by each way at once. */
export const threeWays = (at: string, who: string): string[] => ['mail', 'text', 'call'].map((way) => `${at} ${who}: ${way}`)

const TELLING_STEPS = ['escalate', 'escalateCallback', 'escalateSecond'] as const
export type TellingStep = (typeof TELLING_STEPS)[number]

const lines = (tellings: readonly Telling[] = []): string[] =>
  tellings.map(({ at, staffId, way }) => `${inLondon.format(at).replace(',', '')} ${staffId}: ${way}`)

const inLondon = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', weekday: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' })
