import type { AcknowledgementOutcome } from '../../../src/acknowledgement/ports'
import { raiseTasks } from '../../../src/casework/raiseTasks'
import { loadRules } from '../../../src/triage/loadRules'
import { readIntake } from '../../../src/triage/readIntake'
import { StoredAcknowledgementLedger } from '../../../src/store/acknowledgementLedger'
import type { AcknowledgementDocument } from '../../../src/store/documents/acknowledgementDocument'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { StepLedger } from '../../../src/store/stepLedger'
import { taskModel } from '../../../src/store/taskModel'
import { TaskRepository } from '../../../src/store/taskRepository'
import { aMessage } from '../../fixtures/mail/messages'
import { type MailRoom, openMailRoom } from './mailRoom'

const START = new Date('2026-11-23T09:41:00Z')
let now = START
let room: MailRoom

beforeAll(async () => void (room = await openMailRoom(() => now)))
afterAll(async () => room.close())

let nth = 0
const receive = async (raw: string): Promise<IntakeDocument> => stored(await room.receive(raw))
const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(room.connection).findById(id).lean<IntakeDocument>())!
const anEnquiry = async (acknowledgement: Partial<AcknowledgementDocument> = {}, drop: string[] = []): Promise<IntakeDocument> => {
  const made = await receive(aMessage({ text: `enquiry ${(nth += 1)}` }))
  const $set = Object.fromEntries(Object.entries(acknowledgement).map(([key, value]) => [`acknowledgement.${key}`, value]))
  const $unset = Object.fromEntries(drop.map((key) => [`acknowledgement.${key}`, '']))
  await intakeModel(room.connection).collection.updateOne({ _id: made._id as never }, { $set: { ...$set, touched: true }, ...(drop.length > 0 && { $unset }) })
  return stored(made._id)
}
const report = async ({ acknowledgement }: IntakeDocument, action: string, status = ''): Promise<IntakeDocument> => receive(aMessage({
  from: 'MAILER-DAEMON@mx.example', subject: 'Undelivered Mail Returned to Sender',
  headers: ['Return-Path: <>', 'Auto-Submitted: auto-replied', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
  text: `--b\n\nReport ${(nth += 1)}. IF A CHILD IS IN IMMEDIATE DANGER, TELEPHONE 999 NOW.\n--b\nContent-Type: message/delivery-status\n\nAction: ${action}${status}\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: ${acknowledgement.messageId}\n--b--`,
}))
const ledger = () => new StoredAcknowledgementLedger(room.connection, room.sealer, () => now)
const kindsOwed = ({ owedTasks }: IntakeDocument): string[] => owedTasks.map(({ kind, cause }) => `${kind} ${cause}`)

describe('a delivery report on an acknowledgement of ours', () => {
  it('says so on the enquiry, with a card for a person, and is an enquiry that belongs with it, unanswered and low', async () => {
    const first = await anEnquiry({ state: 'sent', sentAt: now }, ['dueAt'])
    const told = await report(first, 'failed')
    expect(await stored(first._id)).toMatchObject({
      acknowledgement: { state: 'bounced', reason: 'bounced', bouncedAt: now, sentAt: now },
      owedTasks: [{ kind: 'acknowledgement_failed', cause: 'bounced' }], steps: { raiseTasks: { state: 'pending' } },
    })
    expect(told).toMatchObject({ joinedTo: first._id, email: { automatic: 'delivery_report' }, acknowledgement: { state: 'suppressed', reason: 'delivery_report' } })
    expect(told).not.toHaveProperty('joinedFrom')
    expect((await readIntake(loadRules(), room.open(told), [])).priority).toBe('low')

    const steps = new StepLedger(intakeModel(room.connection), room.sealer, () => now)
    await raiseTasks({ tasks: new TaskRepository(taskModel(room.connection)), steps, now: () => now }, (await steps.claim('raiseTasks', first._id))!)
    expect(await taskModel(room.connection).find({ intakeId: first._id }).lean()).toMatchObject([{ kind: 'acknowledgement_failed', state: 'open', cause: 'bounced' }])
  })

  it.each([
    ['sent', { state: 'sent', sentAt: START }, ['dueAt'], 'failed', 'bounced', ['acknowledgement_failed bounced']],
    ['waiting to be tried again', { state: 'pending', reason: 'smtp_451' }, [], 'failed', 'bounced', ['acknowledgement_failed bounced']],
    ['in doubt, to be sent once more', { state: 'unknown', doubts: 1 }, [], 'failed', 'bounced', ['acknowledgement_failed bounced']],
    ['in doubt for good, with its card', { state: 'unknown', doubts: 2 }, ['dueAt'], 'failed', 'bounced', []],
    ['refused, with its card', { state: 'failed', reason: 'smtp_550' }, ['dueAt'], 'failed', 'failed', []],
    ['held back', { state: 'suppressed', reason: 'rate_limited' }, ['dueAt'], 'failed', 'suppressed', []],
    ['bounced before', { state: 'bounced', reason: 'bounced' }, ['dueAt'], 'failed', 'bounced', []],
    ['sent, and delayed', { state: 'sent', sentAt: START }, ['dueAt'], 'delayed', 'sent', []],
    ['sent, and delivered', { state: 'sent', sentAt: START }, ['dueAt'], 'delivered', 'sent', []],
    ['bounced, and delivered after all', { state: 'bounced' }, ['dueAt'], 'delivered', 'bounced', []],
  ] as const)('finds one that was %s', async (_, before, drop, action, state, owed) => {
    const first = await anEnquiry(before, [...drop])
    await report(first, action)
    const after = await stored(first._id)
    expect([after.acknowledgement.state, kindsOwed(after)]).toEqual([state, owed])
    expect(after.acknowledgement.delayedAt).toEqual(action === 'delayed' ? now : undefined)
    expect(after.acknowledgement.state === 'bounced' && after.acknowledgement.dueAt).toBeFalsy()
  })

  it.each([
    { state: 'sent', sentAt: START },
    { state: 'unknown', reason: 'etimedout', doubts: 1, dueAt: START },
    { state: 'pending', reason: 'smtp_451', dueAt: START },
  ] as AcknowledgementOutcome[])('that comes before the sending is recorded as $state stands, and nothing is sent again', async (late) => {
    const first = await anEnquiry()
    const claimed = (await ledger().claim(first._id))!
    await report(first, 'failed')
    expect(await ledger().record(claimed.claim, late)).toBe(false)
    now = new Date(now.getTime() + 3_600_000)
    expect(await ledger().claim(first._id)).toBeUndefined()
    expect((await stored(first._id)).acknowledgement).toMatchObject({ state: 'bounced' })
  })

  it.each([['\nStatus: 4.2.2', 'mailbox_full'], ['\nStatus: 5.1.1', 'unknown_address'], ['\nStatus: 5.7.1', 'refused_by_policy'], ['', 'other']])('notes why it came back (%j: %s)', async (status, bounceCause) => {
    const first = await anEnquiry({ state: 'sent' }, ['dueAt'])
    await report(first, 'failed', status)
    expect(room.open(await stored(first._id)).acknowledgement).toMatchObject({ state: 'bounced', bounceCause })
  })

  it('counts once, however often the mail system sends it', async () => {
    const first = await anEnquiry({ state: 'sent' }, ['dueAt'])
    await report(first, 'failed')
    await report(first, 'failed')
    expect(kindsOwed(await stored(first._id))).toEqual(['acknowledgement_failed bounced'])
  })

  it('that names an id we never gave marks nothing, and belongs with nothing', async () => {
    const first = await anEnquiry({ state: 'sent' }, ['dueAt'])
    const forged = { ...first, acknowledgement: { ...first.acknowledgement, messageId: `<ack.${'0'.repeat(32)}@advice.example>` } }
    expect((await report(forged, 'failed')).joinedTo).toBeUndefined()
    expect((await stored(first._id)).acknowledgement.state).toBe('sent')
  })

  it('never sends to anybody but the address frozen when it was queued, whatever the enquiry says since', async () => {
    const first = await anEnquiry()
    const from = room.sealer.sealJson(first._id, 'email.from', { address: 'stranger@elsewhere.example', name: '' })
    await intakeModel(room.connection).updateOne({ _id: first._id }, { $set: { 'email.from': from } })
    expect((await ledger().claim(first._id))?.to).toBe('sam.invented@school.example')
  })
})
