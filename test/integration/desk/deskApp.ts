import { createHash, randomBytes } from 'node:crypto'
import express, { type Express } from 'express'
import type { Connection } from 'mongoose'
import pino from 'pino'
import { addStaffMember } from '../../../src/access/addStaffMember'
import { accessPaths } from '../../../src/access/paths'
import { quickPasswords } from '../../support/quickPasswords'
import { accessRoutes } from '../../../src/access/routes'
import { nonceOf } from '../../../src/access/securityHeaders'
import type { Settings } from '../../../config/env'
import { caseworkDesk } from '../../../src/compose/caseworkDesk'
import { childDesk } from '../../../src/compose/childDesk'
import { dutyDesk } from '../../../src/compose/dutyDesk'
import { onCallDesk } from '../../../src/compose/onCallDesk'
import { secondDesk } from '../../../src/compose/secondDesk'
import { staffDesk } from '../../../src/compose/staffDesk'
import { followDeps, handoverDesk, threadsThatFollow } from '../../../src/compose/handoverDesk'
import { routingDeps, routingDesk } from '../../../src/compose/routingDesk'
import { childrenWithReturns, factsWithReturns, intakesWithReturns, threadsWithReturns } from '../../../src/compose/whatBringsBack'
import { quietMailboxes } from '../../../src/compose/quietMailboxes'
import { bankHolidays } from '../../../config/bankHolidays'
import { DEFAULT_SESSION_LIMITS } from '../../../src/access/sessionLimits'
import { visitorOf } from '../../../src/access/visitor'
import { deskAssets } from '../../../src/desk/assetRoutes'
import { backgroundPaths, paths } from '../../../src/desk/paths'
import { deskRoutes } from '../../../src/desk/routes'
import { deskViews } from '../../../src/desk/views'
import { bankHolidayNotice } from '../../../src/domain/bankHolidays'
import type { MailFiles } from '../../../src/desk/mailPorts'
import type { LookupThrottle, SearchThrottle } from '../../../src/desk/ports'
import type { Telephone } from '../../../src/desk/telephonePorts'
import type { Role } from '../../../src/domain/roles'
import type { StaffMember } from '../../../src/domain/staff'
import { childModel } from '../../../src/store/children/childModel'
import { connectStore } from '../../../src/store/connection'
import { deskCallbacks } from '../../../src/store/deskCallbacks'
import { referralPrompts } from '../../../config/referralPrompts'
import { deskFacts } from '../../../src/store/deskFacts'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { deskNotes } from '../../../src/store/deskNotes'
import { deskTellings } from '../../../src/store/deskTellings'
import { deskTexts } from '../../../src/store/deskTexts'
import { deskThreads } from '../../../src/store/deskThreads'
import { intakeModel } from '../../../src/store/intakeModel'
import { KeyRing } from '../../../src/store/keyRing'
import { endedIntakes } from '../../../src/store/endedIntakes'
import { looseCards } from '../../../src/store/looseCards'
import { openLookupThrottle } from '../../../src/store/lookupThrottle'
import { openSearchThrottle } from '../../../src/store/searchThrottle'
import { StoredMailReplays } from '../../../src/store/mailReplays'
import { type NamedPlace, operationsReport } from '../../../src/store/operationsReport'
import { openSealer } from '../../../src/store/openSealer'
import { prepareCollection } from '../../../src/store/prepareCollection'
import type { Sealer } from '../../../src/store/seal'
import { routedLists } from '../../../src/store/routedLists'
import { secondLists } from '../../../src/store/secondLists'
import { sessionStore } from '../../../src/store/sessions'
import { openSignInThrottle } from '../../../src/store/signInThrottle'
import { staffModel } from '../../../src/store/staffModel'
import { staffRepository } from '../../../src/store/staffRepository'
import { taskModel } from '../../../src/store/taskModel'
import { viewAudit, viewAuditModel } from '../../../src/store/viewAudit'
import { DeskBrowser } from '../../support/deskBrowser'
import { FakeTelephone } from './fakeTelephone'

export { DeskBrowser }
/** The service's mailboxes; nobody watches them unless a test says so. */
export const MAILBOXES: readonly NamedPlace[] = [{ name: 'mailbox', place: { account: 'intake@advice.example', mailbox: 'INBOX' } }]

export const PASSWORD = 'invented-for-a-test'

export const DATA_KEY = { id: 'test', key: Buffer.alloc(32, 7) }

/** The desk, whole, on a real database, with a clock that a test may set. */
export class DeskApp {
  now = new Date('2026-11-23T10:00:00Z')
  /** Far from now, so that no mailbox has been quiet for long unless a test says so. */
  startedAt = new Date('2099-01-01T00:00:00Z')
  /** Always open, unless a test closes it. */
  readonly hours = { isOpen: (): boolean => this.isOpen, opensNext: (): Date | undefined => this.opensAt, changesNext: (): Date | undefined => undefined }
  isOpen = true
  opensAt: Date | undefined
  readonly stopping = new AbortController()
  readonly telephone = new FakeTelephone()
  /** The parts that hand out mail, when a test brings them. */
  mailFiles: MailFiles = { openOriginal: async () => undefined, openAttachment: async () => undefined }
  /** Messages that are kept, by enquiry and recording. */
  readonly sounds = new Map<string, { bytes: Buffer; contentType: string }>()
  private readonly listeners = new Set<(change: { intakeId: string }) => void>()

  /** The fake one, unless a test brings another. */
  private asked: Telephone = this.telephone

