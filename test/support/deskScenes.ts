import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import type { StaffMember } from '../../src/domain/staff'
import { DeskApp, PASSWORD } from '../integration/desk/deskApp'
import { putCall } from '../integration/desk/enquiries'

/** The desk on an address of its own, with calls in the states that its pages show. */
export class DeskScenes {
  private constructor(readonly desk: DeskApp, private readonly server: Server, readonly duty: StaffMember, readonly manager: StaffMember) {}

  static async open(uri: string): Promise<DeskScenes> {
    const desk = await DeskApp.open(uri)
    const duty = await desk.addStaff('duty', 'Dilys Duty', { phone: '+447700900111' })
    const manager = await desk.addStaff('manager', 'Mona Manager', { phone: '+447700900101' })
    desk.telephone.has(duty)
    desk.telephone.has(manager, { onCall: true })
    desk.telephone.has(await desk.addStaff('social_worker', 'Una One', { phone: '+447700900121' }), { line: { kind: 'talking' } })
    const server = createServer(desk.app)
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    return new DeskScenes(desk, server, duty, manager)
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async signIn(page: Page, { email }: StaffMember): Promise<void> {
    await page.goto(`${this.origin}/`)
    await page.getByLabel('Email address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { level: 1, name: 'Enquiries waiting' }).waitFor()
  }

  private ago(minutes: number): Date {
    return new Date(this.desk.now.getTime() - minutes * 60_000)
  }

  callersWait(): void {
    const caller = { language: 'en', nobodyTookIt: false } as const
    this.desk.telephone.waiting = [
      { ...caller, intakeId: 'aa01', reference: 'K7QM-4TXR', since: this.ago(1), urgent: true, place: 1, offeredTo: { staffId: 'u', name: 'Una One' } },
      { ...caller, intakeId: 'aa02', reference: 'P3WD-9HNC', since: this.ago(4), urgent: false, place: 2, language: 'cy' },
    ]
    this.desk.tellChange('aa01')
  }

  async afterConversation(): Promise<string> {
    const { duty, desk } = this
    return putCall(desk, {
      number: '+442079460123', fromHash: 'one-number', state: 'wrap_up', duration: 312, queuedAt: this.ago(9), adviserAskedAt: this.ago(9),
      conversation: { staffId: duty.id, name: duty.name, since: this.ago(6), legId: 'leg' }, conversationEndedAt: this.ago(1),
    }, { openTasks: ['wrap_up'], priority: 'high', minutesAgo: 10 })
  }

  async abandoned(): Promise<string> {
    return putCall(this.desk, { number: '+442079460123', fromHash: 'one-number', state: 'abandoned_queue', duration: 95, urgentAt: this.ago(64) },
      { openTasks: ['review_abandoned'], priority: 'urgent', minutesAgo: 65 })
  }

  async callbackNotSafe(): Promise<string> {
    return putCall(this.desk, {
      number: '+447700900456', callbackNumber: '+447700900456', state: 'callback_asked', queuedAt: this.ago(70),
      callback: { safe: 'not_asked', mayNameUs: 'no', time: 'morning' },
    }, { openTasks: ['callback'], priority: 'high', minutesAgo: 70 })
  }

  async message(): Promise<string> {
    const sound = silence(4)
    const id = await putCall(this.desk, {
      number: '+442079460177', state: 'ended', duration: 30, messageAskedAt: this.ago(20),
      recordings: [{ sid: 'RE1', status: 'completed', duration: 4 }, { sid: 'RE2', status: 'completed', duration: 9 }],
      kept: [{ sid: 'RE1', sha256: 'f'.repeat(64), size: sound.length, contentType: 'audio/x-wav', keptAt: this.ago(19), fileId: 'f' }],
      waking: { woken: [this.manager.id], acceptedBy: { staffId: this.manager.id, name: this.manager.name, at: this.ago(15) } },
    }, { openTasks: ['listen'], minutesAgo: 21 })
    this.desk.sounds.set(`${id}/RE1`, { bytes: sound, contentType: 'audio/x-wav' })
    return id
  }

  async close(): Promise<void> {
    await this.desk.close()
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}

const RATE = 8_000

/** A sound file of so many seconds, 8 kHz, 16 bits, one channel, as the network sends them. */
function silence(seconds: number): Buffer {
  const data = Buffer.alloc(RATE * 2 * seconds)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}
