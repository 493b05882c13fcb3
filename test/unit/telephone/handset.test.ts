import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { localViews } from '../../../src/local/localViews'
import { WITHHELD_NUMBER } from '../../../src/local/network/createNetwork'
import { CallerForm } from '../../../src/local/phone/callerNumber'
import { localPhoneRoutes } from '../../../src/local/phone/phoneRoutes'
import { LedgerInMemory } from '../../support/callerLedger'
import { ADVICE_LINE, type CallSite, startCallSite } from '../../support/callerSite'

let ledger: LedgerInMemory
let site: CallSite
let server: Server
let url: string
let hasty: string
const closing = new AbortController()

beforeAll(async () => {
  ledger = new LedgerInMemory()
  site = await startCallSite({ ledger })
  const app = express()
  const deps = { network: site.network, to: ADVICE_LINE, closing: closing.signal, render: localViews() }
  // However slowly this machine fetches, no page counts as gone; and soon, where that is the test.
  app.use('/local/phone', localPhoneRoutes({ ...deps, aloneMs: 60_000 }))
  app.use('/hasty/phone', localPhoneRoutes({ ...deps, aloneMs: 60 }))
  server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  url = `${origin}/local/phone`
  hasty = `${origin}/hasty/phone`
})
afterAll(async () => {
  closing.abort()
  await new Promise((resolve) => server.close(resolve))
  await site.stop()
})

const post = async (path: string, body: object, headers = {}, at = url) =>
  fetch(at + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

const dial = async (body: object, at = url) => (await (await post('/calls', body, {}, at)).json()) as { id: string }

/** The sounds of a call as its page hears them, up to the first of this kind, or the end of the call. */
async function hear(id: string, until: string): Promise<Record<string, unknown>[]> {
  const response = await fetch(`${url}/calls/${id}/events`)
  let text = ''
  for await (const chunk of response.body!) {
    text += Buffer.from(chunk).toString()
    const sounds = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data!))
    if (sounds.some(({ kind }) => kind === until || kind === 'ended')) return sounds
  }
  throw new Error(`No ${until} was heard.`)
}

describe('the handset', () => {
  it('is a page with a strict content policy, whose script and style come from itself', async () => {
    const page = await fetch(`${url}/`)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    const html = await page.text()
    expect(html).toContain('simulated telephone network')
    expect(html).not.toMatch(/<script(?![^>]*src=)|style="| on[a-z]+="/)
    expect((await fetch(`${url}/assets/handset.js`)).status).toBe(200)
    expect((await fetch(`${url}/assets/handset.css`)).status).toBe(200)
  })

  it('says what is wrong with a number, and answers no other site', async () => {
    const wrong = await post('/calls', { number: 'abc' })
    expect([wrong.status, await wrong.json()]).toEqual([422, { message: expect.stringContaining('Enter a telephone number') }])
    expect((await post('/calls', { number: '020 7946 0123' }, { origin: 'https://evil.example' })).status).toBe(403)
  })

  it('dials, hears, and hangs up', async () => {
    const { id } = await dial({ number: '020 7946 0123' })
    const hearing = hear(id, 'said')
    expect((await hearing).at(-1)).toMatchObject({ text: expect.stringContaining('9 9 9') })
    const whole = hear(id, 'ended')
    await post(`/calls/${id}/keys`, { keys: '2' })
    await post(`/calls/${id}/hang-up`, {})
    expect((await whole).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['said', 'pressed', 'ended']))
    expect(ledger.calls.get(id)!.situation).toMatchObject({ from: '+442079460123' })
  })

  it('shows the texts that the service sent, the latest first, and when', async () => {
    expect(await (await fetch(`${url}/texts`)).json()).toEqual([])
    for (const body of ['one', 'two']) site.network.state.texts.push({ sid: 'SM1', from: 'AdviceLine', to: '+447700900123', body, createdAt: new Date(body === 'one' ? 0 : 60_000) })
    expect(await (await fetch(`${url}/texts`)).json()).toEqual([
      { to: '07700 900123', body: 'two', at: '1970-01-01T00:01:00.000Z' }, { to: '07700 900123', body: 'one', at: '1970-01-01T00:00:00.000Z' },
    ])
    expect(await (await fetch(`${url}/`)).text()).toContain('/local/phone/assets/texts.js')
  })

  it('hangs up when its page goes away', async () => {
    const { id } = await dial({ withheld: true }, hasty)
    await (await fetch(`${hasty}/calls/${id}/events`)).body?.cancel()
    while (ledger.calls.get(id)?.situation.state !== 'abandoned_menu') await new Promise((resolve) => setTimeout(resolve, 20))
    expect(ledger.calls.get(id)!.situation).toMatchObject({ state: 'abandoned_menu', callerWithheld: true })
  })

  it.each([['/calls/none/keys', { keys: '2' }], ['/calls/none/speak', {}], ['/calls/none/hang-up', {}]])('has nothing to say to %s', async (path, body) => {
    expect((await post(path, body)).status).toBe(200)
    expect((await post('/calls/none/keys', { keys: 'hello' })).status).toBe(422)
  })
})

describe('the number rung from', () => {
  it.each([
    ['020 7946 0123', '+442079460123'], ['(07700) 900-123', '+447700900123'], ['+353 20 123 4567', '+353201234567'], ['0044 20 7946 0123', '+442079460123'],
  ])('%s is passed on as %s', (number, passedOn) => {
    expect(CallerForm.parse({ number })).toBe(passedOn)
  })

  it('that is longer than any number comes back with words', async () => {
    for (const digits of [100, 10_000]) {
      const answer = await post('/calls', { number: '0'.repeat(digits) })
      expect([answer.status, await answer.json()]).toEqual([422, { message: expect.stringContaining('Enter a telephone number') as string }])
    }
  })

  it('is withheld when asked, whatever is typed', () => {
    expect(CallerForm.parse({ number: 'abc', withheld: true })).toBe(WITHHELD_NUMBER)
  })
})
