import * as fc from 'fast-check'
import { mustVerify } from '../../../../src/domain/senderStanding'
import { AUTHSERV_ID, judgeSender } from '../../../support/judgeSender'
import { aReading } from '../reading'
import { confirmed, says, standingOf } from './mail'

describe('the standing of a sender', () => {
  it.each([
    ['pc@kent.police.uk', 'police'], ['pc@KENT.Police.UK', 'police'], ['a@met.pnn.police.uk', 'police'], ['nurse@nhs.net', 'health'],
    ['nurse@trust.wales.nhs.uk', 'health'], ['head@school.county.sch.uk', 'education'], ['sw@madeupton.gov.uk', 'government'],
    ['officer@homeoffice.gov.uk', 'border'], ['clerk@firm.com.cjsm.net', 'justice'], ['worker@nspcc.org.uk', 'charity'],
  ])('%s is recognised once our server has confirmed it', async (address, sector) => {
    expect(await confirmed(`Sam <${address}>`)).toMatchObject({ standing: 'recognised', authentication: 'confirmed', sector, flags: [] })
  })

  it('is unverified when nothing, or not our server, confirmed it', async () => {
    const unverified = { standing: 'unverified', authentication: 'not_known', sector: 'police', flags: [] }
    expect(await standingOf('pc@kent.police.uk')).toMatchObject(unverified)
    expect(await standingOf('pc@kent.police.uk', 'Authentication-Results: mx.other.example; dmarc=pass header.from=kent.police.uk')).toMatchObject(unverified)
  })

  it('is personal at a provider that serves anybody, and unknown elsewhere, confirmed or not', async () => {
    expect(await confirmed('sam@gmail.com')).toMatchObject({ standing: 'personal', flags: [] })
    expect(await confirmed('sam@solicitors.example')).toMatchObject({ standing: 'unknown', flags: [] })
  })

  it.each(['welshrefugeecouncil.org.uk', 'scottishrefugeecouncil.org.uk', 'countycouncil.example', 'eastshire-council.example'])(
    'is merely unknown, to be verified, at %s', async (domain) => {
      const standing = await confirmed(`Sam <sam@${domain}>`)
      expect(standing).toMatchObject({ standing: 'unknown', flags: [] })
      expect(mustVerify(standing)).toBe(true)
    },
  )

  it.each(['police.uk.example', 'xpolice.uk', 'mypolice.uk', 'police.uk.co', 'uk', 'police'])('is not recognised at %s: whole labels count', async (domain) => {
    expect((await confirmed(`sam@${domain}`)).standing).toBe('unknown')
  })

  it('reads a domain with a dot at its end as the same domain', async () => {
    expect((await standingOf('pc@kent.police.uk.')).standing).toBe('unverified')
  })

  it('asks to verify everybody but who is recognised without a flag', async () => {
    expect(mustVerify(await confirmed('pc@kent.police.uk'))).toBe(false)
    expect(mustVerify(await confirmed('pc@kent.police.uk', 'Reply-To: pc@gmail.com'))).toBe(true)
    for (const from of ['pc@kent.police.uk', 'sam@gmail.com', 'sam@solicitors.example']) expect(mustVerify(await standingOf(from))).toBe(true)
  })

  it('says which version of the list it was judged by', async () => {
    expect((await standingOf('sam@school.example')).listVersion).toMatch(/^\d{4}-/)
  })

  it('is unknown, without a flag, of a message that names nobody', () => {
    const { from: _, ...nameless } = aReading()
    expect(judgeSender(nameless)).toMatchObject({ standing: 'unknown', authentication: 'not_known', flags: [], details: {} })
    expect(judgeSender(aReading({ from: { address: '', name: '' } }))).toMatchObject({ standing: 'unknown', flags: [] })
  })

  it('is found for whatever a message says, without failing, and never recognised without our server’s word', () => {
    const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('police.uk', '@', '.', ' ', 'xn--', '\u202e', '/', '"', '@kent.police.uk'))
    const text = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''))
    const person = fc.record({ address: text, name: text })
    fc.assert(fc.property(person, fc.array(person), fc.array(text), (from, others, results) => {
      const headers = results.map((value) => ({ name: 'authentication-results', value: `mx.other.example; ${value}` }))
      const standing = judgeSender(aReading({ from, headers, addressing: { from: [from, ...others], sender: others, replyTo: others } }))
      expect(standing.standing).not.toBe('recognised')
      expect(mustVerify(standing)).toBe(true)
    }))
  })
})

