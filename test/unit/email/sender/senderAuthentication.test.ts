import { readMessage } from '../../../support/readMessage'
import { senderAuthentication } from '../../../../src/email/sender/senderAuthentication'
import { senderStanding } from '../../../../src/email/sender/senderStanding'
import { domainBook } from '../../../../src/email/sender/domainBook'
import { professionalDomains } from '../../../../config/professionalDomains'
import { aMessage } from '../../../fixtures/mail/messages'
import { AUTHSERV_ID, judgeSender } from '../../../support/judgeSender'
import { confirmed, says, standingOf } from './mail'

const OURS = 'pc@kent.police.uk'
const PASS = 'dmarc=pass header.from=kent.police.uk'
const found = async (results: string) => (await standingOf(OURS, says(results))).authentication

describe('what our mail server says of a sender', () => {
  it.each([
    PASS, 'spf=fail smtp.mailfrom=x.example; dmarc=pass (p=reject) header.from=KENT.police.uk', 'dmarc=none; dkim=pass header.d=kent.police.uk',
    'dkim=fail header.d=kent.police.uk; dkim=pass header.i=@mail.kent.police.uk', 'spf=pass smtp.mailfrom=bounce@mail.kent.police.uk', 'spf=pass smtp.mailfrom=kent.police.uk',
  ])('confirms it: %s', async (results) => expect(await found(results)).toBe('confirmed'))

  it.each(['dmarc=fail header.from=kent.police.uk', 'dmarc=fail header.from=kent.police.uk; dkim=pass header.d=kent.police.uk; arc=pass', 'spf=fail smtp.mailfrom=kent.police.uk', 'spf=softfail', 'dkim=fail header.d=kent.police.uk'])(
    'speaks against it: %s', async (results) => expect(await found(results)).toBe('failed'))

  it.each([
    'none', 'dmarc=none', 'dmarc=temperror', 'dmarc=pass', 'dmarc=pass header.from=evil.example', `${PASS}; dmarc=pass header.from=evil.example`, 'dmarc=pass header.from="kent.police.uk/x"',
    'dkim=pass header.d=evil.example', 'dkim=pass header.d=police.uk', 'dkim=pass header.d=essex.police.uk', 'spf=pass smtp.mailfrom=evil.example', 'spf=pass smtp.helo=kent.police.uk', 'arc=pass header.from=kent.police.uk',
    'spf=pass smtp.mailfrom=kent.police.uk; spf=neutral smtp.mailfrom=evil.example',
  ])('leaves it open: %s', async (results) => expect(await found(results)).toBe('not_known'))

  it('counts for nothing below more fields than any server adds, which are not all read', () => {
    const theirs = { name: 'authentication-results', value: `mx.evil.example; dkim=pass ${'a=b '.repeat(990)}`.trim() }
    const ours = { name: 'authentication-results', value: `${AUTHSERV_ID}; ${PASS}` }
    const verdict = (above: number) => senderAuthentication([...Array.from({ length: above }, () => theirs), ours], AUTHSERV_ID, 'kent.police.uk')
    expect([verdict(5), verdict(500)]).toEqual(['confirmed', 'not_known'])
  })

  it('counts only when the settings name the server', async () => {
    const reading = await readMessage(Buffer.from(aMessage({ from: OURS, headers: [says(PASS)] })))
    const book = domainBook(professionalDomains())
    expect(senderStanding({ book }, reading)).toMatchObject({ standing: 'unverified', authentication: 'not_known' })
    expect(senderStanding({ book, authservId: AUTHSERV_ID.toUpperCase() }, reading).standing).toBe('recognised')
  })

  it('counts in the topmost field of its name alone', async () => {
    expect((await standingOf(OURS, says('dmarc=fail header.from=kent.police.uk'), says(PASS))).authentication).toBe('failed')
    expect((await standingOf(OURS, says('spf=none'), says(PASS))).authentication).toBe('not_known')
    expect((await standingOf(OURS, 'Authentication-Results: mx.other.example; dmarc=fail', says(PASS))).authentication).toBe('confirmed')
  })

  it('does not count below a field that cannot be read', async () => {
    expect((await standingOf(OURS, 'Authentication-Results: (', says(PASS))).authentication).toBe('not_known')
    expect((await standingOf(OURS, says('dmarc=fail (unended'), says(PASS))).authentication).toBe('not_known')
  })

  it('does not count when the field is so long that its end was cut off', async () => {
    const padding = `(${'x'.repeat(3_900)})`
    for (let more = 0; more < 120; more++) {
      const standing = await standingOf(OURS, says(`${padding}dkim=none header.s=${'y'.repeat(more)}; dmarc=pass header.from=kent.police.uk.evil.example`))
      expect([more, standing.authentication]).toEqual([more, 'not_known'])
    }
  })

  it('counts unfolded', async () => {
    expect((await standingOf(OURS, `Authentication-Results: ${AUTHSERV_ID};\n\tdmarc=pass\n header.from=kent.police.uk`)).authentication).toBe('confirmed')
  })

  it('is not replaced by a forged field where only the head of a message can be read and ours is too long for it', async () => {
    const headers = [says(`dmarc=fail reason="${'x'.repeat(20_000)}" header.from=kent.police.uk`), says(PASS), `X-Filler: ${'x'.repeat(1_100_000)}`]
    const reading = await readMessage(Buffer.from(aMessage({ from: OURS, headers })))
    expect([reading.unreadable, reading.from?.address, judgeSender(reading).authentication]).toEqual(['too_many_parts', OURS, 'not_known'])
    const whole = await readMessage(Buffer.from(aMessage({ from: OURS, headers: [says(PASS), ...headers.slice(2)] })))
    expect(judgeSender(whole).authentication).toBe('confirmed')
  })

  it('says nothing of a domain that is not written as it is', () => {
    const headers = [{ name: 'authentication-results', value: `${AUTHSERV_ID}; dmarc=pass header.from=kent.police.u\u212a` }]
    expect(senderAuthentication(headers, AUTHSERV_ID, 'kent.police.uk')).toBe('not_known')
  })

  it('is what the story is told with', async () => {
    expect((await confirmed('sam@solicitors.example')).authentication).toBe('confirmed')
  })
})
