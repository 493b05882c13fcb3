import express, { type Request, type Router } from 'express'
import { z } from 'zod'
import type { Exchange } from '../exchange'
import type { CallerQueue, QueueMember } from '../queue/callerQueue'
import { rfc2822 } from './dates'
import { pageOf } from './paging'
import { RestProblem } from './restProblem'

const Dequeue = z.object({ Url: z.url({ protocol: /^https?$/ }), Method: z.literal('POST').optional() })

/** Queues and who waits in them; a caller can be taken out of one. */
export function queueRoutes({ state, settings: { accountSid } }: Exchange): Router {
  const router = express.Router({ mergeParams: true })
  const queueOf = (request: Request): CallerQueue => {
    const queue = state.queues.get(String(request.params['queue']))
    if (!queue) throw RestProblem.notFound(request.originalUrl)
    return queue
  }
  const memberOf = (request: Request): QueueMember => {
    const queue = queueOf(request)
    const sid = String(request.params['sid'])
    const member = sid === 'Front' ? queue.members[0] : queue.find(sid)
    if (!member) throw RestProblem.notFound(request.originalUrl)
    return member
  }
  const toJson = (queue: CallerQueue): object => queueJson(queue, accountSid)
  router.get('/Queues.json', (request, response) => {
    response.json(pageOf(request, { items: [...state.queues.values()].toReversed(), key: 'queues', sidOf: ({ sid }) => sid, toJson }))
  })
  router.get('/Queues/:queue.json', (request, response) => {
    response.json(toJson(queueOf(request)))
  })
  router.get('/Queues/:queue/Members.json', (request, response) => {
    const queue = queueOf(request)
    const listing = { items: queue.members, key: 'queue_members', sidOf: ({ call }: QueueMember) => call.callSid }
    response.json(pageOf(request, { ...listing, toJson: (member) => memberJson(queue, member, accountSid) }))
  })
  router.get('/Queues/:queue/Members/:sid.json', (request, response) => {
    response.json(memberJson(queueOf(request), memberOf(request), accountSid))
  })
  router.post('/Queues/:queue/Members/:sid.json', (request, response) => {
    const form = Dequeue.safeParse(request.body)
    if (!form.success) throw new RestProblem(400, 21205, 'Url is not a valid URL')
    const [queue, member] = [queueOf(request), memberOf(request)]
    const shown = memberJson(queue, member, accountSid)
    queue.take(member, { kind: 'request', url: form.data.Url })
    response.json(shown)
  })
  return router
}

const queueJson = (queue: CallerQueue, accountSid: string): object => ({
  sid: queue.sid, account_sid: accountSid, friendly_name: queue.name,
  current_size: queue.members.length, max_size: queue.maxSize, average_wait_time: queue.averageSeconds,
  date_created: rfc2822(queue.createdAt), date_updated: rfc2822(queue.createdAt),
  uri: `/2010-04-01/Accounts/${accountSid}/Queues/${queue.sid}.json`,
})

const memberJson = (queue: CallerQueue, member: QueueMember, accountSid: string): object => ({
  call_sid: member.call.callSid, queue_sid: queue.sid,
  date_enqueued: rfc2822(member.joinedAt), position: queue.positionOf(member), wait_time: queue.secondsOf(member),
  uri: `/2010-04-01/Accounts/${accountSid}/Queues/${queue.sid}/Members/${member.call.callSid}.json`,
})
