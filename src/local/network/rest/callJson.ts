import type { PostedWebhook } from '../call/callSounds'
import type { SimulatedCall } from '../call/simulatedCall'
import { rfc2822 } from './dates'

/** A call as the REST side shows it. */
export function callJson(call: SimulatedCall, accountSid: string): object {
  const { plan, callSid, status, createdAt, endedAt, duration } = call
  const uri = `/2010-04-01/Accounts/${accountSid}/Calls/${callSid}`
  return {
    sid: callSid,
    date_created: rfc2822(createdAt),
    date_updated: rfc2822(endedAt ?? call.answeredAt ?? createdAt),
    parent_call_sid: plan.direction === 'inbound' ? null : (plan.parentSid ?? null),
    account_sid: accountSid,
    to: plan.to, to_formatted: plan.to, from: plan.from, from_formatted: plan.from,
    phone_number_sid: plan.direction === 'inbound' ? plan.number.sid : null,
    status,
    start_time: status === 'queued' ? null : rfc2822(createdAt),
    end_time: endedAt === undefined ? null : rfc2822(endedAt),
    duration: endedAt === undefined ? null : String(duration),
    price: null, price_unit: 'USD',
    direction: plan.direction,
    answered_by: null, api_version: '2010-04-01', forwarded_from: null, group_sid: null, caller_name: null,
    queue_time: '0', trunk_sid: null,
    uri: `${uri}.json`,
    subresource_uris: { events: `${uri}/Events.json`, recordings: `${uri}/Recordings.json` },
  }
}

/** A webhook of a call and the service's answer, as the call's list of events shows it. */
export const eventJson = ({ url, params, status, body, contentType, ms }: PostedWebhook, at: Date): object => ({
  request: {
    method: 'POST', url,
    parameters: Object.fromEntries(Object.entries(params).map(([name, value]) => [name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase(), value])),
  },
  response: { response_code: status, request_duration: Math.round(ms), content_type: contentType, response_body: body, date_created: rfc2822(at) },
})
