import express from 'express'
import { pino } from 'pino'
import supertest from 'supertest'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks'
import { fallbackRoutes } from '../../../src/telephone/webhooks/fallbackRoutes'
import { ACCOUNT_SID, aCall, PRIMARY_TOKEN, PUBLIC_BASE_URL } from '../../support/callerSite'
import { expectGoodTwiml } from '../../support/twimlGrammar'

const settings = { publicBaseUrl: PUBLIC_BASE_URL, accountSid: ACCOUNT_SID, authTokens: [PRIMARY_TOKEN], log: pino({ enabled: false }) }
const site = supertest(express().use(fallbackRoutes(settings)))

const post = (path: string, signedBy: string) => {
  const call = aCall()
  return site.post(path).type('form').set('X-Twilio-Signature', getExpectedTwilioSignature(signedBy, PUBLIC_BASE_URL + path, call)).send(call)
}

describe('the fallback, mounted alone', () => {
  it('answers a signed call with nothing but the settings', async () => {
    const answer = await post('/twilio/fallback', PRIMARY_TOKEN)
    expect(answer.status).toBe(200)
    expect(expectGoodTwiml(answer.text)).toContain('9 9 9')
  })

  it('refuses what Twilio did not sign, and what is no POST', async () => {
    expect((await post('/twilio/fallback', 'stolen')).status).toBe(403)
    expect((await site.get('/twilio/fallback')).status).toBe(405)
  })

  it('leaves the addresses of a call to others', async () => {
    expect((await post('/twilio/voice', PRIMARY_TOKEN)).status).toBe(404)
  })
})
