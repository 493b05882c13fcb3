import { Writable } from 'node:stream'
import { twilioNumbers } from '../../../src/gateways/twilioNumbers'
import { fallbackTwiml } from '../../../src/telephone/speech/twiml'
import { configureNumber } from '../../../src/telephone/setup/configureNumber'
import { type Answer, breakOff, json, refusal, startTwilioStandIn, type TwilioStandIn } from '../../support/twilioStandIn'

const ACCOUNT = 'AC00000000000000000000000000000000'
const BASE = 'https://advice.example'
const PATIENCE = '#rc=2&rp=ct,rt,5xx&ct=2000&rt=4000&tt=14000'
const AWAY = ['--fallback', 'https://files.example/fallback.xml']
const RIGHT = {
  voice_url: `${BASE}/twilio/voice${PATIENCE}`, voice_method: 'POST',
  voice_fallback_url: 'https://files.example/fallback.xml', voice_fallback_method: 'GET',
  status_callback: `${BASE}/twilio/status${PATIENCE}`, status_callback_method: 'POST', voice_application_sid: null, trunk_sid: null,
}
const FRESH = {
  voice_url: 'https://me:hush@old.example/voice?key=hush', voice_method: 'GET', voice_fallback_url: '', voice_fallback_method: 'POST',
  status_callback: null, status_callback_method: 'POST', voice_application_sid: 'AP1', trunk_sid: null,
}

let twilio: TwilioStandIn
let number: Record<string, string | null>
beforeAll(async () => {
  twilio = await startTwilioStandIn()
})
beforeEach(() => {
  number = { sid: 'PN1', phone_number: '+448088005000', ...FRESH }
  twilio.answer(holdNumber)
})
afterAll(async () => twilio.stop())

/** As much of the numbers' REST side as the command meets. */
const holdNumber: Answer = (asked, response) => {
  if (asked.method === 'POST') {
    for (const [name, value] of asked.form) number[name.replace(/(?<=.)([A-Z])/g, '_$1').toLowerCase()] = value
    return json(200, number)(asked, response)
  }
  return json(200, { incoming_phone_numbers: [{ sid: 'PN0', phone_number: '+4480880050001' }, number], next_page_uri: null })(asked, response)
}

async function run(argv: readonly string[], { confirm, apiUrl = twilio.url }: { confirm?: () => Promise<boolean>; apiUrl?: string } = {}) {
  let said = ''
  const out = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      said += chunk.toString()
      done()
    },
  })
  const numbers = twilioNumbers({ accountSid: ACCOUNT, authToken: 'a-token', apiUrl })
  const code = await configureNumber({ numbers, out, ...(confirm && { confirm }) }, { publicBaseUrl: BASE, number: '+448088005000' }, argv)
  return { code, said, changed: twilio.asked.filter(({ method }) => method === 'POST') }
}

describe('pointing the number at the application', () => {
  it('shows what will change, changes it, reads it back, and tells no secret of the old addresses', async () => {
    const { code, said, changed } = await run([...AWAY, '--yes'])
    expect(code).toBe(0)
    expect(said).toBe(`+448088005000 is to change:
  voice URL: https://***@old.example/voice?*** -> ${RIGHT.voice_url}
  voice method: GET -> POST
  fallback URL: (none) -> https://files.example/fallback.xml
  fallback method: POST -> GET
  status callback: (none) -> ${RIGHT.status_callback}
  application: AP1 -> (none)
Read back from Twilio: the settings of +448088005000 stand.
`)
    expect(changed).toHaveLength(1)
    expect(changed[0]?.path).toBe(`/2010-04-01/Accounts/${ACCOUNT}/IncomingPhoneNumbers/PN1.json`)
    expect(number).toMatchObject({ ...RIGHT, voice_application_sid: '' })
    expect(said).not.toContain('hush')
  })

  it('changes nothing that stands already', async () => {
    Object.assign(number, RIGHT)
    const { code, said, changed } = await run(AWAY)
    expect({ code, changed }).toEqual({ code: 0, changed: [] })
    expect(said).toContain('nothing was changed')
  })

  it.each([[true, 0, 1], [false, 1, 0]])('asks first: when the answer is %s it ends with %i after %i change', async (answer, code, changes) => {
    const result = await run(AWAY, { confirm: async () => answer })
    expect(result.code).toBe(code)
    expect(result.changed).toHaveLength(changes)
  })

  it('changes nothing where nobody can be asked', async () => {
    const { code, said, changed } = await run(AWAY)
    expect({ code, changed }).toEqual({ code: 1, changed: [] })
    expect(said).toContain('--yes')
  })

  it('says so when Twilio took the change and the number does not have it', async () => {
    twilio.answer(json(200, { incoming_phone_numbers: [number] }), json(200, number), json(200, { incoming_phone_numbers: [number] }))
    const { code, said } = await run([...AWAY, '--yes'])
    expect(code).toBe(1)
    expect(said).toContain('is not as it should be')
  })
})

