import { outcomeOfSending } from '../../../src/acknowledgement/outcomeOfSending'
import { outcomeOfError } from '../../../src/gateways/smtpOutcome'
import { anOwed, NOW } from './letter'

const MINUTE = 60_000
const tried = (attempts: number, doubts = 0) => anOwed({ claim: { intakeId: 'a1', token: 't1', attempts }, doubts })
const notNow = { kind: 'not_now', code: 'smtp_451' } as const

describe('what becomes of an acknowledgement', () => {
  it('waits two minutes at most between tries in the first hour', () => {
    let elapsed = 0
    for (let attempts = 1; elapsed < 60 * MINUTE; attempts += 1) {
      const outcome = outcomeOfSending(tried(attempts), notNow, NOW)
      const wait = outcome.state === 'pending' ? outcome.dueAt.getTime() - NOW.getTime() : Number.NaN
      expect(wait).toBeLessThanOrEqual(2 * MINUTE)
      elapsed += wait
    }
  })

  it('is a person\'s after a day of tries', () => {
    expect(outcomeOfSending(tried(200), notNow, NOW)).toMatchObject({ state: 'failed', reason: 'tried_for_a_day', card: { kind: 'acknowledgement_failed' } })
  })

  it('stays in doubt when the second try was put off', () => {
    expect(outcomeOfSending(tried(2, 1), notNow, NOW)).toMatchObject({ state: 'unknown', doubts: 1, dueAt: expect.any(Date) })
  })
})

describe('what an SMTP error means', () => {
  it.each([
    [{ code: 'EMESSAGE', responseCode: 550 }, true, { kind: 'refused', code: 'smtp_550' }],
    [{ code: 'EENVELOPE', responseCode: 553 }, false, { kind: 'refused', code: 'smtp_553' }],
    [{ code: 'EMESSAGE', responseCode: 451 }, true, { kind: 'not_now', code: 'smtp_451' }],
    [{ code: 'EAUTH', responseCode: 535 }, false, { kind: 'not_now', code: 'smtp_535' }],
    [{ code: 'EPROTOCOL', responseCode: 554 }, false, { kind: 'not_now', code: 'smtp_554' }],
    [{ code: 'EENVELOPE' }, false, { kind: 'refused', code: 'address_unusable' }],
    [{ code: 'ESOCKET' }, false, { kind: 'not_now', code: 'esocket' }],
    [{ code: 'ETIMEDOUT' }, true, { kind: 'unknown', code: 'etimedout' }],
    [{ code: 'ECONNECTION' }, true, { kind: 'unknown', code: 'econnection' }],
    ['nonsense', false, { kind: 'not_now', code: 'no_answer' }],
  ])('%j, begun %s', (error, begun, outcome) => {
    expect(outcomeOfError(error, begun)).toEqual(outcome)
  })
})
