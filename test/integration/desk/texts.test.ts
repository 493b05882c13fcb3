import type { StaffMember } from '../../../src/domain/staff'
import { StoredTextLedger } from '../../../src/store/acknowledgementLedger'
import { StoredCallLedger } from '../../../src/store/callLedger'
import { DueWork } from '../../../src/store/dueWork'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { continueCall } from '../../../src/telephone/call/continueCall'
import { SERVICE } from '../../../config/service'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall } from './enquiries'

const uri = freshDatabaseUri()
const MOBILE = '+447700900456'
const BOTH = { asked: 'yes', safe: 'yes' }
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const of = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const send = async (id: string, form: Record<string, string>, browser = atDuty) => {
  await browser.open(`/intakes/${id}`)
  return browser.send(`/intakes/${id}/text`, form)
}

describe('the reference by text, sent from the desk', () => {
  it('is owed once the worker says that the caller asked for it and called it safe, with their name', async () => {
    const id = await putCall(desk, { number: MOBILE, language: 'cy' })
    expect((await atDuty.open(`/intakes/${id}`)).text).toMatch(/The caller asked for it by text[\s\S]*nobody else sees its messages[\s\S]*Send the reference by text/)
    expect((await send(id, BOTH)).headers['location']).toBe(`/intakes/${id}?done=text`)
    expect(await new DueWork(intakeModel(desk.connection)).find('acknowledge', desk.now, 5)).toMatchObject([{ intakeId: id }])
    const claimed = await new StoredTextLedger(desk.connection, desk.sealer, () => desk.now).claim(id)
    expect(claimed).toMatchObject({ to: MOBILE, language: 'cy', askedAt: desk.now, doubts: 0 })
    const page = (await atDuty.open(`/intakes/${id}?done=text`)).text
    expect(page).toMatch(/The reference is being sent by text\.[\s\S]*The caller asked for the reference by text, and said that nobody else sees/)
    expect(page).not.toContain('Send the reference by text')
    expect((await of(id)).history).toMatchObject([{ kind: 'note', byName: 'Dilys Duty' }])
    expect(await viewAuditModel(desk.connection).countDocuments({ intakeId: id, event: 'text_tried' })).toBe(1)
    expect(JSON.stringify(await of(id))).not.toContain('7700900456')
  })

  it('is offered after a talk with the word that the caller had a key for it, and did not press it', async () => {
    const conversation = { staffId: duty.id, name: duty.name, since: desk.now, legId: 'leg' }
    const [spoke, asked, left] = [{ conversation, conversationEndedAt: desk.now }, { conversation, conversationEndedAt: desk.now, textAskedAt: desk.now }, {}]
      .map(async (call) => (await atDuty.open(`/intakes/${await putCall(desk, { number: MOBILE, ...call })}`)).text.includes('This caller has not pressed it.'))
    expect(await Promise.all([spoke, asked, left])).toEqual([true, false, false])
  })

  it.each([{}, { asked: 'yes' }, { safe: 'yes' }, { asked: 'no', safe: 'yes' }])('is not owed on less than both words: %j', async (form: Record<string, string>) => {
    const id = await putCall(desk, { number: MOBILE })
    const answer = await send(id, form)
    expect([answer.status, answer.text.includes('<a href="#reference-by-text">Confirm both')]).toEqual([422, true])
    expect((await of(id)).acknowledgement).toMatchObject({ state: 'not_due' })
  })

  it.each([
    ['a landline', { number: '+442079460123' }], ['a withheld number', {}],
    ['a telephone that the caller called unsafe', { number: MOBILE, callbackNumber: MOBILE, callback: { safe: 'no', mayNameUs: 'no' } as const }],
  ])('is not offered for %s, and not owed by a form that comes all the same', async (_whose, call) => {
    const id = await putCall(desk, call)
    expect((await atDuty.open(`/intakes/${id}`)).text).not.toContain('Send the reference by text')
    expect((await send(id, BOTH)).status).toBe(409)
    expect(await of(id)).toMatchObject({ acknowledgement: { state: 'not_due' } })
  })

  it('is owed once, however often it is sent, and again where the last one never arrived', async () => {
    const id = await putCall(desk, { number: MOBILE })
    await atDuty.open(`/intakes/${id}`)
    const statuses = await Promise.all([1, 2, 3].map(async () => (await atDuty.send(`/intakes/${id}/text`, BOTH)).status))
    expect(statuses.toSorted((a, b) => a - b)).toEqual([303, 409, 409])
    expect((await of(id)).history).toHaveLength(1)
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { acknowledgement: { state: 'failed', reason: 'undelivered', attempts: 1, doubts: 1, sentAt: desk.now } } })
    expect((await send(id, BOTH)).status).toBe(303)
    expect((await of(id)).acknowledgement).toEqual({ state: 'pending', to: expect.anything(), language: 'en', dueAt: desk.now, attempts: 0 })
  })

  it('is not offered while the network is still asked what became of the last one', async () => {
    const id = await putCall(desk, { number: MOBILE })
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { acknowledgement: { state: 'unknown', reason: 'no_answer', attempts: 1, doubts: 1, dueAt: desk.now } } })
    expect((await atDuty.open(`/intakes/${id}`)).text).not.toContain('Send the reference by text')
  })

  it('is owed once when the caller asks by key at the same moment', async () => {
    const callSid = 'CA00000000000000000000000000000007'
    const id = desk.sealer.lookupHash('phone', callSid)
    const ledger = new StoredCallLedger(desk.connection, desk.sealer)
    const calls = { ledger, now: () => desk.now, isOpen: () => true, isStaffed: async () => true, maxWaitSeconds: 300, targets: SERVICE.calls, textsOffered: true }
    const tell = async (event: Parameters<typeof continueCall>[1]['event']) => continueCall(calls, { callSid, caller: { from: MOBILE, withheld: false }, event })
    await tell({ kind: 'message' })
    const [answer, key] = await Promise.all([
      send(id, BOTH), tell({ kind: 'text_choice', digits: '1' }),
    ])
    expect(key.answer).toEqual({ kind: 'text_promised' })
    expect([303, 409]).toContain(answer.status)
    const { acknowledgement } = await of(id)
    expect(acknowledgement).toMatchObject({ state: 'pending', attempts: 0 })
    const texts = new StoredTextLedger(desk.connection, desk.sealer, () => desk.now)
    const claims = await Promise.all([texts.claim(id), texts.claim(id)])
    expect(claims.filter(Boolean)).toHaveLength(1)
  })

  it('is not for a reporter to send', async () => {
    const id = await putCall(desk, { number: MOBILE })
    const reporter = await desk.signIn(await desk.addStaff('reporter', 'Rhys Reporter'))
    expect([403, 404]).toContain((await reporter.send(`/intakes/${id}/text`, BOTH)).status)
    expect((await of(id)).acknowledgement).toMatchObject({ state: 'not_due' })
  })
})
