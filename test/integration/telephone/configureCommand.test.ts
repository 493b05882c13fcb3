import { runCommand } from '../../support/runCommand'
import { json, refusal, startTwilioStandIn, type TwilioStandIn } from '../../support/twilioStandIn'

let twilio: TwilioStandIn
beforeAll(async () => {
  twilio = await startTwilioStandIn()
})
afterAll(async () => twilio.stop())

const settings = () => ({
  PUBLIC_BASE_URL: 'https://advice.example', ADVICE_LINE_NUMBER: '+448088005000',
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000', TWILIO_AUTH_TOKEN: 'a-token', TWILIO_API_URL: twilio.url,
})

const configure = async (given: Record<string, string>, ...argv: string[]) => runCommand('configureTwilio', given, ...argv)

describe('the command that sets up the number', () => {
  it('needs the settings of the number alone, and ends with 0 when it stands', async () => {
    const patience = '#rc=2&rp=ct,rt,5xx&ct=2000&rt=4000&tt=14000'
    twilio.answer(json(200, {
      incoming_phone_numbers: [{
        sid: 'PN1', phone_number: '+448088005000', voice_url: `https://advice.example/twilio/voice${patience}`, voice_method: 'POST',
        voice_fallback_url: 'https://files.example/fallback.xml', voice_fallback_method: 'GET',
        status_callback: `https://advice.example/twilio/status${patience}`, status_callback_method: 'POST',
      }],
    }))
    expect(await configure(settings(), '--check')).toEqual({ code: 0, stdout: 'Read back from Twilio: the settings of +448088005000 stand.\n', stderr: '' })
  })

  it('ends with 1 and a sentence for a wrong token', async () => {
    twilio.answer(refusal(401, 20003))
    const { code, stdout, stderr } = await configure(settings(), '--yes')
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(stdout).toBe('Twilio does not accept TWILIO_AUTH_TOKEN for the account TWILIO_ACCOUNT_SID.\n')
  })

  it('names every setting that is missing or bad at once', async () => {
    const { code, stderr } = await configure({ PUBLIC_BASE_URL: 'advice', TWILIO_ACCOUNT_SID: 'AC1' }, '--check')
    expect(code).toBe(1)
    expect(stderr).toMatch(/PUBLIC_BASE_URL must be[^]*TWILIO_AUTH_TOKEN is missing[^]*ADVICE_LINE_NUMBER is missing/)
    expect(stderr).not.toContain('MONGODB_URI')
  })
})
