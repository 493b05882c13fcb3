import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Writable } from 'node:stream'
import pino from 'pino'
import { SERVICE } from '../../../config/service'
import { routingDeps } from '../../../src/compose/routingDesk'
import { withReturns } from '../../../src/compose/whatBringsBack'
import type { StaffMember } from '../../../src/domain/staff'
import { DueWork } from '../../../src/store/dueWork'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { StoredRereading } from '../../../src/store/rereading'
import { STEP_LEASE_MS, StepLedger } from '../../../src/store/stepLedger'
import { TriageLedger } from '../../../src/store/triageLedger'
import { runTriageAgain } from '../../../src/triage/again/triageAgainCommand'
import { loadRules } from '../../../src/triage/loadRules'
import { rereadJob, triageJob } from '../../../workers/triage'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { EscalationWorld } from '../../support/escalationWorld'
import { programOf, runCommand } from '../../support/runCommand'
import { DeskApp, type DeskBrowser } from './deskApp'
import { evidenceIn, putCall, putEmail } from './enquiries'

// Rules were changed: the command marks what older ones have judged, and the workers read it again. On a real store.

const uri = freshDatabaseUri()
const log = pino({ level: 'silent' })
const rules = loadRules()
const MISSING = { subject: 'A placement', text: 'A 15 year old girl has been missing from placement since this morning.' }
const OLD = '0.0.1'
let desk: DeskApp
let world: EscalationWorld
let manager: StaffMember
let duty: StaffMember
let atManager: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  // The desk's own key.
  world = await EscalationWorld.open(uri, Buffer.alloc(32, 7))
  duty = await desk.addStaff('duty', 'Dilys Duty', { phone: '+447700900111' })
  manager = await desk.addStaff('manager', 'Mona Manager', { phone: '+447700900101' })
  atManager = await desk.signIn(manager)
})
beforeEach(async () => {
  await intakeModel(desk.connection).deleteMany({})
  at('2026-11-23T10:00:00Z')
})
afterAll(async () => {
  await Promise.all([desk.close(), world.ringing.connection.close()])
  await dropDatabase(uri)
})

/** The time, for the desk and for the workers. */
function at(time: string): void {
  desk.now = new Date(time)
  world.time = time
}
const steps = () => new StepLedger(intakeModel(desk.connection), desk.sealer, () => desk.now)
const reading = () => ({
  steps: steps(), readers: () => ({ rules }), heldTexts: async () => [], now: () => desk.now, log,
  triageLedger: withReturns(new TriageLedger(steps(), desk.sealer, () => desk.now, SERVICE.secondProfessionals), routingDeps(desk, () => desk.now)),
})
/** What a worker does until nothing is left. @returns how many it read */
async function readAgain(): Promise<number> {
  for (let count = 0; ; count += 1) {
    const claimed = await steps().claimRereading()
    if (!claimed) return count
    await rereadJob(reading())(claimed)
  }
}
/** The workers of these tests have no second reader either. */
const settings = { MONGODB_URI: uri, SECOND_READER: 'off' }
const command = async (...argv: string[]) => runCommand('triageAgain', settings, ...argv)
/** What the command does, without a process of its own: each takes the processor a second. */
async function work(...argv: string[]): Promise<{ code: number; stdout: string }> {
  let stdout = ''
  const heard = new Writable({ write: (chunk, _encoding, done) => { stdout += String(chunk); done() } })
  const rereading = new StoredRereading(intakeModel(desk.connection), () => desk.now)
  return { code: await runTriageAgain({ rereading, inForce: { rules: rules.version } }, argv, heard), stdout }
}
const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const marked = async (): Promise<number> => intakeModel(desk.connection).countDocuments({ toReadAgain: { $exists: true } })
const change = async (id: string, $set: object): Promise<unknown> => intakeModel(desk.connection).updateOne({ _id: id }, { $set })
/** A message that older rules took for less than it is. */
async function judgedByOlder(more: Parameters<typeof putEmail>[2] = {}): Promise<string> {
  const id = await putEmail(desk, MISSING, { priority: 'standard', ...more })
  await change(id, { 'triage.rulesVersion': OLD })
  return id
}
/** A caller pressed the urgent key, which older rules took for less. */
async function callJudgedByOlder(): Promise<string> {
  const id = await putCall(desk, { urgentAt: desk.now }, { priority: 'standard' })
  await change(id, { 'triage.rulesVersion': OLD })
  return id
}
const confirmed = (priority: string) => ({ 'triage.priority': priority, 'triage.confirmedBy': manager.id, 'triage.confirmedByName': manager.name, 'triage.confirmedAt': desk.now })

