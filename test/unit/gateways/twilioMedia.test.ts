import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { twilioProvider } from '../../../src/gateways/twilioProvider'
import type { MediaLimits } from '../../../src/gateways/twilioMedia'
import { type Answer, bare, json, startTwilioStandIn, type TwilioStandIn } from '../../support/twilioStandIn'

const ACCOUNT = 'AC00000000000000000000000000000000'
const PATH = `/2010-04-01/Accounts/${ACCOUNT}/Recordings/RE1.wav`
const SOUND = Buffer.from('RIFF an invented sound')

let twilio: TwilioStandIn
let elsewhere: TwilioStandIn
let storage: TwilioStandIn
beforeAll(async () => {
  const tls = (name: string) => join(__dirname, '../../fixtures/loopbackTls', name)
  // The SDK's own way of trusting one authority more.
  process.env['TWILIO_CA_BUNDLE'] = tls('certificate.pem')
  twilio = await startTwilioStandIn()
  elsewhere = await startTwilioStandIn()
  storage = await startTwilioStandIn({ key: readFileSync(tls('key.pem')), cert: readFileSync(tls('certificate.pem')) })
})
afterAll(async () => {
  delete process.env['TWILIO_CA_BUNDLE']
  await Promise.all([twilio, elsewhere, storage].map(async (server) => server.stop()))
})

const fetchMedia = async (sid = 'RE1', media: MediaLimits = {}) =>
  twilioProvider({ accountSid: ACCOUNT, authToken: 'a-token', apiUrl: twilio.url, callerId: '+442079460123', media }).fetchMedia(sid)

const sound: Answer = (_asked, response) => void response.writeHead(200, { 'Content-Type': 'audio/x-wav', 'Content-Length': SOUND.length }).end(SOUND)
const redirectTo = (location: string): Answer => bare(307, { Location: location })

describe('fetching the sound of a recording', () => {
  it('asks at an address of the account and the sid alone, and brings the bytes as they are', async () => {
    twilio.answer(sound)
    expect(await fetchMedia()).toEqual({ bytes: SOUND, contentType: 'audio/x-wav', announcedSize: SOUND.length })
    expect(twilio.asked).toEqual([expect.objectContaining({ method: 'GET', path: PATH, authorization: `Basic ${btoa(`${ACCOUNT}:a-token`)}` })])
  })

  it('lets no sid lead to another address', async () => {
    twilio.answer(json(404, {}))
    expect(await fetchMedia('../../../Other/RE1?x=')).toBeUndefined()
    expect(twilio.asked[0]?.path).toBe(`/2010-04-01/Accounts/${ACCOUNT}/Recordings/..%2F..%2F..%2FOther%2FRE1%3Fx%3D.wav`)
  })

  it.each([404, 410])('finds nothing where Twilio answers %i', async (status) => {
    twilio.answer(json(status, {}))
    expect(await fetchMedia()).toBeUndefined()
  })

  it('says nothing of a size that was not announced', async () => {
    twilio.answer((_asked, response) => void response.writeHead(200, { 'Content-Type': 'audio/x-wav' }).write(SOUND, () => response.end()))
    expect(await fetchMedia()).toEqual({ bytes: SOUND, contentType: 'audio/x-wav' })
  })

  it.each<[string, Answer, MediaLimits]>([
    ['is larger than it may be', sound, { mostBytes: SOUND.length - 1 }],
    ['grows larger than it may be without having said so', (_asked, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write(SOUND), 1)
      response.once('close', () => clearInterval(timer))
    }, { mostBytes: 1_000 }],
    ['breaks off', (_asked, response) => {
      response.writeHead(200, { 'Content-Length': 1_000 }).write(SOUND, () => response.destroy())
    }, {}],
    ['drips for ever', (_asked, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('.'), 5)
      response.once('close', () => clearInterval(timer))
    }, { withinMs: 300 }],
    ['is an error of the server', json(500, {}), {}],
    ['is refused', json(401, {}), {}],
  ])('fails when what comes %s', async (_title, answer, limits) => {
    twilio.answer(answer)
    await expect(fetchMedia('RE1', limits)).rejects.toMatchObject({ name: 'ProviderFailure' })
  })

  it('follows to another place of the same origin', async () => {
    twilio.answer(redirectTo('/stored/RE1'), sound)
    expect(await fetchMedia()).toMatchObject({ bytes: SOUND })
    expect(twilio.asked.map(({ path }) => path)).toEqual([PATH, '/stored/RE1'])
  })

  it('follows to a store elsewhere over https, and shows our credentials there at no time, nor on the way back', async () => {
    twilio.answer(redirectTo(`${storage.url}/stored/RE1`), sound)
    storage.answer(sound)
    expect(await fetchMedia()).toMatchObject({ bytes: SOUND })
    storage.answer(redirectTo(`${twilio.url}/stored/RE1`))
    twilio.answer(redirectTo(`${storage.url}/stored/RE1`), sound)
    expect(await fetchMedia()).toMatchObject({ bytes: SOUND })
    expect(storage.asked.map(({ authorization }) => authorization)).toEqual([undefined])
    expect(twilio.asked.map(({ authorization }) => authorization)).toEqual([expect.stringContaining('Basic '), undefined])
  })

  it('goes nowhere over plain http, and nowhere that is no address', async () => {
    for (const location of [`${elsewhere.url}/stored/RE1`, 'file:///etc/hostname', 'http://']) {
      twilio.answer(redirectTo(location))
      elsewhere.answer(sound)
      await expect(fetchMedia()).rejects.toMatchObject({ kind: 'refused', code: 'unsafe_redirect' })
      expect(elsewhere.asked).toEqual([])
    }
  })

  it('gives up on a redirect that leads round in circles', async () => {
    twilio.answer(redirectTo('/stored/RE1'))
    await expect(fetchMedia()).rejects.toMatchObject({ code: 'too_many_redirects' })
    expect(twilio.asked.length).toBeLessThan(10)
  })
})