describe('what is flagged in a sender', () => {
  it('is an answer that would go to another organisation, not to another address of the same', async () => {
    expect(await confirmed('pc@kent.police.uk', 'Reply-To: Sam <sam@gmail.com>')).toMatchObject({ flags: ['reply_elsewhere'], details: { replyDomain: 'gmail.com' } })
    expect((await confirmed('pc@kent.police.uk', 'Reply-To: desk@mail.kent.police.uk')).flags).toEqual([])
    expect((await confirmed('pc@kent.police.uk', 'Reply-To: pc@essex.police.uk')).flags).toEqual(['reply_elsewhere'])
  })

  it('is an answer that would go to a look-alike', async () => {
    expect((await confirmed('pc@kent.police.uk', 'Reply-To: pc@kent.po1ice.uk')).flags).toEqual(['look_alike', 'reply_elsewhere'])
  })

  it('is a message that names several senders, which is then confirmed of none', async () => {
    const several = { standing: 'unverified', flags: ['several_senders'] }
    expect(await standingOf('pc@kent.police.uk, sam@evil.example', says('dmarc=pass header.from=kent.police.uk'))).toMatchObject(several)
    expect(await confirmed('pc@kent.police.uk', 'From: sam@evil.example')).toMatchObject({ flags: ['several_senders'] })
    expect((await confirmed('pc@kent.police.uk', 'From: sam@evil.example')).standing).not.toBe('recognised')
  })

  it('is a Sender of another organisation than From', async () => {
    expect((await confirmed('pc@kent.police.uk', 'Sender: post@lists.example')).flags).toEqual(['several_senders'])
    expect((await confirmed('pc@kent.police.uk', 'Sender: desk@kent.police.uk')).flags).toEqual([])
  })

  it('is that our server’s checks failed', async () => {
    expect(await standingOf('pc@kent.police.uk', says('dmarc=fail header.from=kent.police.uk'))).toMatchObject({ standing: 'unverified', flags: ['authentication_failed'] })
  })

  it.each([
    '"sam@kent.police.uk" <x@gmail.com>', '"Sam (sam@kent.police.uk)" <x@gmail.com>', '"sam＠kent.police.uk" <x@gmail.com>', '"kent.police.uk" <x@gmail.com>', 'Kent Police <x@gmail.com>',
    'KENT  POLICE <x@mail.example>', '=?utf-8?B?0KBvbGljZQ==?= <x@gmail.com>', '"Po\u200blice" <x@gmail.com>', 'NHS Safeguarding <x@yahoo.com>', '"Barnardo\'s" <x@gmail.com>',
    '"Home Office" <x@mail.example>', '"boss@solicitors.example" <x@gmail.com>', '"sam@kent.police.uk" <sam@essex.police.uk>',
    '"Refugee Council" <x@gmail.com>', '"Sam Invented - Refugee Council" <x@welfare.example>', '"The Refugee Council" <x@therefugeecouncil.example>', '"Welsh Refugee Council" <x@gmail.com>',
    '"DCI Invented \u202E)ku.ecilop.tnek@x(" <x@charity.example>',
  ])('is the name in %s', async (from) => {
    expect((await standingOf(from)).flags).toContain('display_name_trick')
  })

  it.each([
    'Sam Invented <x@gmail.com>', 'Kent Police <pc@kent.police.uk>', '"pc@kent.police.uk" <pc@kent.police.uk>', 'Police and Council Hub <hub@madeupton.gov.uk>',
    '"St. Pretend\'s School" <head@pretend.example>', '"Dr A.B. Invented" <ab@solicitors.example>', '"Polly Policeman" <p@gmail.com>', '"Sam, Welsh Refugee Council" <sam@welshrefugeecouncil.org.uk>', '"Sam - solicitors.example" <sam@solicitors.example>',
  ])('is not the name in %s', async (from) => {
    expect((await standingOf(from)).flags).not.toContain('display_name_trick')
  })

  it('does not trust a name that is only rewritten into our server’s', async () => {
    expect((await standingOf('pc@kent.police.uk', `Authentication-Results: ${AUTHSERV_ID.replace('.', '\u3002')}; dmarc=pass header.from=kent.police.uk`)).standing).toBe('unverified')
  })
})
