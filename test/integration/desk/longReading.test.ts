import pino from 'pino'
import { SERVICE } from '../../../config/service'
import { routingDeps } from '../../../src/compose/routingDesk'
import { withReturns } from '../../../src/compose/whatBringsBack'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { STEP_LEASE_MS, StepLedger } from '../../../src/store/stepLedger'
import { TriageLedger } from '../../../src/store/triageLedger'
import { loadRules } from '../../../src/triage/loadRules'
import type { ReadAgain } from '../../../src/triage/secondReader/readAgain'
import { triageJob } from '../../../workers/triage'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall } from './enquiries'

// Notes that take longer to read than a claim holds, on a real store.

const uri = freshDatabaseUri()
const rules = loadRules()
const NOTES = ['Spoke with the head teacher.', 'The police are aware.', 'Her carer has the form.', 'Nothing new from the school today.', 'Girl, 15, Vietnamese: missing from her placement since last night.']
let desk: DeskApp
let browser: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  browser = await desk.signIn(await desk.addStaff('duty', 'Dilys Duty', { phone: '+447700900111' }))
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

/** A worker that reads the enquiry; `whileReading` happens as it comes to each note. */
async function work(id: string, whileReading: (note: string) => Promise<void> = async () => undefined): Promise<unknown> {
  const now = (): Date => desk.now
  const steps = new StepLedger(intakeModel(desk.connection), desk.sealer, now)
  const triageLedger = withReturns(new TriageLedger(steps, desk.sealer, now, SERVICE.secondProfessionals), routingDeps(desk, now))
  let at = ''
  const readAgain: ReadAgain = async ({ text }, first) => {
    const note = NOTES.find((words) => text.startsWith(words)) ?? ''
    if (note !== at) await whileReading(note)
    at = note
    return first
  }
  return triageJob({ steps, triageLedger, readers: () => ({ rules, readAgain }), heldTexts: async () => [], now, log: pino({ level: 'silent' }) })(id)
}
const pass = (ms: number): void => { desk.now = new Date(desk.now.getTime() + ms) }
const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!

async function withNotes(): Promise<string> {
  const id = await putCall(desk, {}, { priority: 'standard' })
  for (const note of NOTES) {
    await browser.open(`/intakes/${id}`)
    expect((await browser.send(`/intakes/${id}/notes`, { note })).status).toBe(303)
  }
  return id
}

describe('notes that take longer to read than a claim holds', () => {
  it('are read by one worker, who keeps them from any other for as long as it gets on', async () => {
    const id = await withNotes()
    const others: unknown[] = []
    const outcome = await work(id, async () => {
      pass(STEP_LEASE_MS * 0.8)
      others.push(await work(id))
    })
    expect([outcome, others]).toEqual(['triaged', NOTES.map(() => 'not_mine')])
    expect(await stored(id)).toMatchObject({ triage: { priority: 'urgent', notes: { count: NOTES.length } }, steps: { triage: { state: 'done', attempts: 1 } } })
  })

  it('are left, by a worker that stood still, to whoever took them meanwhile', async () => {
    const id = await withNotes()
    const [read, others]: [string[], unknown[]] = [[], []]
    const outcome = await work(id, async (note) => {
      read.push(note)
      if (note !== NOTES[1]) return
      pass(STEP_LEASE_MS)
      others.push(await work(id))
    })
    expect([outcome, read, others]).toEqual(['not_mine', NOTES.slice(0, 2), ['triaged']])
    expect(await stored(id)).toMatchObject({ triage: { priority: 'urgent', notes: { count: NOTES.length } }, steps: { triage: { state: 'done' } } })
  })
})
