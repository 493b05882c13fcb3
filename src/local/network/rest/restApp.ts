import { timingSafeEqual } from 'node:crypto'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { Exchange } from '../exchange'
import { callRoutes } from './callRoutes'
import { messageRoutes } from './messageRoutes'
import { numberRoutes } from './numberRoutes'
import { queueRoutes } from './queueRoutes'
import { recordingRoutes } from './recordingRoutes'
import { befall, type RestFaults } from './restFaults'
import { RestProblem, sendProblem } from './restProblem'

/** The network's REST side: Twilio's addresses, forms and answers, as far as a service like this one uses them. */
export function restApp(exchange: Exchange, faults: RestFaults): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  const account = '/2010-04-01/Accounts/:account'
  app.use(authenticate(exchange), befall(faults), express.urlencoded({ extended: false }), withForm)
  app.use(account, ownAccount(exchange))
  for (const routes of [callRoutes, recordingRoutes, queueRoutes, messageRoutes, numberRoutes]) app.use(account, routes(exchange))
  app.use((request) => {
    throw RestProblem.notFound(request.originalUrl)
  })
  app.use(onError)
  return app
}

const withForm: RequestHandler = (request, _response, next) => {
  request.body ??= {}
  next()
}

const authenticate = ({ settings: { accountSid, authToken } }: Exchange): RequestHandler => {
  const expected = Buffer.from(`Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`)
  return (request, response, next) => {
    const given = Buffer.from(request.headers.authorization ?? '')
    if (given.length === expected.length && timingSafeEqual(given, expected)) return next()
    response.set('WWW-Authenticate', 'Basic realm="Twilio API"')
    sendProblem(response, new RestProblem(401, 20003, 'Authenticate'))
  }
}

const ownAccount = ({ settings: { accountSid } }: Exchange): RequestHandler => (request, _response, next) => {
  if (request.params['account'] !== accountSid) throw RestProblem.notFound(request.originalUrl)
  next()
}

const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (response.headersSent) return
  sendProblem(response, error instanceof RestProblem ? error : new RestProblem(400, 20001, 'The request could not be read'))
}
