import { parseTwiml } from '../parseTwiml'
import { followVerb } from '../verbs/followVerb'
import type { NextStep } from './callPlan'
import { Interrupted, ScriptFault } from './interrupted'
import type { SimulatedCall } from './simulatedCall'

/** What a document is for: the call itself, somebody waiting in a queue, or one side alone before two are connected. */
export type Scope = 'call' | 'wait' | 'whisper'

const ALONE = ['Say', 'Play', 'Pause', 'Gather', 'Redirect', 'Hangup']
const ALLOWED: Readonly<Record<Scope, readonly string[] | undefined>> = { call: undefined, wait: [...ALONE, 'Leave'], whisper: ALONE }

/** The documents of one call: fetches them, and follows them to their end. */
export class CallScript {
  private scope: Scope = 'call'
  private fellBack = false

  constructor(private readonly call: SimulatedCall) {}

  /** Whether somebody waits in a queue meanwhile. */
  get isWaiting(): boolean {
    return this.scope === 'wait'
  }

  /**
   * Follows one document after the other. `go_on`: the last has run out.
   * @throws Interrupted; and ScriptFault, unless the documents are the call's own: those end it
   */
  async run(start: NextStep, scope: Scope): Promise<'end' | 'go_on' | 'leave'> {
    const before = this.scope
    this.scope = scope
    try {
      let next = start
      while (typeof next === 'object' && !this.call.line.isDown) next = await this.follow(next)
      return this.call.line.isDown || typeof next === 'object' ? 'end' : next
    } finally {
      this.scope = before
    }
  }

  private async follow({ document, url }: { document: string; url: string }): Promise<NextStep> {
    try {
      this.check(document)
      for (const verb of parseTwiml(document).children) {
        this.call.line.throwIfInterrupted()
        if (this.call.line.isDown) return 'end'
        if (!(ALLOWED[this.scope]?.includes(verb.name) ?? true)) throw new ScriptFault(`${verb.name} cannot stand in this document.`)
        const next = await followVerb(this.call, verb, url)
        if (next !== 'go_on') return next
      }
      return 'go_on'
    } catch (error) {
      if (error instanceof Interrupted) throw error
      const fault = new ScriptFault(error instanceof Error ? error.message : 'The script could not be followed.')
      if (!(error instanceof ScriptFault && error.isTold)) this.call.line.emit({ kind: 'fault', message: fault.message })
      if (this.scope !== 'call') throw ScriptFault.told(fault.message)
      return 'end'
    }
  }

  private check(document: string): void {
    for (const fault of this.call.exchange.settings.checkTwiml?.(document, this.scope) ?? [])
      this.call.line.emit({ kind: 'fault', message: `TwiML: ${fault}` })
  }

  /**
   * The next document, for the same purpose unless said otherwise; the fallback's when the service fails; the end when that fails too.
   * @throws Interrupted; and ScriptFault when the service fails somebody who waits, or one side alone
   */
  async fetch(url: string, params: Readonly<Record<string, string>>, scope: Scope = this.scope): Promise<NextStep> {
    const { call } = this
    const posted = await call.webhooks.post(url, params)
    call.line.throwIfInterrupted()
    if (posted.status >= 200 && posted.status < 300) {
      if (posted.body === '') return scope === 'call' ? 'end' : 'go_on'
      return { document: posted.body, url: posted.url }
    }
    const message = `The service answered ${posted.status || 'nothing'}.`
    call.line.emit({ kind: 'fault', message })
    if (scope !== 'call') throw ScriptFault.told(message)
    const fallback = this.fallbackUrl()
    if (this.fellBack || call.line.isDown || fallback === undefined) return 'end'
    this.fellBack = true
    return this.fetch(fallback, { ErrorCode: posted.status === 0 ? '11205' : '11200', ErrorUrl: posted.url })
  }

  private fallbackUrl(): string | undefined {
    const { plan } = this.call
    return plan.direction === 'inbound' ? plan.number.setup.voiceFallbackUrl : undefined
  }
}
