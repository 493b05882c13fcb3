import { SERVICE } from '../../../config/service'
import type { StaffMember } from '../../../src/domain/staff'
import type { Signal, Triage } from '../../../src/domain/triage'
import { intakeModel } from '../../../src/store/intakeModel'
import { StepLedger } from '../../../src/store/stepLedger'
import { TriageLedger } from '../../../src/store/triageLedger'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp
let police: StaffMember
let atPolice: DeskBrowser
let atOfficer: DeskBrowser
let atManager: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  police = await desk.addStaff('police_liaison', 'Pat Police')
  atPolice = await desk.signIn(police)
  atOfficer = await desk.signIn(await desk.addStaff('immigration_officer', 'Ida Officer'))
  atManager = await desk.signIn(await desk.addStaff('manager', 'Mona Manager'))
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

/** As the triage worker does. */
async function triaged(subject: string, priority: Triage['priority'], signals: readonly Signal[], again: readonly Signal[] = []): Promise<string> {
  const id = await putEmail(desk, { subject, text: 'Invented.' })
  const steps = new StepLedger(intakeModel(desk.connection), desk.sealer, () => desk.now)
  const ledger = new TriageLedger(steps, desk.sealer, () => desk.now, SERVICE.secondProfessionals)
  for (const found of again.length > 0 ? [signals, again] : [signals]) {
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { 'steps.triage.dueAt': desk.now } })
    const { claim, intake } = (await steps.claim('triage', id))!
    const triage: Triage = {
      priority, proposedPriority: priority, category: 'child_concern', indicators: [], nation: 'England', reasons: [], rulesVersion: 'test', at: desk.now,
      signals: Object.fromEntries(found.map((signal) => [signal, []])),
    }
    expect(await ledger.recordTriage(claim, triage, { status: intake.status, triaged: intake.triage !== undefined })).toBe('recorded')
  }
  return id
}
const textOf = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const list = async (browser: DeskBrowser): Promise<string> => textOf((await browser.open('/for-you')).text)
const referenceOf = async (id: string): Promise<string> => (await intakeModel(desk.connection).findById(id).lean())!.reference

describe('second professionals', () => {
  it('have the enquiries that they joined on a list of their own, the most pressing first, and open them', async () => {
    const ordinary = await triaged('high', 'high', ['threats'])
    const urgent = await triaged('urgent', 'urgent', ['missingNow', 'threats'])
    const text = await list(atPolice)
    expect(text.indexOf(await referenceOf(urgent))).toBeLessThan(text.indexOf(await referenceOf(ordinary)))
    expect(text).toContain('Missing now; Threats')
    expect(await list(atOfficer)).not.toContain(await referenceOf(urgent))
    expect((await atPolice.open(`/intakes/${urgent}`)).status).toBe(200)
    expect(textOf((await atManager.open(`/intakes/${urgent}`)).text)).toContain('Police liaison officer: Missing now; Threats Second professional')
  })

  it('open nothing else, and that they tried is written down', async () => {
    const joined = await triaged('for police', 'urgent', ['threats'])
    const other = await triaged('for nobody', 'high', ['otherChildExposed'])
    expect((await atOfficer.open(`/intakes/${joined}`)).status).toBe(404)
    expect((await atPolice.open(`/intakes/${other}`)).status).toBe(404)
    expect(await viewAuditModel(desk.connection).find({ intakeId: other }).lean()).toMatchObject([{ event: 'barred_tried', staffId: police.id }])
    for (const path of ['/', '/accepted', '/duty', '/find', '/telephone']) expect((await atPolice.open(path)).status).toBe(404)
    expect((await atManager.open('/for-you')).status).toBe(404)
    expect((await atPolice.send(`/intakes/${joined}/notes`, { note: 'x' })).status).toBe(404)
    expect((await atPolice.open('/')).text).toContain('href="/for-you"')
  })

  it('join when a later reading finds what calls for them', async () => {
    const id = await triaged('later', 'urgent', ['missingNow'], ['missingNow', 'ageDisputed'])
    expect((await intakeModel(desk.connection).findById(id).lean())?.secondProfessionals?.map(({ role }) => role)).toEqual(['police_liaison', 'immigration_officer'])
  })

  it('do not see what they are barred from, nor what is closed', async () => {
    const barred = await triaged('barred', 'urgent', ['threats'])
    const closed = await triaged('closed', 'urgent', ['threats'])
    await intakeModel(desk.connection).updateOne({ _id: closed }, { $set: { status: 'closed' } })
    await atManager.open(`/intakes/${barred}`)
    await atManager.send(`/intakes/${barred}/conflicts`, { to: police.id, reason: 'Former colleague of the father.' })
    const text = await list(atPolice)
    for (const id of [barred, closed]) expect(text).not.toContain(await referenceOf(id))
    expect((await atPolice.open(`/intakes/${barred}`)).status).toBe(404)
  })
})
