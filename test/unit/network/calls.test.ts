import { createNetwork } from '../../../src/local/network/createNetwork'
import { asText } from '../../calls/asText'
import { fastTime } from '../../calls/fastTime'
import { playCalls } from '../../calls/playCalls'
import { storiesOf } from '../../calls/stories'
import { LedgerInMemory } from '../../support/callerLedger'
import { ACCOUNT_SID, ADVICE_LINE, PRIMARY_TOKEN, PUBLIC_BASE_URL, startCallSite } from '../../support/callerSite'
import { twimlProblems } from '../../support/twiml/checkTwiml'
import { LINE, type Scripts, startTwimlService } from '../../support/twimlService'

const SPEED = 300

describe('the script of calls', () => {
  it('tells the same stories for the same seed, and others for another', () => {
    expect(storiesOf({ seed: 7, count: 40 })).toEqual(storiesOf({ seed: 7, count: 40 }))
    expect(storiesOf({ seed: 7, count: 40 })).not.toEqual(storiesOf({ seed: 8, count: 40 }))
    expect(storiesOf({ seed: 7, count: 40, faults: false }).every(({ faults }) => Object.keys(faults).length === 0)).toBe(true)
  })

  it('lets many ring the advice line, some of them at once: each leaves one enquiry, and every answer is one that a network takes', async () => {
    const ledger = new LedgerInMemory()
    const site = await startCallSite({ ledger })
    const network = createNetwork({
      webUrl: site.url, publicBaseUrl: PUBLIC_BASE_URL, accountSid: ACCOUNT_SID, authToken: PRIMARY_TOKEN,
      clock: fastTime(SPEED), speechMsPerCharacter: 0, checkTwiml: twimlProblems,
    })
    // Not all at once: a busy machine would then let the first wait for longer than a network does.
    const report = await playCalls({ network, to: ADVICE_LINE, calls: 80, atOnce: 8, seed: 3 })
    await site.stop()
    expect(report.problems).toEqual({})
    expect(report.callSids).toHaveLength(80)
    expect([...ledger.calls.keys()].toSorted()).toEqual(report.callSids.toSorted())
    expect(Object.values(report.stories).reduce((sum, count) => sum + count, 0)).toBe(80)
    expect(asText(report)).toContain('A telephone network would have taken every answer.')
  })

  const play = async (scripts: Scripts) => {
    const service = await startTwimlService(scripts, { clock: fastTime(SPEED), checkTwiml: twimlProblems })
    const report = await playCalls({ network: service.network, to: LINE, calls: 30, atOnce: 10, seed: 3 })
    await service.stop()
    return report
  }

  it('notices a service that fails, and one that says what cannot be followed', async () => {
    expect(Object.keys((await play({ '/twilio/voice': 500, '/twilio/fallback': '<Hangup/>' })).problems)).toEqual(
      expect.arrayContaining(['The service answered 500.', '/twilio/voice answered 500']))
    const report = await play({ '/twilio/voice': '<Sing>La</Sing>' })
    expect(Object.keys(report.problems)).toEqual(expect.arrayContaining(['TwiML: there is no Sing', 'The simulated network does not know the verb Sing.']))
    expect(asText(report)).toContain('would not have taken')
  })

  it('notices a service that answers a repeat otherwise than before', async () => {
    let times = 0
    const report = await play({ '/twilio/voice': () => `<Say>${(times += 1)}</Say>` })
    expect(report.problems).toEqual({ '/twilio/voice answered a repeat otherwise': expect.any(Number) })
  })
})
