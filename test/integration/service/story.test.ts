import { SERVICE } from '../../../config/service'
import { offerTransfer } from '../../../src/allocation/handover/offerTransfer'
import { StoredHandovers } from '../../../src/store/handovers'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { KeyRing } from '../../../src/store/keyRing'
import { Sealer } from '../../../src/store/seal'
import { staffModel } from '../../../src/store/staffModel'
import { metricsOnce, readinessOnce, type Told } from '../../support/health'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { redisUrl } from '../../support/servers/redis'
import { isCarriedThrough, WholeService } from '../../support/wholeService'

const uri = freshDatabaseUri()
const CALLER = '+447700900777'
let service: WholeService

beforeAll(async () => {
  service = await WholeService.prepare({ mongodbUri: uri, redisUrl: redisUrl() })
  await service.addStaff(2)
  await Promise.all([service.startWeb({ LOG_LEVEL: 'trace' }), service.startWorkers({ LOG_LEVEL: 'trace' })])
})
afterAll(async () => {
  await service.stop()
  await dropDatabase(uri)
})

describe('the service as its two processes', () => {
  it('carries a call and an urgent message through to their people and the acknowledgement, and logs nothing of either', async () => {
    const call = service.network.dial({ from: CALLER, to: '+448088005000' })
    while ((await call.ready()) === 'keys') call.press('3')
    call.speakMessage({ seconds: 12 })
    const { sounds } = await call.done
    const sender = await service.write('Amina Invented, 14, has been missing from her placement since this morning and he is with her now.')

    const intakes = await service.until((all) => all.length === 2 && all.every((one) => isCarriedThrough(one) && one.escalation?.judgedAs === one.triage?.priority) && all.some(({ linkKeys }) => linkKeys !== undefined))
    const phone = intakes.find(({ channel }) => channel === 'phone')
    const email = intakes.find(({ channel }) => channel === 'email')

    expect(sounds.find(({ kind }) => kind === 'said')).toMatchObject({ text: expect.stringContaining('9 9 9') })
    expect(phone).toMatchObject({ status: 'allocated', telephony: { state: 'ended', recordings: [{ duration: 12 }] }, acknowledgement: { state: 'not_due' } })
    expect(email).toMatchObject({ status: 'allocated', triage: { priority: 'urgent', category: 'child_concern' }, acknowledgement: { state: 'sent' } })
    expect(new Set([phone?.allocation?.socialWorker, email?.allocation?.socialWorker]).size).toBe(2)
    expect(phone?.allocation?.manager).toBe(email?.allocation?.manager)

    const [letter] = service.sink.messages.filter(({ to }) => to.includes(sender))
    expect(email).toMatchObject({ acceptBy: new Date(email!.receivedAt.getTime() + 15 * 60_000), escalation: { judgedAs: 'urgent', manner: 'pressing' } })
    const text = letter?.raw.toString('utf8') ?? ''
    expect(text).toContain(email?.reference)
    expect(text).toContain('999')
    expect(text).not.toMatch(/Amina|missing|worried|placement/i)

    const logged = [...(service.web?.logged() ?? []), ...(service.workers?.logged() ?? [])].join('\n')
    expect(logged).toContain(phone?.telephony?.callSid)
    expect(logged).toContain(email?._id)
    for (const secret of ['Amina', 'missing from', 'worried', sender, sender.split('@')[0], CALLER, CALLER.slice(3)]) expect(logged).not.toContain(secret)
    const stored = JSON.stringify(intakes)
    // Five letters alone may stand in the base64 of so much ciphertext by chance.
    for (const secret of ['Amina Invented', 'missing from', 'worried', sender, CALLER]) expect(stored).not.toContain(secret)
  })

  it('tells a colleague by mail that they are offered an enquiry, by its reference alone', async () => {
    const [one] = await intakeModel(service.connection).find({ 'allocation.socialWorker': { $exists: true } }).lean<IntakeDocument[]>()
    const { _id, reference, allocation } = one!
    const colleague = await staffModel(service.connection).findOne({ role: 'social_worker', _id: { $ne: allocation!.socialWorker } }).lean()
    const sealer = new Sealer(new KeyRing([{ id: 'k', key: Buffer.alloc(32, 1) }]), Buffer.alloc(32, 2))
    const deps = { handovers: new StoredHandovers(service.connection, sealer, () => new Date(), SERVICE.caseWeights), now: () => new Date(), answerBy: (_offered: unknown, at: Date) => new Date(at.getTime() + 15 * 60_000) }
    expect(await offerTransfer(deps, { intakeId: _id, toId: colleague!._id, actor: { staffId: allocation!.socialWorker, name: allocation!.socialWorkerName } })).toEqual({ kind: 'done' })
    const mails = (): string[] => service.sink.messages.filter(({ to, raw }) => to.includes(colleague!.email) && raw.toString('utf8').includes('offered to you')).map(({ raw }) => raw.toString('utf8'))
    for (const end = Date.now() + 30_000; Date.now() < end && mails().length === 0; ) await new Promise((resolve) => setTimeout(resolve, 100))
    expect(mails()).toEqual([expect.stringContaining(`Subject: Advice line: ${reference} is offered to you`)])
    expect(mails()[0]).not.toMatch(/Amina|missing|placement|Invented/)
  })

  it('is ready, says so, and counts what it does', async () => {
    const get = async (port: number | undefined, path: string): Promise<{ status: number; body: string }> => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`)
      return { status: answer.status, body: await answer.text() }
    }
    const [web, workers] = [service.web?.opsPort, service.workers?.opsPort]
    expect(await get(web, '/health/live')).toMatchObject({ status: 200 })
    // Nobody of the staff is on call: the workers say so, and are ready all the same.
    for (const [port, needed, status, wrong] of [[web, ['mongodb'], 'ready', []], [workers, ['mongodb', 'redis', 'mailbox', 'smtp'], 'degraded', ['on call']]] as const) {
      const notOk = (parts: Told['parts']): string[] => Object.entries(parts).flatMap(([name, part]) => (part === 'ok' ? [] : [name]))
      // The look that brought the message may not be over yet.
      const { parts, ...rest } = await readinessOnce(port, (told) => told.status === status && notOk(told.parts).length === wrong.length)
      expect(rest).toEqual({ code: 200, status })
      expect(Object.keys(parts)).toEqual(expect.arrayContaining([...needed]))
      expect(notOk(parts)).toEqual([...wrong])
    }
    for (const [port, lines] of [
      [web, [/advice_line_http_request_seconds_count\{route="\/twilio\/voice",method="POST",status="200"\} 1/]],
      // Work is counted when it has ended, which is after its outcome is stored.
      [workers, [/advice_line_work_seconds_count\{work="acknowledge",outcome="sent"\} 1/, /advice_line_work_waiting\{work="triage"\} 0/]],
    ] as const) {
      const metrics = await metricsOnce(port, lines)
      for (const line of lines) expect(metrics).toMatch(line)
    }
    expect(await get(web, '/health')).toMatchObject({ status: 404 })
  })
})
