import express, { type Request, type Router } from 'express'
import { z } from 'zod'
import type { Exchange } from '../exchange'
import type { NumberSetup, OwnNumber } from '../networkState'
import { matches, rfc2822 } from './dates'
import { pageOf } from './paging'
import { RestProblem } from './restProblem'

const address = z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).optional()
const method = z.enum(['GET', 'POST']).optional()
const Setup = z.object({
  VoiceUrl: address, VoiceMethod: method, VoiceFallbackUrl: address, VoiceFallbackMethod: method,
  StatusCallback: address, StatusCallbackMethod: method,
})

/** The account's numbers and what they are set up with. */
export function numberRoutes({ state, settings: { accountSid } }: Exchange): Router {
  const router = express.Router({ mergeParams: true })
  const found = (request: Request): OwnNumber => {
    const number = state.numbers.get(String(request.params['sid']))
    if (!number) throw RestProblem.notFound(request.originalUrl)
    return number
  }
  const toJson = (number: OwnNumber): object => numberJson(number, accountSid)
  router.get('/IncomingPhoneNumbers.json', (request, response) => {
    const items = [...state.numbers.values()].toReversed().filter(({ number }) => matches(request, 'PhoneNumber', number))
    response.json(pageOf(request, { items, key: 'incoming_phone_numbers', sidOf: ({ sid }) => sid, toJson }))
  })
  router.get('/IncomingPhoneNumbers/:sid.json', (request, response) => {
    response.json(toJson(found(request)))
  })
  router.post('/IncomingPhoneNumbers/:sid.json', (request, response) => {
    const number = found(request)
    number.setup = { ...number.setup, ...changes(request.body) }
    response.json(toJson(number))
  })
  return router
}

function changes(form: unknown): Partial<NumberSetup> {
  const parsed = Setup.safeParse(form)
  if (!parsed.success) throw new RestProblem(400, 21502, `${String(parsed.error.issues[0]?.path[0])} is not valid`)
  const given = Object.entries(parsed.data).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]))
}

const numberJson = ({ sid, number, createdAt, setup }: OwnNumber, accountSid: string): object => ({
  sid, account_sid: accountSid, phone_number: number, friendly_name: number,
  voice_url: setup.voiceUrl, voice_method: setup.voiceMethod,
  voice_fallback_url: setup.voiceFallbackUrl, voice_fallback_method: setup.voiceFallbackMethod,
  status_callback: setup.statusCallback, status_callback_method: setup.statusCallbackMethod,
  voice_caller_id_lookup: false, voice_receive_mode: 'voice', voice_application_sid: null, trunk_sid: null,
  sms_url: '', sms_method: 'POST', sms_fallback_url: '', sms_fallback_method: 'POST', sms_application_sid: null,
  address_sid: null, address_requirements: 'none', identity_sid: null, bundle_sid: null,
  emergency_status: 'Inactive', emergency_address_sid: null, emergency_address_status: 'unregistered',
  capabilities: { voice: true, sms: true, mms: false, fax: false },
  origin: 'twilio', beta: false, status: 'in-use', api_version: '2010-04-01',
  date_created: rfc2822(createdAt), date_updated: rfc2822(createdAt),
  uri: `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${sid}.json`,
})