  private constructor(readonly connection: Connection, readonly sealer: Sealer, readonly app: Express) {}

  static async openWith(uri: string, telephoneOn: (store: { connection: Connection; sealer: Sealer }) => Telephone): Promise<DeskApp> {
    const desk = await DeskApp.open(uri)
    desk.asked = telephoneOn(desk)
    return desk
  }

  static async open(uri: string, publicBaseUrl = 'http://desk.example'): Promise<DeskApp> {
    const connection = await connectStore(uri)
    await Promise.all([
      prepareCollection(intakeModel(connection)), prepareCollection(taskModel(connection)), prepareCollection(staffModel(connection)), prepareCollection(childModel(connection)),
      prepareCollection(viewAuditModel(connection)),
    ])
    const sealer = await openSealer(connection, new KeyRing([DATA_KEY]))
    const desk = new DeskApp(connection, sealer, express())
    desk.app.use(desk.routes(publicBaseUrl, await openSignInThrottle(connection), await openLookupThrottle(connection), await openSearchThrottle(connection)))
    return desk
  }

  private routes(publicBaseUrl: string, throttle: Awaited<ReturnType<typeof openSignInThrottle>>, lookups: LookupThrottle, searches: SearchThrottle): express.Router {
    const now = (): Date => this.now
    const log = pino({ level: 'silent' })
    const report = operationsReport(this.connection, MAILBOXES)
    const assets = deskAssets()
    const views = deskViews(assets.href, { home: paths.queue, ...accessPaths })
    const access = accessRoutes({
      staff: staffRepository(this.connection), passwords: quickPasswords, throttle, views, now, log, backgroundPaths,
      session: { store: sessionStore(this.connection, 43_200), secret: 'x'.repeat(32), publicBaseUrl },
      limits: DEFAULT_SESSION_LIMITS, home: paths.queue,
    })
    return deskRoutes({
      access, entrance: { visitorOf, nonceOf }, intakes: intakesWithReturns(deskIntakes(this.connection, this.sealer), routingDeps(this, now)), notes: deskNotes(this.connection, this.sealer), facts: factsWithReturns(deskFacts(this.connection, this.sealer), routingDeps(this, now)), children: childrenWithReturns(childDesk(this), routingDeps(this, now)), prompts: referralPrompts(), threads: threadsThatFollow(threadsWithReturns(deskThreads(this.connection, this.sealer), routingDeps(this, now)), followDeps(this, this.hours, now)), agreedCallbackWithinMs: 3_600_000,
      callbacks: deskCallbacks(this.connection), tellings: deskTellings(this.connection), texts: deskTexts(this.connection, this.sealer), mailFiles: { openOriginal: async (id) => this.mailFiles.openOriginal(id), openAttachment: async (id, index) => this.mailFiles.openAttachment(id, index) }, recordings: { openRecording: async (intakeId, sid) => this.sounds.get(`${intakeId}/${sid}`) }, telephone: this.line(), cards: looseCards(this.connection), duty: dutyDesk({ SERVICE_HOURS: 'Mo-Fr 09:30-16:30; PH off', BANK_HOLIDAYS: ['england-and-wales'] } as unknown as Settings, this, now, log), staff: staffDesk(this, now), onCall: onCallDesk({ SERVICE_HOURS: 'Mo-Fr 09:30-16:30; PH off', BANK_HOLIDAYS: ['england-and-wales'] } as unknown as Settings, this, now), handover: handoverDesk(this, this.hours, now), seconds: secondLists(this.connection), secondDesk: secondDesk(this, now), routing: routingDesk({ BANK_HOLIDAYS: ['england-and-wales'] }, this, now), casework: caseworkDesk(this, now), lists: routedLists(this.connection), ended: endedIntakes(this.connection),
      operations: report, mailboxes: quietMailboxes(report, this.startedAt), replays: new StoredMailReplays(this.connection, now), lookups, searches, audit: viewAudit(this.connection),
      feed: { subscribe: (listener) => (this.listeners.add(listener), () => this.listeners.delete(listener)) },
      assets, views, notice: (at) => bankHolidayNotice(bankHolidays(), at), hours: this.hours, labelOf: (code) => `Label of ${code}`, stopping: this.stopping.signal, now, log,
    })
  }

  private line(): Telephone {
    return {
      board: async () => this.asked.board(),
      setAvailability: async (wish) => this.asked.setAvailability(wish),
      answerNext: async (staffId) => this.asked.answerNext(staffId),
      askForCallback: async (wish) => this.asked.askForCallback(wish),
      finishWrapUp: async (staffId) => this.asked.finishWrapUp(staffId),
    }
  }

  tellChange(intakeId: string): void {
    for (const listener of this.listeners) listener({ intakeId })
  }

  async addStaff(role: Role, name: string, details: { manager?: string; phone?: string; demonstration?: boolean } = {}): Promise<StaffMember> {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@desk.example`
    const deps = { staff: staffRepository(this.connection), passwords: quickPasswords, now: () => this.now, caseloadLimit: 5 }
    return addStaffMember(deps, { email, name, role, password: PASSWORD, ...details })
  }

  async signIn(staff: StaffMember): Promise<DeskBrowser> {
    const browser = new DeskBrowser(this.app)
    await browser.signIn(staff.email, PASSWORD)
    return browser
  }

  async close(): Promise<void> {
    this.stopping.abort()
    await this.connection.close()
  }
}

export const invented = (name: string): string => createHash('sha256').update(`${name}${randomBytes(4).toString('hex')}`).digest('hex')
