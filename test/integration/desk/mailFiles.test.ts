import { createHash, randomBytes } from 'node:crypto'
import type { Response } from 'supertest'
import { mailFiles } from '../../../src/compose/mailFiles'
import type { StaffMember } from '../../../src/domain/staff'
import { draftEnquiry } from '../../../src/email/ingest/draftEnquiry'
import { StoredEmailIntakes } from '../../../src/store/emailIntakes'
import { StoredRawMail } from '../../../src/store/rawMail'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { aMessage } from '../../fixtures/mail/messages'
import { takeAttachmentBuilt } from '../../support/builtReadingProcess'
import { ownReader } from '../../support/judgeSender'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall } from './enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  desk.mailFiles = mailFiles(desk, takeAttachmentBuilt)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
})

afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

/** Takes a message in as the workers do. @returns the enquiry's id */
async function takeIn(raw: string | Buffer): Promise<string> {
  const bytes = Buffer.from(raw as string)
  const intakes = new StoredEmailIntakes(desk.connection, desk.sealer, () => desk.now)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const intakeId = intakes.idFor(sha256)
  const files = await new StoredRawMail(desk.connection, desk.sealer).save([{ intakeId, bytes }])
  const location = { account: 'a', mailbox: 'INBOX', uidValidity: '1', uid: 1 }
  const kept = { location, sha256, intakeId, rawFileId: files.get(intakeId) ?? '', size: bytes.length, receivedAt: desk.now }
  const deps = { intakes, own: { sender: 'reply@advice.example', addresses: [] }, randomHex: () => randomBytes(16).toString('hex'), now: () => desk.now }
  const draft = await draftEnquiry(deps, kept, await ownReader.read(bytes))
  if (draft === 'no_sender') throw new Error('The message names no sender.')
  expect(await intakes.insert([draft])).toEqual(['inserted'])
  return intakeId
}

const base64 = (bytes: Buffer): string => (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\n')
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from([0, 1, 2, 255, 10, 13, 26])])
const withFiles = (...files: readonly (readonly [string, string, Buffer])[]): string => aMessage({
  headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
  text: ['--b\nContent-Type: text/plain; charset=utf-8\n\nNew words.\n\n> Old words.\n', ...files.map(([disposition, type, bytes]) =>
    `--b\nContent-Type: ${type}\nContent-Disposition: ${disposition}\nContent-Transfer-Encoding: base64\n\n${base64(bytes)}\n`), '--b--'].join(''),
})

const save = async (path: string, browser = atDuty): Promise<Response> =>
  browser.agent.get(path).buffer(true).parse((response, done) => {
    const parts: Buffer[] = []
    response.on('data', (part: Buffer) => parts.push(part))
    response.on('end', () => done(null, Buffer.concat(parts)))
  })
const entries = async (intakeId: string) => viewAuditModel(desk.connection).find({ intakeId, event: { $ne: 'intake_viewed' } }).sort({ at: 1 }).lean()

