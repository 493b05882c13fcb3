import { setTimeout as sleep } from 'node:timers/promises'
import type { RequestHandler, Response } from 'express'
import { RestProblem, sendProblem } from './restProblem'

/** What goes wrong with a request to the REST side. */
export type RestFault =
  /** It has its effect, but no answer comes: the connection is cut. */
  | { readonly kind: 'withheld' }
  /** It has no effect, and no answer comes. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'status'; readonly status: 429 | 500 | 503 }
  /** The answer comes so many milliseconds late, by real time. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Half of the answer comes, then the connection is cut. */
  | { readonly kind: 'truncated' }

export interface FaultRule {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  /** Of the path, as in `/Calls\.json$/`. */
  readonly path: RegExp
  readonly fault: RestFault
  /** How many requests it befalls. @defaultValue all, until `clear` */
  readonly times?: number
}

/** The faults that are asked for; the first that fits a request befalls it. */
export class RestFaults {
  private rules: { readonly rule: FaultRule; left: number }[] = []

  add(rule: FaultRule): void {
    this.rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY })
  }

  clear(): void {
    this.rules = []
  }

  take(method: string, path: string): RestFault | undefined {
    const found = this.rules.find(({ rule, left }) => left > 0 && (rule.method ?? method) === method && rule.path.test(path))
    if (!found) return undefined
    found.left -= 1
    return found.rule.fault
  }
}

export const befall = (faults: RestFaults): RequestHandler => async (request, response, next) => {
  const fault = faults.take(request.method, request.path)
  switch (fault?.kind) {
    case undefined:
      return next()
    case 'lost':
      request.socket.destroy()
      return
    case 'status':
      if (fault.status === 429) return sendProblem(response, new RestProblem(429, 20429, 'Too Many Requests'))
      return sendProblem(response, new RestProblem(fault.status, 20500, 'An internal server error has occurred'))
    case 'slow':
      await sleep(fault.ms)
      return next()
    case 'withheld':
      cutShort(response, 0)
      return next()
    case 'truncated':
      cutShort(response, 0.5)
      return next()
  }
}

/** Everything up to the answer happens; of the answer, this share. */
function cutShort(response: Response, share: number): void {
  const { socket } = response
  response.send = (body?: unknown) => {
    const whole = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''))
    if (share === 0) socket?.destroy()
    else {
      response.setHeader('Content-Length', whole.length)
      response.write(whole.subarray(0, Math.floor(whole.length * share)), () => socket?.destroy())
    }
    return response
  }
}