describe('the command', () => {
  it('counts in a dry run; then marks what older rules have judged and is open, once', async () => {
    const [open, accepted, listed, closed, current] = [await judgedByOlder(), await judgedByOlder(), await judgedByOlder(), await judgedByOlder(), await judgedByOlder()]
    await change(accepted, { status: 'accepted' })
    await change(listed, { status: 'rerouted' })
    await change(closed, { status: 'closed' })
    await change(current, { 'triage.rulesVersion': rules.version })

    const dry = await command('--dry-run')
    expect(dry).toMatchObject({ code: 0, stderr: '' })
    expect(dry.stdout).toContain(`Rules ${rules.version}`)
    expect(dry.stdout).toContain('3 open enquiries were judged by older ones; 0 wait to be read again.')
    expect(await marked()).toBe(0)

    expect((await command()).stdout).toContain('3 more are to be read again.')
    for (const id of [open, accepted, listed]) expect((await stored(id)).toReadAgain).toBeInstanceOf(Date)
    const again = await work()
    expect(again.stdout).toContain('3 open enquiries were judged by older ones; 3 wait to be read again.')
    expect(again.stdout).toContain('Nothing was to be marked.')
    expect(await readAgain()).toBe(3)
    expect((await work('--dry-run')).stdout).toContain('0 open enquiries were judged by older ones; 0 wait to be read again.')
  })

  it('marks what rules alone have read where a second reader is on now', async () => {
    const id = await judgedByOlder()
    await change(id, { toReadAgain: desk.now })
    await readAgain()
    expect((await work('--dry-run')).stdout).toContain('0 open enquiries')
    expect((await runCommand('triageAgain', { MONGODB_URI: uri })).stdout).toContain('1 more are to be read again.')
  })

  it('goes on where it was killed', async () => {
    const model = await judgedByOlder()
    const document = await stored(model)
    await intakeModel(desk.connection).collection.insertMany(
      Array.from({ length: 4_000 }, (_, nth) => ({ ...document, _id: `copy${nth}`, reference: `COPY-${nth}` })) as never)
    const killed = spawn(process.execPath, [programOf('triageAgain')], { env: settings, stdio: ['ignore', 'pipe', 'ignore'] })
    // The figures come first, each batch after.
    for await (const chunk of killed.stdout) if (String(chunk).includes('more are to be')) break
    killed.kill('SIGKILL')
    if (killed.exitCode === null && killed.signalCode === null) await once(killed, 'exit')
    expect(await marked()).toBeGreaterThanOrEqual(1_000)
    expect((await work()).code).toBe(0)
    expect(await marked()).toBe(4_001)
  })

  it('says what it wants where no database is named', async () => {
    expect((await runCommand('triageAgain', {})).stderr).toContain('MONGODB_URI is missing')
  })
})