describe('what was attached to a message', () => {
  it('is listed with what it is and what is untrue about it, and saved byte for byte', async () => {
    const program = Buffer.concat([Buffer.from('4d5a9000', 'hex'), Buffer.alloc(50, 3)])
    const id = await takeIn(withFiles(
      ['attachment; filename="plan.pdf"', 'application/pdf', PDF], ['attachment; filename="photo.jpg"', 'image/jpeg', program],
    ))
    const { text } = await atDuty.open(`/intakes/${id}`)
    expect(text).toMatch(/plan\.pdf<\/span> <span[^>]*>PDF, 1 kB/)
    expect(text).toMatch(/photo\.jpg<\/span> <span[^>]*>Program, 1 kB[\s\S]*Do not open it\.[\s\S]*It is not what its name or label says\./)
    const [pdf, other] = [await save(`/intakes/${id}/attachments/1`), await save(`/intakes/${id}/attachments/2`)]
    expect([pdf.status, PDF.equals(pdf.body as Buffer), program.equals(other.body as Buffer)]).toEqual([200, true, true])
    expect(pdf.headers).toMatchObject({
      'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename=plan.pdf', 'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'no-store', 'content-length': String(PDF.length),
    })
    expect(other.headers['content-disposition']).toBe('attachment; filename=photo.jpg.unsafe')
    expect(await entries(id)).toMatchObject([
      { event: 'attachment_saved', attachment: 1, staffId: duty.id }, { event: 'attachment_saved', attachment: 2, staffId: duty.id },
    ])
  })

  it.each([
    ['plain letters of another alphabet', "attachment; filename*=utf-8''%D0%BF%D0%BB%D0%B0%D0%BD.pdf", /filename="\?{4}\.pdf"; filename\*=UTF-8''%D0%BF%D0%BB%D0%B0%D0%BD\.pdf$/],
    ['a folder', 'attachment; filename="../../x.pdf"', /filename=_\.\._x\.pdf$/],
    ['a line break', "attachment; filename*=utf-8''a%0D%0ASet-Cookie:%20x.pdf", /filename="a__Set-Cookie_ x\.pdf"$/],
    ['a turn of direction', "attachment; filename*=utf-8''a%E2%80%AEfdp.pdf", /filename=a_fdp\.pdf\.unsafe$/],
  ])('has a name that is safe when it was %s', async (_, disposition, expected) => {
    const id = await takeIn(withFiles([disposition, 'application/pdf', PDF]))
    const saved = await save(`/intakes/${id}/attachments/1`)
    expect([saved.status, saved.headers['set-cookie']]).toEqual([200, undefined])
    expect(saved.headers['content-disposition']).toMatch(expected)
    expect((await atDuty.open(`/intakes/${id}`)).text).not.toContain('\u202E')
  })

  it('is saved when it has 24 MB', async () => {
    const large = Buffer.alloc(17_500_000, 'invented bytes ')
    const id = await takeIn(withFiles(['attachment; filename="film.mp4"', 'video/mp4', large]))
    const saved = await save(`/intakes/${id}/attachments/1`)
    expect([saved.status, large.equals(saved.body as Buffer)]).toEqual([200, true])
  })

  it('is not sent when that cannot be written down first', async () => {
    const id = await takeIn(withFiles(['attachment; filename="unwritten.pdf"', 'application/pdf', PDF]))
    const { collectionName } = viewAuditModel(desk.connection).collection
    await desk.connection.db?.command({ collMod: collectionName, validator: { event: { $nin: ['attachment_saved', 'original_saved'] } } })
    const refused = [await save(`/intakes/${id}/attachments/1`), await save(`/intakes/${id}/original`)]
    await desk.connection.db?.command({ collMod: collectionName, validator: {} })
    expect(refused.map(({ status, headers }) => [status, headers['content-type']])).toEqual([[500, 'text/html; charset=utf-8'], [500, 'text/html; charset=utf-8']])
  })

  it('is had by nobody without the role, nor the message itself', async () => {
    const id = await takeIn(withFiles(['attachment; filename="secret.pdf"', 'application/pdf', PDF]))
    for (const role of ['reporter', 'admin', 'police_liaison'] as const) {
      const browser = await desk.signIn(await desk.addStaff(role, `Invented ${role}`))
      for (const what of ['attachments/1', 'original']) expect((await save(`/intakes/${id}/${what}`, browser)).status).toBe(404)
    }
    expect(await entries(id)).toEqual([])
  })

  it.each(['0', '2', '999', '1000', '-1', '01', 'x', '1%00', '..%2Foriginal'])('is not found as number %s', async (number) => {
    const id = await takeIn(withFiles([`attachment; filename="only-${Buffer.from(number).toString('hex')}.pdf"`, 'application/pdf', PDF]))
    expect((await save(`/intakes/${id}/attachments/${number}`)).status).toBe(404)
  })

  it('is not found on a call', async () => {
    const id = await putCall(desk, {})
    expect([(await save(`/intakes/${id}/attachments/1`)).status, (await save(`/intakes/${id}/original`)).status]).toEqual([404, 404])
  })
})

describe('the message itself', () => {
  it('is saved as it came, to the byte, and that is written down', async () => {
    const raw = Buffer.from(aMessage({ text: 'caf\u00e9 <script>' }), 'latin1')
    const id = await takeIn(raw)
    const saved = await save(`/intakes/${id}/original`)
    expect([raw.equals(saved.body as Buffer), saved.headers['content-type'], saved.headers['content-disposition']])
      .toEqual([true, 'application/octet-stream', 'attachment; filename=message.eml'])
    expect(await entries(id)).toMatchObject([{ event: 'original_saved', staffId: duty.id }])
  })

  it('stands open on the page as far as it is new, with the rest folded', async () => {
    const { text } = await atDuty.open(`/intakes/${await takeIn(withFiles())}`)
    expect(text).toMatch(/<div class="desk-words">New words\.\s*<\/div>[\s\S]*<details[\s\S]*Earlier mail, quoted[\s\S]*&gt; Old words\.[\s\S]*<\/details>/)
  })

  it('is shown in words when it is HTML, never as it was sent: nothing of it is loaded, linked to or run', async () => {
    const html = '<p onclick="run()">She is <b>missing</b>.</p><img src="https://tracker.example/p.gif"><script src="https://evil.example/x.js">steal()</script>'
      + '<a href="https://portal.example/x">the form</a><style>body { display: none }</style><form action="https://evil.example"><button>Yes</button></form>'
    const { text } = await atDuty.open(`/intakes/${await takeIn(aMessage({ headers: ['MIME-Version: 1.0', 'Content-Type: text/html'], text: html }))}`)
    expect(text).toContain('She is missing.')
    expect(text).toContain('the form [https://portal.example/x]')
    expect(text).not.toMatch(/(src|href|action)="?https:\/\/(tracker|evil|portal)|evil\.example|steal\(\)|run\(\)|display: none/)
  })

  it.each([
    ['a portal’s notice', { text: 'You have a secure message: https://switch.egress.com/x' }, 'This is a notice of Egress.', ['open_by_hand']],
    ['sealed', { text: '-----BEGIN PGP MESSAGE-----\nx' }, 'This message is encrypted', ['unreadable']],
    ['signed', { text: '-----BEGIN PGP SIGNED MESSAGE-----\nx' }, 'The signature was not verified.', []],
  ])('says that it is %s, and owes a card where somebody must open it', async (_, parts, words, kinds) => {
    const id = await takeIn(aMessage(parts))
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain(words)
    const stored = await desk.connection.collection<{ _id: string; owedTasks: { kind: string }[] }>('intakes').findOne({ _id: id })
    expect(stored?.owedTasks.map(({ kind }) => kind)).toEqual(kinds)
  })
})
