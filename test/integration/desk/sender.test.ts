import type { StaffMember } from '../../../src/domain/staff'
import { draftEnquiry } from '../../../src/email/ingest/draftEnquiry'
import { aMessage } from '../../fixtures/mail/messages'
import { AUTHSERV_ID, ownReader } from '../../support/judgeSender'
import { type MailRoom, openMailRoom } from '../email/mailRoom'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp
let room: MailRoom
let duty: StaffMember
let atDuty: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  room = await openMailRoom()
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
})

afterAll(async () => {
  await Promise.all([desk.close(), room.close()])
  await dropDatabase(uri)
})

/** An enquiry of a message that was judged as the service judges. */
async function received(from: string, ...headers: string[]): Promise<string> {
  const kept = { location: { account: 'a', mailbox: 'INBOX', uidValidity: '1', uid: 1 }, sha256: 'ab', intakeId: 'ab', rawFileId: 'f', size: 1, receivedAt: desk.now }
  const draft = await draftEnquiry({ ...room.deps }, kept, await ownReader.read(Buffer.from(aMessage({ from, headers }))))
  if (draft === 'no_sender' || !draft.email.senderStanding) throw new Error('This message makes no enquiry.')
  return putEmail(desk, { subject: `From ${from}`, text: 'Invented words.' }, {
    priority: 'urgent', senderStanding: draft.email.senderStanding, openTasks: draft.owedTasks.map(({ kind }) => kind),
  })
}

describe('the sender of a message, on the desk', () => {
  it('is to be verified through the published switchboard, in plain words, and the form to decide stays as it is', async () => {
    const id = await received('PC Invented <pc@kent.police.uk>')
    const { text } = await atDuty.open(`/intakes/${id}`)
    expect(text).toContain('Says it is from a police force (kent.police.uk). The mail server could not confirm it.')
    expect(text).toContain('look up the organisation’s published switchboard yourself')
    expect(text).toContain('name="priority"')
    expect((await atDuty.open('/')).text).toMatch(/Email<span class="desk-soft">Verify the sender<\/span>/)
  })

  it('is confirmed where our mail server confirmed it', async () => {
    const id = await received('PC Invented <pc@kent.police.uk>', `Authentication-Results: ${AUTHSERV_ID}; dmarc=pass header.from=kent.police.uk`)
    const { text } = await atDuty.open(`/intakes/${id}`)
    expect(text).toContain('Sender confirmed')
    expect(text).not.toContain('published switchboard')
    expect((await atDuty.open('/')).text).toContain('Sender confirmed: police')
  })

  it('has a card when it is a look-alike, closed by whoever found out who wrote', async () => {
    const id = await received('PC Invented <pc@kent.po1ice.uk>')
    const { text } = await atDuty.open(`/intakes/${id}`)
    expect(text).toContain('An address in it imitates police.uk and is not it.')
    expect(text).toContain('Look-alike sender')
    expect(text).toContain('I have found out who wrote')
    expect((await atDuty.open('/')).text).toContain('<span class="desk-flag">Look-alike sender</span>')
  })

  it('puts no markup of the sender’s into the page', async () => {
    const id = await received('"<b>x</b>" <pc@"<script>alert(1)</script>.police.uk>', 'Reply-To: x@<script>alert(2)</script>.example')
    expect((await atDuty.open(`/intakes/${id}`)).text).not.toMatch(/<script>alert|<b>x/)
  })
})
