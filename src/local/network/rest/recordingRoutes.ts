import express, { type Request, type Router } from 'express'
import type { Exchange } from '../exchange'
import type { KeptMessage } from '../networkState'
import { isWithin, matches, rfc2822 } from './dates'
import { pageOf } from './paging'
import { RestProblem } from './restProblem'
import { toneOf } from './tone'

/** Recordings of messages, and their sound. */
export function recordingRoutes({ state, settings: { accountSid } }: Exchange): Router {
  const router = express.Router({ mergeParams: true })
  const toJson = (recording: KeptMessage): object => recordingJson(recording, accountSid)
  const list = (request: Request, of: (recording: KeptMessage) => boolean): object => {
    const items = [...state.recordings.values()].toReversed().filter((recording) => of(recording) && isWithin(request, 'DateCreated', recording.createdAt))
    return pageOf(request, { items, key: 'recordings', sidOf: ({ sid }) => sid, toJson })
  }
  const found = (request: Request): KeptMessage => {
    const recording = state.recordings.get(String(request.params['sid']))
    if (!recording) throw RestProblem.notFound(request.originalUrl)
    return recording
  }
  router.get('/Recordings.json', (request, response) => {
    response.json(list(request, ({ callSid }) => matches(request, 'CallSid', callSid)))
  })
  router.get('/Calls/:call/Recordings.json', (request, response) => {
    if (!state.calls.has(request.params['call'])) throw RestProblem.notFound(request.originalUrl)
    response.json(list(request, ({ callSid }) => callSid === request.params['call']))
  })
  router.get('/Recordings/:sid.json', (request, response) => {
    response.json(toJson(found(request)))
  })
  router.delete('/Recordings/:sid.json', (request, response) => {
    state.recordings.delete(found(request).sid)
    response.status(204).end()
  })
  router.get(['/Recordings/:sid.wav', '/Recordings/:sid'], (request, response) => {
    const { status, seconds } = found(request)
    if (status !== 'completed') throw RestProblem.notFound(request.originalUrl)
    response.type('audio/x-wav').send(toneOf(seconds))
  })
  return router
}

/** The list of one call tells the price as a number, that of the account as text: there is none to tell in either. */
function recordingJson({ sid, callSid, status, seconds, createdAt }: KeptMessage, accountSid: string): object {
  const uri = `/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`
  return {
    sid, account_sid: accountSid, call_sid: callSid, conference_sid: null,
    api_version: '2010-04-01',
    date_created: rfc2822(createdAt), date_updated: rfc2822(createdAt), start_time: rfc2822(createdAt),
    duration: status === 'processing' ? '-1' : String(seconds),
    status, channels: 1, source: 'RecordVerb', error_code: null,
    price: null, price_unit: 'USD', encryption_details: null,
    uri: `${uri}.json`,
    media_url: `https://api.twilio.com${uri}`,
    subresource_uris: {},
  }
}
