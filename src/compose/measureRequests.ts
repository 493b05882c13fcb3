import type { RequestHandler } from 'express'
import type { Metrics } from '../operations/metrics'

/** Counts each answer by its route's pattern: an address as asked for could hold an id, a pattern never does. */
export const measureRequests = (metrics: Metrics): RequestHandler => (request, response, next) => {
  const started = performance.now()
  response.once('finish', () => {
    const route: unknown = request.route
    const pattern = typeof route === 'object' && route !== null && 'path' in route ? String(route.path) : 'other'
    metrics.requestAnswered(`${request.baseUrl}${pattern}`, request.method, response.statusCode, (performance.now() - started) / 1_000)
  })
  next()
}
