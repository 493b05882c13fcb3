import { createHash, createVerify, generateKeyPairSync } from 'node:crypto'
import { composeAcknowledgement } from '../../../src/acknowledgement/composeAcknowledgement'
import { signAcknowledgement } from '../../../src/acknowledgement/signAcknowledgement'
import { dkimSigner } from '../../../src/gateways/dkimSigner'
import { smtpMailer } from '../../../src/gateways/smtpMailer'
import { anOwed, letterhead, NOW } from './letter'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const signer = dkimSigner({ domain: 'advice.example', selector: 'one', privateKey })
const mailer = smtpMailer({ url: 'smtp://127.0.0.1:1' })
afterAll(() => mailer.close())
const aLetter = async (language: 'en' | 'cy' = 'en'): Promise<Buffer> => mailer.build(composeAcknowledgement(letterhead, anOwed({ language }), NOW))

/** A verifier of its own, after RFC 6376: relaxed canonicalisation of headers (3.4.2) and body (3.4.4), rsa-sha256. */
function isSigned(raw: string): boolean {
  const end = raw.indexOf('\r\n\r\n')
  const fields = raw.slice(0, end).split(/\r\n(?![ \t])/)
  const relaxed = (field: string): string => {
    const colon = field.indexOf(':')
    return `${field.slice(0, colon).trim().toLowerCase()}:${field.slice(colon + 1).replaceAll(/\r\n/g, '').replaceAll(/[ \t]+/g, ' ').trim()}`
  }
  const body = raw.slice(end + 4).split('\r\n').map((line) => line.replaceAll(/[ \t]+/g, ' ').trimEnd()).join('\r\n').replace(/(\r\n)*$/, '\r\n')
  const signature = fields.find((field) => /^dkim-signature:/i.test(field)) ?? ''
  const tags = new Map(signature.slice(signature.indexOf(':') + 1).split(';').map((tag) => {
    const [name = '', ...value] = tag.split('=')
    return [name.trim(), value.join('=').replaceAll(/\s/g, '')] as const
  }))
  if (createHash('sha256').update(body, 'latin1').digest('base64') !== tags.get('bh')) return false
  const left = fields.filter((field) => field !== signature)
  const signed = (tags.get('h') ?? '').split(':').flatMap((name) => {
    // Of several with one name the last counts first.
    const place = left.findLastIndex((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    return place < 0 ? [] : left.splice(place, 1).map(relaxed)
  })
  const bare = relaxed(signature.replace(/(\bb=)[^;]*$/, '$1'))
  return createVerify('sha256').update([...signed, bare].join('\r\n'), 'latin1').verify(publicKey, tags.get('b') ?? '', 'base64')
}

describe('a signed acknowledgement', () => {
  it.each(['en', 'cy'] as const)('is verified by anybody who has the public key, and is what was guarded behind one header more: %s', async (language) => {
    const raw = await aLetter(language)
    const signed = (await signAcknowledgement(signer, raw))!
    expect(isSigned(signed.toString('latin1'))).toBe(true)
    expect(signed.subarray(signed.length - raw.length).equals(raw)).toBe(true)
    expect(signed.toString('latin1').match(/^DKIM-Signature: .* d=advice\.example;/gim)).toHaveLength(1)
  })

  it.each([
    ['a word of the text', (raw: string) => raw.replace('telephone', 'write')],
    ['the subject', (raw: string) => raw.replace('Subject: Your', 'Subject: My')],
    ['the recipient', (raw: string) => raw.replace('sam.invented@', 'other@')],
    ['the mark of an automatic answer', (raw: string) => raw.replace('auto-replied', 'no')],
  ])('is verified no longer with %s changed', async (_, change) => {
    const signed = (await signAcknowledgement(signer, await aLetter()))!.toString('latin1')
    expect(change(signed)).not.toBe(signed)
    expect(isSigned(change(signed))).toBe(false)
  })

  it.each([
    ['changes the message', (raw: Buffer) => Buffer.from(raw.toString('latin1').replace('999', '998'), 'latin1')],
    ['adds another header', (raw: Buffer) => Buffer.concat([Buffer.from('DKIM-Signature: v=1\r\nBcc: x@y.example\r\n'), raw])],
    ['adds words', (raw: Buffer) => Buffer.concat([Buffer.from('DKIM-Signature: v=1\r\n\r\nKim\r\n'), raw])],
    ['adds something else', (raw: Buffer) => Buffer.concat([Buffer.from('X-Child: Kim\r\n'), raw])],
    ['appends', (raw: Buffer) => Buffer.concat([Buffer.from('DKIM-Signature: v=1\r\n'), raw, Buffer.from('Kim')])],
    ['adds nothing', (raw: Buffer) => raw],
  ])('does not go out when its signing %s', async (_, sign) => {
    expect(await signAcknowledgement({ sign: async (raw) => sign(raw) }, await aLetter())).toBeUndefined()
  })
})
