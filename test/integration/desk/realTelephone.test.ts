import { parseSettings } from '../../../config/env'
import { deskTelephone } from '../../../src/compose/legDeps'
import type { StaffMember } from '../../../src/domain/staff'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { type StaffDocument, staffModel } from '../../../src/store/staffModel'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { TEST_SETTINGS } from '../../support/settings'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall } from './enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser

beforeAll(async () => {
  const parsed = parseSettings(TEST_SETTINGS)
  if (!parsed.ok) throw new Error('The settings of tests are sound.')
  desk = await DeskApp.openWith(uri, (store) => deskTelephone(parsed.settings, store))
  duty = await desk.addStaff('duty', 'Dilys Duty', { phone: '+447700900111' })
  atDuty = await desk.signIn(duty)
})

afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const storedStaff = async (): Promise<StaffDocument> => (await staffModel(desk.connection).findById(duty.id).lean<StaffDocument>())!

describe('the desk with the telephone as compose joins them', () => {
  it('shows a caller who waits, with whose telephone rings', async () => {
    const since = new Date(Date.now() - 65_000)
    const offer = { staffId: 'u', name: 'Una One', legId: 'leg', at: since }
    await putCall(desk, { number: '+442079460123', state: 'offered', queuedAt: since, waiting: { rank: 0, since }, offer })
    expect((await atDuty.open('/callers')).text).toMatch(/1 caller is waiting[\s\S]*Urgent[\s\S]*Una One’s telephone rings[\s\S]*Your telephone[\s\S]*Available, by the rota/)
  })

  it('lets somebody ask for the next caller, and go away', async () => {
    expect((await atDuty.send('/telephone/next', {})).status).toBe(303)
    expect((await storedStaff()).answerNextAt).toBeInstanceOf(Date)
    expect((await atDuty.open('/')).text).toContain('You will be rung for the next caller.')
    await atDuty.send('/telephone/availability', { availability: 'away' })
    expect((await storedStaff()).availability).toMatchObject({ kind: 'away' })
    expect((await atDuty.open('/')).text).toContain('Nobody is on duty')
    expect((await atDuty.send('/telephone/next', {})).status).toBe(409)
    await atDuty.send('/telephone/availability', { form: 'whole', availability: 'by_rota', onCall: 'yes' })
    expect(await storedStaff()).toMatchObject({ onCall: true })
    expect((await atDuty.open('/telephone')).text).toContain('Now: <strong>Available, by the rota</strong>')
  })

  it('owes the ringing of a worker for a call-back, once', async () => {
    const id = await putCall(desk, { callbackNumber: '+447700900456', callback: { safe: 'no', mayNameUs: 'no' }, queuedAt: desk.now })
    await atDuty.open(`/intakes/${id}`)
    const form = { reason: 'He is away until six' }
    const answers = await Promise.all([atDuty.send(`/intakes/${id}/call`, form), atDuty.send(`/intakes/${id}/call`, form)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await intakeModel(desk.connection).findById(id).lean<IntakeDocument>()).toMatchObject({
      telephony: { callbackWanted: { staffId: duty.id, unsafeConfirmed: true } }, steps: { ringStaff: { state: 'pending' } },
    })
    expect((await atDuty.open(`/intakes/${id}`)).text).toMatch(/Dilys Duty asked on [^.]* to be rung for it\./)
  })

  it('ends the pause for the note once it is written', async () => {
    const id = await putCall(desk, { state: 'wrap_up', conversation: { staffId: duty.id, name: duty.name, since: desk.now, legId: 'leg' } }, { openTasks: ['wrap_up'] })
    await staffModel(desk.connection).updateOne({ _id: duty.id }, { $set: { wrapUpUntil: new Date(Date.now() + 300_000) } })
    expect((await atDuty.open('/')).text).toContain('Writing the note, until')
    await atDuty.send(`/intakes/${id}/write-up`, { card: `${id}-wrap_up`, note: 'N', disposition: 'advice_given' })
    expect((await storedStaff()).wrapUpUntil).toBeUndefined()
  })
})