describe('what is read again', () => {
  const mark = async (id: string): Promise<unknown> => change(id, { toReadAgain: desk.now })

  it('is raised, as a proposal, above what somebody had decided and accepted: it waits anew, and the page says why', async () => {
    const id = await judgedByOlder()
    await change(id, { ...confirmed('standard'), status: 'accepted', acceptance: { by: duty.id, byName: duty.name, at: desk.now } })
    await mark(id)
    expect(await readAgain()).toBe(1)
    const { status, triage, acceptance, escalation, steps: owed, queueRank } = await stored(id)
    expect({ status, acceptance, priority: triage?.priority, confirmedBy: triage?.confirmedBy, rulesVersion: triage?.rulesVersion, queueRank })
      .toEqual({ status: 'triaged', acceptance: undefined, priority: 'urgent', confirmedBy: undefined, rulesVersion: rules.version, queueRank: 0 })
    expect([escalation?.hadBy?.staffId, owed.escalate.state]).toEqual([duty.id, 'pending'])
    const { text } = await atManager.open(`/intakes/${id}`)
    expect(text).toContain('More was found than when somebody decided the priority: it is to be decided again.')
    expect(text).toContain(rules.version)
  })

  it('presses anew where it is a call that somebody has accepted, or has in hand since they were woken for it, as less', async () => {
    const [accepted, inHand] = [await callJudgedByOlder(), await callJudgedByOlder()]
    await change(accepted, { status: 'accepted', acceptance: { by: duty.id, byName: duty.name, at: desk.now } })
    await change(inHand, { 'telephony.waking': { acceptedBy: { staffId: duty.id, name: duty.name, at: desk.now } } })
    at('2026-11-23T10:30:00Z')
    await Promise.all([mark(accepted), mark(inHand)])
    expect(await readAgain()).toBe(2)
    await world.passUntil('2026-11-23T10:31:00Z')
    for (const id of [accepted, inHand]) {
      expect(await stored(id)).toMatchObject({ status: 'triaged', triage: { priority: 'urgent' } })
      expect(await world.diary(id)).not.toEqual([])
    }
  })

  it('is never lowered, and a decision stands that the rules see no more than', async () => {
    const urgent = await putEmail(desk, { subject: 'Thanks', text: 'Thank you for your help.' }, { priority: 'urgent' })
    const lowered = await judgedByOlder()
    await change(urgent, { 'triage.rulesVersion': OLD, ...confirmed('urgent') })
    await change(lowered, { 'triage.proposedPriority': 'urgent', 'triage.signals': { missingNow: [] }, ...confirmed('low'), status: 'accepted', acceptance: { by: duty.id, byName: duty.name, at: desk.now } })
    await Promise.all([mark(urgent), mark(lowered)])
    expect(await readAgain()).toBe(2)
    expect((await stored(urgent)).triage).toMatchObject({ priority: 'urgent', confirmedBy: manager.id, rulesVersion: rules.version })
    expect(await stored(lowered)).toMatchObject({ status: 'accepted', acceptance: { by: duty.id }, triage: { priority: 'low', confirmedBy: manager.id, rulesVersion: rules.version } })
  })

  it('waits anew where the rules see another danger than the one that a manager had judged', async () => {
    const text = `They had threats, she wrote. ${MISSING.text}`
    const id = await putEmail(desk, { ...MISSING, text }, { priority: 'urgent', signals: { threats: [evidenceIn(text, 'threats')] }, reasons: ['Somebody is threatened.'] })
    await change(id, { 'triage.rulesVersion': OLD })
    await atManager.open(`/intakes/${id}`)
    expect((await atManager.send(`/intakes/${id}/priority`, { priority: 'standard', reason: 'The threats are from 2019.', seenPriority: 'urgent', seenConfirmedAt: '' })).status).toBe(303)
    await change(id, { status: 'accepted', acceptance: { by: duty.id, byName: duty.name, at: desk.now } })
    at('2026-11-23T11:00:00Z')
    await mark(id)
    expect(await readAgain()).toBe(1)
    const { status, triage, acceptance, steps: owed } = await stored(id)
    expect({ status, acceptance, priority: triage?.priority, confirmedBy: triage?.confirmedBy, signals: Object.keys(triage?.signals ?? {}).toSorted(), owed: owed.escalate.state })
      .toEqual({ status: 'triaged', acceptance: undefined, priority: 'urgent', confirmedBy: undefined, signals: ['missingNow', 'threats'], owed: 'pending' })
    expect((await atManager.open(`/intakes/${id}`)).text).toContain('More was found than when somebody decided the priority: it is to be decided again.')
  })

  it('is read with the notes that older rules had read', async () => {
    const id = await putCall(desk, {}, { priority: 'high' })
    await atManager.open(`/intakes/${id}`)
    expect((await atManager.send(`/intakes/${id}/notes`, { note: `They told me: ${MISSING.text}` })).status).toBe(303)
    await change(id, { 'triage.notes': { count: 1, rulesVersion: OLD }, steps: { ...(await stored(id)).steps, triage: { state: 'done', attempts: 1 } } })
    expect((await work()).stdout).toContain('1 more are to be read again.')
    expect(await readAgain()).toBe(1)
    expect((await stored(id)).triage).toMatchObject({ priority: 'urgent', signals: { missingNow: true }, notes: { count: 1, rulesVersion: rules.version } })
  })

  it('comes back from a list once the rules see a child in it', async () => {
    const id = await judgedByOlder({ category: 'training', priority: 'low' })
    await change(id, { status: 'rerouted', rerouting: { category: 'training', by: manager.id, byName: manager.name, at: desk.now, reason: desk.sealer.seal(id, 'rerouting.reason', 'A course.') } })
    await mark(id)
    await readAgain()
    expect(await stored(id)).toMatchObject({ status: 'triaged', triage: { priority: 'urgent', category: 'child_concern' } })
  })

  it('stands in no queue, and is left alone while it is to be read anyway or has ended', async () => {
    const [late, pending, closed] = [await judgedByOlder(), await judgedByOlder(), await judgedByOlder()]
    await Promise.all([mark(late), mark(pending), mark(closed)])
    await change(pending, { 'steps.triage': { state: 'pending', dueAt: desk.now, attempts: 0 } })
    await change(closed, { status: 'closed' })
    const due = new DueWork(intakeModel(desk.connection))
    expect((await due.find('triage', desk.now, 10)).map(({ intakeId }) => intakeId)).toEqual([pending])
    expect(await due.isAnyDue('triage', desk.now)).toBe(true)
    expect(await readAgain()).toBe(1)
    expect((await stored(late)).triage?.rulesVersion).toBe(rules.version)
    // Read by the rules of now for another reason: that was it.
    await triageJob(reading())(pending)
    expect(await stored(pending)).toMatchObject({ triage: { rulesVersion: rules.version } })
    expect((await stored(pending)).toReadAgain).toBeUndefined()
    expect((await stored(closed)).triage?.rulesVersion).toBe(OLD)
  })

  it('is read by its own job when whoever had begun with it died', async () => {
    const id = await judgedByOlder()
    await mark(id)
    expect(await steps().claimRereading()).toBeDefined()
    expect(await steps().claimRereading()).toBeUndefined()
    desk.now = new Date(desk.now.getTime() + STEP_LEASE_MS)
    expect(await triageJob(reading())(id)).toBe('triaged')
    expect((await stored(id)).triage).toMatchObject({ priority: 'urgent', rulesVersion: rules.version })
  })
})