describe('the fallback', () => {
  it('is printed to be hosted when no address is given, and is left as it is', async () => {
    const { code, said } = await run(['--yes'])
    expect(code).toBe(0)
    expect(said).toContain(fallbackTwiml(BASE))
    expect(number).toMatchObject({ voice_url: RIGHT.voice_url, voice_fallback_url: '' })
  })

  it('is not set to the application\'s own address unless that is meant', async () => {
    const { code, said, changed } = await run(['--fallback', `${BASE}/twilio/fallback`, '--yes'])
    expect({ code, changed }).toEqual({ code: 1, changed: [] })
    expect(said).toContain('--fallback-here')
    const meant = await run(['--fallback-here', '--yes'])
    expect(meant.code).toBe(0)
    expect(meant.said).toContain('Warning')
    expect(number).toMatchObject({ voice_fallback_url: `${BASE}/twilio/fallback${PATIENCE}`, voice_fallback_method: 'POST' })
  })

  it.each([['ftp://files.example/x'], ['http://files.example/x'], ['nowhere']])('is not set to %s', async (address) => {
    expect(await run(['--fallback', address, '--yes'])).toMatchObject({ code: 1, changed: [] })
  })
})

describe('checking the number', () => {
  it('compares and changes nothing', async () => {
    const wrong = await run([...AWAY, '--check'])
    expect(wrong).toMatchObject({ code: 1, changed: [] })
    expect(wrong.said).toContain(`voice URL: https://***@old.example/voice?*** -> ${RIGHT.voice_url}`)
    Object.assign(number, RIGHT)
    expect(await run([...AWAY, '--check'])).toMatchObject({ code: 0, changed: [] })
    expect(await run(['--check'])).toMatchObject({ code: 0, changed: [] })
  })

  it('finds a number without any fallback wanting', async () => {
    Object.assign(number, RIGHT, { voice_fallback_url: '' })
    expect(await run(['--check'])).toMatchObject({ code: 1, said: '+448088005000 has no fallback URL.\n' })
  })
})

describe('what goes wrong', () => {
  it.each<[string, Answer, RegExp]>([
    ['a wrong token', refusal(401, 20003), /TWILIO_AUTH_TOKEN/],
    ['an unknown account', refusal(404, 20404), /TWILIO_ACCOUNT_SID/],
    ['a number of somebody else\'s', json(200, { incoming_phone_numbers: [] }), /no number \+448088005000/],
    ['too many requests', refusal(429, 20429), /in a minute/],
    ['a refusal', refusal(400, 21502), /21502/],
    ['no clear answer', breakOff, /--check/],
  ])('is said in words: %s', async (_title, answer, words) => {
    twilio.answer(answer)
    const { code, said, changed } = await run([...AWAY, '--yes'])
    expect({ code, changed }).toEqual({ code: 1, changed: [] })
    expect(said).toMatch(words)
    expect(said).not.toMatch(/a-token|at .*\.ts/)
  })

  it('is said in words: no network', async () => {
    const { code, said } = await run(AWAY, { apiUrl: 'http://127.0.0.1:1' })
    expect(code).toBe(1)
    expect(said).toMatch(/cannot be reached/)
  })

  it('is said in words: an argument that nobody knows', async () => {
    expect(await run(['--chekc'])).toMatchObject({ code: 1, said: expect.stringContaining('Usage:'), changed: [] })
  })
})
