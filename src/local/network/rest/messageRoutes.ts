import express, { type Router } from 'express'
import { z } from 'zod'
import type { Exchange } from '../exchange'
import type { SentText } from '../networkState'
import { newSid } from '../sids'
import { isWithin, matches, rfc2822 } from './dates'
import { pageOf } from './paging'
import { RestProblem } from './restProblem'

const Sender = z.string().regex(/^(\+\d{5,15}|[A-Za-z0-9 ]{1,11})$/)
const LONGEST = 1_600
const ONE_TEXT = 160
/** Of a text that is longer than one. */
const SEGMENT = 153

/** Text messages: kept, and delivered to nobody. */
export function messageRoutes({ state, settings: { accountSid } }: Exchange): Router {
  const router = express.Router({ mergeParams: true })
  router.post('/Messages.json', (request, response) => {
    const text = { ...parse(request.body), sid: newSid('SM'), createdAt: state.date() }
    state.texts.push(text)
    response.status(201).json(messageJson(text, accountSid, 'queued'))
  })
  router.get('/Messages.json', (request, response) => {
    const items = state.texts.toReversed().filter(({ to, from, createdAt }) =>
      matches(request, 'To', to) && matches(request, 'From', from) && isWithin(request, 'DateSent', createdAt))
    response.json(pageOf(request, { items, key: 'messages', sidOf: ({ sid }) => sid, toJson: (text) => messageJson(text, accountSid, 'delivered') }))
  })
  return router
}

function parse(form: Readonly<Record<string, unknown>>): Pick<SentText, 'to' | 'from' | 'body'> {
  const { To, From, Body } = form
  if (typeof To !== 'string') throw new RestProblem(400, 21604, "A 'To' phone number is required.")
  if (typeof From !== 'string') throw new RestProblem(400, 21603, "A 'From' phone number is required.")
  if (typeof Body !== 'string' || Body === '') throw new RestProblem(400, 21602, 'Message body is required.')
  if (!/^\+\d{5,15}$/.test(To)) throw new RestProblem(400, 21211, `Invalid 'To' Phone Number: ${To}`)
  if (!Sender.safeParse(From).success) throw new RestProblem(400, 21212, `Invalid 'From' Number: ${From}`)
  if (Body.length > LONGEST) throw new RestProblem(400, 21617, 'The concatenated message body exceeds the 1600 character limit')
  return { to: To, from: From, body: Body }
}

const messageJson = ({ sid, to, from, body, createdAt }: SentText, accountSid: string, status: string): object => ({
  sid, account_sid: accountSid, to, from, body, status,
  direction: 'outbound-api', num_segments: String(body.length <= ONE_TEXT ? 1 : Math.ceil(body.length / SEGMENT)), num_media: '0', messaging_service_sid: null,
  date_created: rfc2822(createdAt), date_updated: rfc2822(createdAt), date_sent: status === 'queued' ? null : rfc2822(createdAt),
  price: null, price_unit: 'USD', error_code: null, error_message: null, api_version: '2010-04-01',
  uri: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}.json`,
  subresource_uris: { media: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media.json` },
})
