import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { parseSettings, settingsComplaint } from '../../../config/env'

const GOOD = {
  PUBLIC_BASE_URL: 'https://advice.example',
  MONGODB_URI: 'mongodb://a.example,b.example/advice?replicaSet=rs0',
  REDIS_URL: 'redis://redis.example:6379',
  IMAP_URL: 'imaps://intake:secret@mail.example:993/INBOX',
  SMTP_URL: 'smtps://intake:secret@mail.example:465',
  MAIL_FROM: 'Advice line <advice@advice.example>',
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: 'token',
  ADVICE_LINE_NUMBER: '+448088005000',
  TWILIO_CALLER_ID: '+442079460123',
  SESSION_SECRET: 'x'.repeat(32),
  DATA_KEYS: `b:${randomBytes(32).toString('base64')},a:${randomBytes(32).toString('base64')}`,
}

const problemsWith = (change: Record<string, string>): readonly string[] => {
  const result = parseSettings({ ...GOOD, ...change })
  return result.ok ? [] : result.problems
}

describe('the settings', () => {
  it('need nothing beyond the required ones', () => {
    const result = parseSettings(GOOD)
    expect(result.ok && result.settings).toMatchObject({ PORT: 3000, SERVICE_HOURS: 'Mo-Fr 09:30-16:30; PH off', BANK_HOLIDAYS: ['england-and-wales'], LOG_LEVEL: 'info' })
    expect(result.ok && result.settings.DATA_KEYS.map(({ id }) => id)).toEqual(['b', 'a'])
  })

  it('are all named at once when they are missing', () => {
    const result = parseSettings({})
    const named = result.ok ? [] : result.problems.map((problem) => problem.split(' ')[0])
    expect(new Set(named)).toEqual(new Set(Object.keys(GOOD)))
  })

  it.each([
    ['PORT', 'abc'], ['PORT', '70000'], ['PUBLIC_BASE_URL', 'http://advice.example'], ['PUBLIC_BASE_URL', 'https://advice.example/path'],
    ['MONGODB_URI', 'postgres://x'], ['REDIS_URL', 'localhost:6379'], ['IMAP_URL', 'imap://u:p@mail.example/INBOX'], ['IMAP_URL', 'imaps://mail.example/INBOX'],
    ['SMTP_URL', 'mail.example'], ['MAIL_FROM', 'not an address'], ['MAIL_FROM', 'Advice <a@b.example'], ['MONGODB_URI', 'mongodb://host:port/x'], ['ADVICE_LINE_NUMBER', '0808 800 5000'],
    ['AUTHSERV_ID', 'mx advice'], ['AUTHSERV_ID', 'mx.advice.example; dmarc=pass'], ['SERVICE_HOURS', 'weekdays'], ['BANK_HOLIDAYS', 'england'], ['BANK_HOLIDAYS', 'scotland,wales'], ['SESSION_SECRET', 'short'], ['DATA_KEYS', 'a:c2hvcnQ='], ['DATA_KEYS', 'nonsense'], ['LOG_LEVEL', 'loud'], ['SECOND_READER', 'maybe'],
  ])('refuse a bad %s (%s), by its name and without repeating it', (name, value) => {
    const problems = problemsWith({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} must be`))
    expect(settingsComplaint(problems)).not.toContain(`${value}\n`)
  })

  it.each([
    ['PUBLIC_BASE_URL', 'http://127.0.0.1:3000/'], ['IMAP_URL', 'imap://u:p@127.0.0.1:143/INBOX'], ['SERVICE_HOURS', '24/7'],
    ['SERVICE_HOURS', 'off'], ['BANK_HOLIDAYS', 'scotland'], ['BANK_HOLIDAYS', 'england-and-wales, northern-ireland'], ['MAIL_FROM', 'advice@advice.example'], ['SMTP_URL', 'smtp://127.0.0.1:2525'],
    ['MONGODB_URI', 'mongodb+srv://cluster.example/advice'],
  ])('take %s as %s', (name, value) => {
    expect(problemsWith({ [name]: value })).toEqual([])
  })

  it('name further mailboxes, separated by spaces or commas', () => {
    const result = parseSettings({ ...GOOD, MAILBOXES: 'imaps://a:x@mail.example/INBOX, imaps://b:y@mail.example/INBOX\nimap://c:z@127.0.0.1:143/INBOX' })
    expect(result.ok && result.settings.MAILBOXES).toHaveLength(3)
  })

  it('name every bad mailbox of the list by its place, without repeating its password', () => {
    const problems = problemsWith({ MAILBOXES: 'imap://a:pass-one@mail.example/INBOX imaps://b:pass-two@mail.example pass-three imaps://c:pass%zz@mail.example' })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^MAILBOXES \(number 1\) must be imaps.*\(number 3\) must be an address.*\(number 4\) must be an address/)
    expect(problems[0]).not.toMatch(/pass-|pass%/)
  })

  it.each(['imaps://intake:other@mail.example/INBOX', 'imaps://INTAKE:secret@mail.example'])('refuse a mailbox that is named twice (%s)', (url) => {
    expect(problemsWith({ MAILBOXES: url })).toEqual([expect.stringMatching(/^MAILBOXES must not name a mailbox twice: number 1 is the one that IMAP_URL names;/)])
  })

  it('say which mailboxes are named twice by their places, without their passwords', () => {
    const [problem, ...others] = problemsWith({ MAILBOXES: 'imaps://a:one-pass@mail.example imaps://b:two-pass@mail.example imaps://A:three-pass@mail.example/INBOX imaps://intake:four-pass@mail.example' })
    expect(problem).toMatch(/^MAILBOXES must not name a mailbox twice: number 3 is the one that number 1 names, number 4 is the one that IMAP_URL names;/)
    expect(problem).not.toContain('pass')
    expect(others).toEqual([])
  })

  it('are all complained of at once, what does not go together beside what is bad by itself', () => {
    const named = (change: Record<string, string>): string[] => problemsWith(change).map((problem) => problem.split(' ').slice(0, 3).join(' '))
    const byToken = { IMAP_URL: 'imaps://intake%40advice.example@mail.example/INBOX', IMAP_OAUTH_CLIENT_ID: 'id' }
    expect(named({ ...byToken, IMAP_OAUTH_TOKEN_URL: 'http://login.example/token' })).toEqual(['IMAP_OAUTH_TOKEN_URL must be', 'IMAP_OAUTH_CLIENT_SECRET is missing:'])
    expect(named({ MAILBOXES: 'nonsense imaps://other@mail.example imaps://intake:x@mail.example', IMAP_OAUTH_TOKEN_URL: 'https://login.example/token', DKIM_DOMAIN: 'x y' })).toEqual([
      'MAILBOXES (number 1)', 'DKIM_DOMAIN must be', 'MAILBOXES must not', 'IMAP_OAUTH_CLIENT_ID is missing:', 'IMAP_OAUTH_CLIENT_SECRET is missing:', 'DKIM_SELECTOR is missing:', 'DKIM_PRIVATE_KEY is missing:',
    ])
  })

  it('refuse one address on two hosts, of which one would never be watched, and take two folders of it', () => {
    const IMAP_URL = 'imaps://intake%40advice.example:secret@mail.example/INBOX'
    expect(problemsWith({ IMAP_URL, MAILBOXES: 'imaps://Intake%40advice.example:secret@old.example/INBOX' })).toEqual([expect.stringMatching(/^MAILBOXES must not name a mailbox twice/)])
    expect(problemsWith({ IMAP_URL, MAILBOXES: 'imaps://intake%40advice.example:secret@mail.example/Second' })).toEqual([])
  })

  it('need a way to a token where a mailbox has no password', () => {
    const byToken = { IMAP_URL: 'imaps://intake%40advice.example@mail.example/INBOX' }
    const oauth = { IMAP_OAUTH_TOKEN_URL: 'https://login.example/token', IMAP_OAUTH_CLIENT_ID: 'id' }
    expect(problemsWith(byToken).map((problem) => problem.split(' ')[0])).toEqual(['IMAP_OAUTH_TOKEN_URL', 'IMAP_OAUTH_CLIENT_ID', 'IMAP_OAUTH_CLIENT_SECRET'])
    expect(problemsWith({ ...byToken, ...oauth, IMAP_OAUTH_CLIENT_SECRET: 'secret' })).toEqual([])
    expect(problemsWith({ ...byToken, ...oauth, IMAP_OAUTH_REFRESH_TOKEN: 'token' })).toEqual([])
    expect(problemsWith({ ...byToken, ...oauth, IMAP_OAUTH_CLIENT_SECRET: 'secret', IMAP_OAUTH_TOKEN_URL: 'http://login.example/token' })).toEqual([expect.stringMatching(/^IMAP_OAUTH_TOKEN_URL must be/)])
    const two = { ...byToken, ...oauth, MAILBOXES: 'imaps://other%40advice.example@mail.example/INBOX', IMAP_OAUTH_REFRESH_TOKEN: 'token' }
    expect(problemsWith(two)).toEqual([expect.stringMatching(/^IMAP_OAUTH_REFRESH_TOKEN must be left out/)])
  })

  it('take DKIM whole or not at all, and a key that can sign, whichever way its lines are written', () => {
    const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const elliptic = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const whole = { DKIM_DOMAIN: 'Advice.example', DKIM_SELECTOR: 'one' }
    for (const key of [pem, pem.replaceAll('\n', '\\n'), Buffer.from(pem).toString('base64')]) {
      const result = parseSettings({ ...GOOD, ...whole, DKIM_PRIVATE_KEY: key })
      expect(result.ok && result.settings).toMatchObject({ DKIM_DOMAIN: 'advice.example', DKIM_PRIVATE_KEY: pem })
    }
    expect(problemsWith({ DKIM_DOMAIN: 'advice.example' })).toEqual([expect.stringMatching(/^DKIM_SELECTOR is missing/), expect.stringMatching(/^DKIM_PRIVATE_KEY is missing/)])
    for (const key of ['nonsense', elliptic, pem.slice(0, 200)]) {
      expect(problemsWith({ ...whole, DKIM_PRIVATE_KEY: key })).toEqual([expect.stringMatching(/^DKIM_PRIVATE_KEY must be an RSA private key/)])
    }
  })
})
