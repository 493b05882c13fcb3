import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import { addStaffMember } from '../../src/access/addStaffMember'
import { argon2Passwords } from '../../src/access/passwords'
import { createNetwork, type TelephoneNetwork } from '../../src/local/network/createNetwork'
import { connectStore } from '../../src/store/connection'
import type { IntakeDocument } from '../../src/store/intakeDocument'
import { prepareCollections } from '../../src/store/prepareCollections'
import { staffRepository } from '../../src/store/staffRepository'
import { type SmtpSink, startSmtpSink } from '../../src/local/parts/startSmtpSink'
import { freshMailbox, type Mailbox } from './servers/mailboxes'
import { type ServiceProcess, startServiceProcess } from './serviceProcess'
import { TEST_SETTINGS } from './settings'
import { twimlProblems } from './twiml/checkTwiml'

export const PASSWORD = 'a password for tests only'

export interface ServiceParts {
  readonly mongodbUri: string
  readonly redisUrl: string
  readonly mailbox?: Mailbox
  /** Run from dist/ and not from the sources as they are now. @defaultValue false */
  readonly built?: boolean
}

/** The whole service as in production, its two processes on real servers, to be rung, written to and killed. */
export class WholeService {
  web: ServiceProcess | undefined
  workers: ServiceProcess | undefined

  private constructor(
    readonly connection: Connection,
    readonly mailbox: Mailbox,
    readonly sink: SmtpSink,
    private readonly settings: Readonly<Record<string, string>>,
    private readonly built: boolean,
  ) {}

  static async prepare({ mongodbUri, redisUrl, mailbox = freshMailbox(), built = false }: ServiceParts): Promise<WholeService> {
    const [connection, sink] = await Promise.all([connectStore(mongodbUri), startSmtpSink()])
    await prepareCollections(connection)
    const settings = {
      MONGODB_URI: mongodbUri, REDIS_URL: redisUrl, IMAP_URL: mailbox.imapUrl, SMTP_URL: sink.url,
      ACK_PER_SENDER_HOUR: '1000', ACK_PER_SENDER_DAY: '1000',
    }
    return new WholeService(connection, mailbox, sink, settings, built)
  }

  /** A manager and as many social workers, and somebody on duty. All sign in with PASSWORD. */
  async addStaff(socialWorkers = 3): Promise<void> {
    await this.add('manager', 'manager')
    await this.add('duty', 'duty')
    for (let i = 1; i <= socialWorkers; i += 1) await this.add('social_worker', `worker${i}`, { manager: 'manager@advice.example' })
  }

  /** Somebody on duty who can be rung. */
  async addDutyTelephone(name: string, phone: string): Promise<void> {
    await this.add('duty', name, { phone })
  }

  private async add(role: string, name: string, more: { readonly manager?: string; readonly phone?: string } = {}): Promise<void> {
    const deps = { staff: staffRepository(this.connection), passwords: argon2Passwords, now: () => new Date(), caseloadLimit: 10_000 }
    await addStaffMember(deps, { email: `${name}@advice.example`, name: `Invented ${name}`, role, password: PASSWORD, ...more })
  }

  async startWeb(settings: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> {
    this.web = await startServiceProcess('web', { ...this.settings, ...settings }, { built: this.built })
    return this.web
  }

  /** @param from another folder of built sources */
  async startWorkers(settings: Readonly<Record<string, string>> = {}, from?: string): Promise<ServiceProcess> {
    this.workers = await startServiceProcess('workers', { ...this.settings, ...settings }, { built: this.built, ...(from !== undefined && { from }) })
    return this.workers
  }

  get network(): TelephoneNetwork {
    return createNetwork({
      webUrl: `http://127.0.0.1:${this.web?.port}`,
      publicBaseUrl: TEST_SETTINGS.PUBLIC_BASE_URL,
      accountSid: TEST_SETTINGS.TWILIO_ACCOUNT_SID,
      authToken: TEST_SETTINGS.TWILIO_AUTH_TOKEN,
      speechMsPerCharacter: 0,
      checkTwiml: twimlProblems,
    })
  }

  /** Writes to the advice line; answers the sender's address, which nobody else has. */
  async write(text = 'We are worried about a child in our school. Please ring us.'): Promise<string> {
    const sender = `teacher-${randomBytes(5).toString('hex')}@school.example`
    await this.mailbox.deliver([
      `From: Invented Teacher <${sender}>`, 'To: advice@advice.example', 'Subject: worried',
      `Message-ID: <${randomBytes(8).toString('hex')}@school.example>`, 'Date: Mon, 23 Nov 2026 10:00:00 +0000', '', text, '',
    ].join('\r\n'))
    return sender
  }

  async intakes(): Promise<IntakeDocument[]> {
    return this.connection.collection('intakes').find().toArray() as unknown as Promise<IntakeDocument[]>
  }

  /** Waits until `fits` holds of all enquiries, generously: the machine may be busy. @throws with how far they were when it never does */
  async until(fits: (intakes: readonly IntakeDocument[]) => boolean, patienceMs = 60_000): Promise<readonly IntakeDocument[]> {
    const end = Date.now() + patienceMs
    for (;;) {
      const intakes = await this.intakes()
      if (fits(intakes)) return intakes
      if (Date.now() > end) throw new Error(`Not in time: ${JSON.stringify(tally(intakes))}`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }

  /** The acknowledgements one sender got: their Message-IDs. */
  acknowledgementsTo(sender: string): string[] {
    const letters = this.sink.messages.filter(({ to }) => to.includes(sender))
    return letters.map(({ raw }) => /^Message-ID:\s*(\S+)/im.exec(raw.toString('utf8'))?.[1] ?? 'none')
  }

  async stop(): Promise<void> {
    await Promise.all([this.web?.stop(), this.workers?.stop()])
    await this.sink.stop()
    await this.connection.close()
  }
}

/** An enquiry that owes nothing more to automation: triaged, with its people, and acknowledged where that is due. */
export const isCarriedThrough = ({ triage, allocation, acknowledgement, steps }: IntakeDocument): boolean =>
  triage !== undefined && allocation !== undefined && (acknowledgement.state === 'sent' || acknowledgement.dueAt === undefined) &&
  [steps.triage, steps.allocate, steps.raiseTasks].every(({ state }) => state === 'done')

const tally = (intakes: readonly IntakeDocument[]): Record<string, number> => {
  const count: Record<string, number> = {}
  for (const { channel, status, acknowledgement, steps } of intakes) {
    const key = [channel, status, acknowledgement.state, ...Object.values(steps).map(({ state }) => state)].join(' ')
    count[key] = (count[key] ?? 0) + 1
  }
  return count
}
