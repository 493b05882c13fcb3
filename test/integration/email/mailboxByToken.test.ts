import { Writable } from 'node:stream'
import { watchMailbox } from '../../../src/email/mailbox/watchMailbox'
import { imapMailbox } from '../../../src/gateways/imapMailbox'
import { OAuthTokens, type OAuthSettings } from '../../../src/gateways/oauthTokens'
import { createLogger } from '../../../src/operations/logger'
import { aMessage } from '../../fixtures/mail/messages'
import { type OwnServer, startOwnDovecot } from '../../support/servers/ownServers'
import { TokenEndpoint } from '../../support/tokenEndpoint'
import { type Mailbox, type MailRoom, openMailRoom, until } from './mailRoom'

const USER = 'intake@advice.example'
const SECRET = 'an-invented-client-secret'

let endpoint: TokenEndpoint
let server: OwnServer & { mailbox: (user: string) => Mailbox }
let mailbox: Mailbox
let room: MailRoom

beforeAll(async () => {
  endpoint = await TokenEndpoint.start(USER)
  server = await startOwnDovecot({ tokensCheckedAt: `${endpoint.origin}/introspect` })
  mailbox = server.mailbox(USER)
})
afterAll(async () => {
  await server.stop()
  await endpoint.stop()
})

beforeEach(async () => {
  room = await openMailRoom()
  endpoint.refusal = undefined
  endpoint.lifeSeconds = 3_600
  endpoint.asked.length = 0
})
afterEach(async () => room.close())

const tokensWith = (more: Partial<OAuthSettings> = {}, now = (): Date => new Date()): OAuthTokens =>
  new OAuthTokens({ tokenUrl: `${endpoint.origin}/token`, clientId: 'advice-line', clientSecret: SECRET, scope: 'imap', ...more }, now)

const connectorWith = (tokens: OAuthTokens) =>
  imapMailbox({ url: `imap://${encodeURIComponent(USER)}@127.0.0.1:${server.port}/INBOX`, tokens })

const watch = (tokens: OAuthTokens, log = room.deps.log) =>
  watchMailbox({ ...room.watchDeps, log, name: 'mailbox', connector: connectorWith(tokens), leaseMs: 1_500 })

describe('a mailbox that is opened by token', () => {
  it('is watched with the application’s own grant, as Microsoft 365 gives it', async () => {
    await mailbox.deliver(aMessage({ text: 'by the application' }))
    const watching = watch(tokensWith())
    await until(async () => (await room.intakes()).length === 1)
    await watching.stop()
    expect(endpoint.asked).toEqual([{ client_id: 'advice-line', client_secret: SECRET, scope: 'imap', grant_type: 'client_credentials' }])
  })

  it('is watched with a user’s grant, as Google gives it', async () => {
    await mailbox.deliver(aMessage({ text: 'by the user' }))
    const watching = watch(tokensWith({ refreshToken: 'an-invented-refresh-token' }))
    await until(async () => (await room.intakes()).length === 1)
    await watching.stop()
    expect(endpoint.asked).toMatchObject([{ grant_type: 'refresh_token', refresh_token: 'an-invented-refresh-token' }])
  })

  it('is opened again with the token that is held while that is good', async () => {
    const watching = watch(tokensWith())
    await until(() => watching.standing().state === 'watching')
    await mailbox.kick()
    await mailbox.deliver(aMessage())
    await until(async () => (await room.intakes()).length === 1)
    await watching.stop()
    expect(endpoint.asked).toHaveLength(1)
  })

  it('is opened with a new token ahead of the end of the one that is held', async () => {
    let now = new Date('2026-11-23T10:00:00Z')
    const tokens = tokensWith({}, () => now)
    const first = await tokens.current()
    now = new Date('2026-11-23T10:54:59Z')
    expect(await tokens.current()).toBe(first)
    now = new Date('2026-11-23T10:55:00Z')
    expect(await Promise.all([tokens.current(), tokens.current()])).toEqual(Array(2).fill(expect.not.stringMatching(first)))
    expect(endpoint.asked).toHaveLength(2)
  })

  it('is opened with a new token when the server refuses the one that is held, and is given up for now when it refuses that too', async () => {
    const tokens = tokensWith()
    await tokens.current()
    endpoint.takeBackAll()
    const connected = await connectorWith(tokens).connect()
    await connected.close()
    expect(endpoint.asked).toHaveLength(2)

    const foreign = imapMailbox({ url: `imap://somebody.else%40advice.example@127.0.0.1:${server.port}/INBOX`, tokens })
    await expect(foreign.connect()).rejects.toMatchObject({ code: 'sign_in_refused' })
    expect(endpoint.asked).toHaveLength(3)
  })

  it.each([
    ['refuses us', { status: 401, body: '{"error":"invalid_client","error_description":"secret words"}' }, 'token_refused_invalid_client'],
    ['refuses without a reason', { status: 400, body: 'secret words' }, 'token_refused'],
    ['is overwhelmed', { status: 503, body: '' }, 'token_endpoint_away'],
    ['answers nonsense', { status: 200, body: '<html>secret words</html>' }, 'token_unreadable'],
  ])('is out of reach while the token endpoint %s, which is said without a secret, and comes back by itself', async (_how, refusal, cause) => {
    const lines: string[] = []
    const log = createLogger('workers', 'info', new Writable({ write: (line: Buffer, _encoding, done) => (lines.push(line.toString()), done()) }))
    endpoint.refusal = refusal
    const watching = watch(tokensWith(), log)
    await until(() => (watching.standing().out?.failures ?? 0) >= 2)
    expect(watching.standing()).toMatchObject({ state: 'disconnected', out: { cause } })
    // A busy machine may have tried more often by now.
    expect(lines.slice(0, 2).map((line) => JSON.parse(line) as object)).toMatchObject([{ mailbox: 'mailbox', cause, failures: 1 }, { cause, failures: 2 }])
    expect(lines.join('')).not.toMatch(new RegExp(`secret words|${SECRET}|invented-token|${USER}`))
    endpoint.refusal = undefined
    await until(() => watching.standing().state === 'watching')
    expect(watching.standing()).not.toHaveProperty('out')
    await watching.stop()
  })

  it('is out of reach while nothing answers at the token endpoint', async () => {
    const tokens = new OAuthTokens({ tokenUrl: 'http://127.0.0.1:1/token', clientId: 'advice-line', clientSecret: SECRET }, () => new Date())
    await expect(tokens.current()).rejects.toMatchObject({ code: 'token_endpoint_away' })
  })

  it('takes a user’s newest grant where the endpoint replaces it', async () => {
    const tokens = tokensWith({ refreshToken: 'first' })
    endpoint.refusal = { status: 200, body: '{"access_token":"t","expires_in":"60","refresh_token":"second"}' }
    const token = await tokens.current()
    tokens.refused(token)
    await tokens.current()
    expect(endpoint.asked.map(({ refresh_token }) => refresh_token)).toEqual(['first', 'second'])
  })
})
