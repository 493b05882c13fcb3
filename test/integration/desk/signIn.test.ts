import { disableStaffMember } from '../../../src/access/disableStaffMember'
import { staffRepository } from '../../../src/store/staffRepository'
import type { StaffMember } from '../../../src/domain/staff'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, DeskBrowser, PASSWORD } from './deskApp'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
})

afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

describe('signing in and out', () => {
  it('asks a stranger to sign in and then leads on to where they were going', async () => {
    const browser = new DeskBrowser(desk.app)
    const away = await browser.open('/accepted')
    expect([away.status, away.headers['location']]).toEqual([303, '/sign-in'])
    const signedIn = await browser.signIn(duty.email, PASSWORD)
    expect([signedIn.status, signedIn.headers['location']]).toEqual([303, '/accepted'])
    expect((await browser.open('/')).text).toContain('Dilys Duty, duty worker')
  })

  it('gives a new session id at sign-in, in a cookie that scripts cannot read', async () => {
    const browser = new DeskBrowser(desk.app)
    const before = (await browser.open('/sign-in')).headers['set-cookie']?.[0] ?? ''
    const after = (await browser.signIn(duty.email, PASSWORD)).headers['set-cookie']?.[0] ?? ''
    expect(after).toMatch(/^sid=.*HttpOnly; SameSite=Lax$/)
    expect(after.split(';')[0]).not.toBe(before.split(';')[0])
  })

  it('answers a wrong password and an unknown address alike, and keeps what was typed but the password', async () => {
    const browser = new DeskBrowser(desk.app)
    const wrong = await browser.signIn(duty.email, 'not-the-password')
    const unknown = await browser.signIn('nobody@desk.example', 'not-the-password')
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(wrong.text).toContain('The email address or the password is wrong')
    expect(wrong.text).toContain(`value="${duty.email}"`)
    expect(wrong.text).not.toContain('not-the-password')
    const bare = (text: string): string => text.replaceAll(/value="[^"]*"|nonce="[^"]*"/g, '')
    expect(bare(unknown.text)).toBe(bare(wrong.text))
  })

  it('makes somebody wait after five failures from the same place, the right password included', async () => {
    const manager = await desk.addStaff('manager', 'Thea Throttled')
    const browser = new DeskBrowser(desk.app)
    for (let tries = 0; tries < 5; tries += 1) expect((await browser.signIn(manager.email, 'wrong')).status).toBe(401)
    const refused = await browser.signIn(manager.email, PASSWORD)
    expect(refused.status).toBe(429)
    expect(refused.text).toMatch(/Try again in \d+ minutes?/)
  })

  it('ends the session at sign-out, for good', async () => {
    const browser = await desk.signIn(duty)
    const { cookie } = browser
    const copied = async (): Promise<number> => (await new DeskBrowser(desk.app).agent.get('/').set('Cookie', cookie)).status
    expect(await copied()).toBe(200)
    expect((await browser.send('/sign-out', {})).headers['location']).toBe('/sign-in?notice=signed_out')
    expect((await browser.open('/')).status).toBe(303)
    expect(await copied()).toBe(303)
  })

  it('refuses a form without its token', async () => {
    const browser = await desk.signIn(duty)
    const refused = await browser.agent.post('/sign-out').type('form').send({})
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('This form is no longer valid')
    expect((await browser.open('/')).status).toBe(200)
  })

  it('shuts a disabled account out at the next click', async () => {
    const leaver = await desk.addStaff('social_worker', 'Lew Leaver')
    const browser = await desk.signIn(leaver)
    await disableStaffMember({ staff: staffRepository(desk.connection), now: () => desk.now, uncoveredWithout: async () => [] }, { email: leaver.email })
    const out = await browser.open('/')
    expect([out.status, out.headers['location']]).toEqual([303, '/sign-in?notice=ended'])
    expect((await browser.signIn(leaver.email, PASSWORD)).status).toBe(401)
  })

  it('ends an idle session, and what a page asks for by itself is no activity', async () => {
    const browser = await desk.signIn(duty)
    const start = desk.now
    try {
      desk.now = new Date(start.getTime() + 50 * 60_000)
      expect((await browser.agent.get('/queue/rows')).status).toBe(200)
      desk.now = new Date(start.getTime() + 61 * 60_000)
      expect((await browser.agent.get('/queue/rows')).status).toBe(401)
      expect((await browser.open('/')).status).toBe(303)
    } finally {
      desk.now = start
    }
  })

  it('sends every page with a strict policy and lets nobody keep it', async () => {
    const { headers } = await (await desk.signIn(duty)).open('/')
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';script-src 'self' 'nonce-[\w+/=]{24}';style-src 'self'/)
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['x-powered-by']).toBeUndefined()
  })
})

describe('behind https', () => {
  it('marks the cookie secure and binds it to this host', async () => {
    const secureUri = freshDatabaseUri()
    const secure = await DeskApp.open(secureUri, 'https://desk.example')
    try {
      const response = await new DeskBrowser(secure.app).agent.get('/sign-in').set('X-Forwarded-Proto', 'https')
      expect(response.headers['set-cookie']?.[0]).toMatch(/^__Host-sid=.*Path=\/;.*HttpOnly; Secure; SameSite=Lax$/)
      expect(response.headers['strict-transport-security']).toBeDefined()
    } finally {
      await secure.close()
      await dropDatabase(secureUri)
    }
  })
})
