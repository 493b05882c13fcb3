import { ImapFlow } from 'imapflow'
import { freshMailbox, type Mailbox } from '../../support/servers/mailboxes'
import { startOwnDovecot } from '../../support/servers/ownServers'

const MESSAGE = 'From: teacher@school.example\r\nSubject: A worry\r\n\r\nInvented words.\r\n'

async function signIn(mailbox: Mailbox): Promise<ImapFlow> {
  const { user, password: pass, port } = mailbox
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user, pass }, logger: false })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

describe('the Dovecot of the tests', () => {
  it('wakes an idle client when a message is delivered', async () => {
    const mailbox = freshMailbox()
    const client = await signIn(mailbox)
    await client.mailboxOpen('INBOX')
    const arrived = new Promise<number>(resolve => client.once('exists', ({ count }) => resolve(count)))
    const idling = client.idle()
    await mailbox.deliver(MESSAGE)
    expect(await arrived).toBe(1)
    await client.logout()
    await idling
  })

  it('keeps a keyword and moves a message to a folder', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(MESSAGE)
    const client = await signIn(mailbox)
    await client.mailboxCreate('Processed')
    await client.mailboxOpen('INBOX')
    await client.messageFlagsAdd({ uid: '1:*' }, ['$Ingested'])
    await client.messageMove('1:*', 'Processed')
    const { exists } = await client.mailboxOpen('Processed')
    const message = await client.fetchOne('1', { flags: true, source: true })
    expect(exists).toBe(1)
    expect(message && [...(message.flags ?? [])]).toContain('$Ingested')
    expect(message && message.source?.toString()).toBe(MESSAGE)
    await client.logout()
  })

  it('ends a connection when it is told to kick its user', async () => {
    const mailbox = freshMailbox()
    const client = await signIn(mailbox)
    const closed = new Promise<void>(resolve => client.once('close', resolve))
    await mailbox.kick()
    await closed
    expect(client.usable).toBe(false)
  })

  it('keeps mailboxes apart', async () => {
    const [full, empty] = [freshMailbox(), freshMailbox()]
    await full.deliver(MESSAGE)
    const client = await signIn(empty)
    expect((await client.mailboxOpen('INBOX')).exists).toBe(0)
    await client.logout()
  })

  it('has the same mail after it was killed and started again', async () => {
    const server = await startOwnDovecot()
    await server.mailbox('t-kept').deliver(MESSAGE)
    process.kill(server.pid(), 'SIGKILL')
    await server.restart()
    const client = await signIn(server.mailbox('t-kept'))
    expect((await client.mailboxOpen('INBOX')).exists).toBe(1)
    await client.logout()
    await server.stop()
  })
})
