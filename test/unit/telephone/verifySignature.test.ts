import { createHash } from 'node:crypto'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks'
import { isSignedByTwilio } from '../../../src/telephone/webhooks/verifySignature'

const settings = { publicBaseUrl: 'https://advice.example', authTokens: ['primary', 'secondary'] }
const originalUrl = '/twilio/menu?attempt=1'
const url = 'https://advice.example/twilio/menu?attempt=1'
const form = { CallSid: 'CA1', Digits: '2', 'odd[name]': 'x', Words: 'Llanfair-ym-Muallt é' }
const sign = (token: string, fields: Record<string, unknown> = form, signedUrl = url): string =>
  getExpectedTwilioSignature(token, signedUrl, fields)

describe('a form', () => {
  it.each(['primary', 'secondary'])('signed with the %s token is ours, brackets and accents included', (token) => {
    expect(isSignedByTwilio(settings, { originalUrl, signature: sign(token), body: form })).toBe(true)
  })

  it.each([
    ['no signature', undefined, form, originalUrl],
    ['an empty signature', '', form, originalUrl],
    ['another token', sign('stolen'), form, originalUrl],
    ['another host', sign('primary', form, 'https://evil.example/twilio/menu?attempt=1'), form, originalUrl],
    ['another step', sign('primary'), form, '/twilio/menu?attempt=2'],
    ['a changed field', sign('primary'), { ...form, Digits: '3' }, originalUrl],
    ['an added field', sign('primary'), { ...form, More: '1' }, originalUrl],
    ['an absolute request target', sign('primary', form, 'https://evil.example/'), form, 'https://evil.example/'],
    ['a target that is no URL', sign('primary'), form, '//['],
  ])('with %s is refused', (_title, signature, body, target) => {
    expect(isSignedByTwilio(settings, { originalUrl: target, signature, body })).toBe(false)
  })
})

describe('a JSON body', () => {
  const body = Buffer.from(JSON.stringify({ CallSid: 'CA1' }))
  const hash = createHash('sha256').update(body).digest('hex')
  const target = (bodyHash: string): string => `/twilio/status?bodySHA256=${bodyHash}`
  const signed = (path: string): string => getExpectedTwilioSignature('secondary', `https://advice.example${path}`, {})

  it('whose hash stands in the signed URL is ours', () => {
    expect(isSignedByTwilio(settings, { originalUrl: target(hash), signature: signed(target(hash)), body })).toBe(true)
  })

  it.each([
    ['the hash of other bytes', target('0'.repeat(64)), body],
    ['no hash', '/twilio/status', body],
    ['an empty hash', target(''), Buffer.alloc(0)],
    ['bytes that are no UTF-8', target(createHash('sha256').update(Buffer.from([0xff]).toString('utf8')).digest('hex')), Buffer.from([0xff])],
  ])('with %s is refused', (_title, path, bytes) => {
    expect(isSignedByTwilio(settings, { originalUrl: path, signature: signed(path), body: bytes })).toBe(false)
  })
})
