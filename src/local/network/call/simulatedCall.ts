import type { NetworkClock } from '../networkClock'
import type { NetworkState } from '../networkState'
import { newSid } from '../sids'
import type { RingOutcome } from '../telephones/telephone'
import type { CallPlan, CallStatus, NextStep, OutgoingCall } from './callPlan'
import { CallScript, type Scope } from './callScript'
import type { FinishedCall, MessageEnd, PostedWebhook, WaitsFor } from './callSounds'
import { HandsetLine } from './handsetLine'
import { Interrupted } from './interrupted'
import { ProgressCallbacks } from './progressCallbacks'
import { Ringing } from './ringing'
import { postWebhook, type WebhookSettings } from './webhookClient'

export interface NetworkSettings extends WebhookSettings {
  readonly clock: NetworkClock
  /** Milliseconds that one spoken character takes. */
  readonly speechMsPerCharacter: number
  /** Seconds that a played sound takes while somebody waits in a queue. */
  readonly musicSeconds: number
  /** What is wrong with a document, a line each. @param scope what the document is for */
  readonly checkTwiml?: (document: string, scope: Scope) => readonly string[]
}

/** Where calls live. */
export interface Exchange {
  readonly settings: NetworkSettings
  readonly state: NetworkState
  place(plan: OutgoingCall): SimulatedCall
}

/** A call on the simulated network: fetches TwiML from the service as Twilio does, and follows it. */
export class SimulatedCall {
  readonly callSid = newSid('CA')
  readonly line: HandsetLine
  readonly done: Promise<FinishedCall>
  /** Resolves when nobody is on the line any more; `done` when the service knows that, too. */
  readonly over: Promise<void>
  private noteOver = (): void => {}
  readonly script: CallScript
  readonly posts: PostedWebhook[] = []
  readonly createdAt: Date
  answeredAt: Date | undefined
  endedAt: Date | undefined
  /** Seconds; 0 until the call is over. */
  duration = 0
  /** What this call was doing when it was sent elsewhere through the REST side, and where it is to go on. */
  private detour: ((call: SimulatedCall) => Promise<NextStep>) | undefined
  private readonly ringing = new Ringing()
  private readonly progress: ProgressCallbacks
  private readonly underWay = new Set<Promise<unknown>>()
  private readonly startedAt: number
  private secondsInNoTime = 0
  private state: CallStatus

  constructor(readonly exchange: Exchange, readonly plan: CallPlan) {
    const { settings: { clock }, state } = exchange
    this.line = new HandsetLine(clock)
    this.script = new CallScript(this)
    this.state = plan.direction === 'inbound' ? 'ringing' : 'queued'
    this.startedAt = clock.now()
    this.createdAt = state.date()
    const wanted = plan.direction === 'inbound' ? undefined : plan.progress
    this.progress = new ProgressCallbacks(wanted, state.progressFaults, async (url, params) => this.post(url, params))
    this.over = new Promise((resolve) => {
      this.noteOver = resolve
    })
    this.done = this.run()
  }

  get status(): CallStatus {
    return this.state === 'in-progress' && this.line.isDown ? 'completed' : this.state
  }

  get speechMsPerCharacter(): number {
    return this.plan.speechMsPerCharacter ?? this.exchange.settings.speechMsPerCharacter
  }

  /** The number of the person who holds this handset. */
  get otherNumber(): string {
    return this.plan.direction === 'inbound' ? this.plan.from : this.plan.to
  }

  /** Presses keys one after another. Answers whether anybody was listening for them. */
  press(keys: string): boolean {
    return [...keys].map((key) => {
      const heard = this.line.act({ kind: 'key', key })
      if (heard) this.line.emit({ kind: 'pressed', key })
      return heard
    }).includes(true)
  }

  /** What the caller may do right now, be the question still being spoken. */
  get listensFor(): 'keys' | 'message' | undefined {
    return this.line.listensFor
  }

  /** Starts a message; before the tone it only hurries the announcement on, and answers false. */
  startSpeaking(): boolean {
    this.line.hurry()
    return this.line.act({ kind: 'speaking' })
  }

  /** Leaves a message of so many seconds, spoken in no time. @defaultValue end: hash */
  speakMessage({ seconds, end = 'hash' }: { seconds: number; end?: MessageEnd }): boolean {
    return this.line.act({ kind: 'message', seconds, end })
  }

  /** Picks up a telephone that rings. */
  answer(): void {
    this.ringing.decide('answered')
  }

  /** Puts it down; one that rings is declined. */
  hangUp(): void {
    this.ringing.decide('busy')
    this.line.putDown()
  }

  /** Stops ringing, as the one who rings. */
  cancel(outcome: RingOutcome = 'canceled'): void {
    if (this.ringing.decide(outcome)) this.line.putDown('service')
  }

  /** Cuts short whatever the call is doing: it goes on there. */
  sendTo(begin: (call: SimulatedCall) => Promise<NextStep>): void {
    this.detour = begin
    this.line.interrupt()
  }

  listen(...args: Parameters<HandsetLine['listen']>): () => void {
    return this.line.listen(...args)
  }

  /** Resolves when the network waits for the caller, with what it waits for; or with `over`. */
  async ready(): Promise<WaitsFor> {
    return this.line.waiting()
  }

  /** Counts seconds that a scripted caller spoke in no time: the call was as long as what was said in it. */
  spend(seconds: number): void {
    this.secondsInNoTime += seconds
  }

  /** Lets something happen beside the call; the call is not `done` before it has. */
  beside(happening: Promise<unknown>): void {
    const going = happening.finally(() => this.underWay.delete(going))
    this.underWay.add(going)
  }

  private async run(): Promise<FinishedCall> {
    const { plan, line } = this
    const { clock } = line
    this.line.emit({ kind: 'ringing' })
    const { hangUpAfterMs } = plan.faults ?? {}
    if (hangUpAfterMs !== undefined) void clock.wait(hangUpAfterMs, new AbortController().signal).then(() => this.hangUp())
    const outcome = plan.direction === 'inbound' ? 'answered' : await this.ring(plan)
    if (outcome === 'answered') await this.live()
    line.putDown('service')
    this.state = outcome === 'answered' ? 'completed' : outcome
    this.endedAt = this.exchange.state.date()
    const answered = this.answeredAt === undefined ? 0 : this.endedAt.getTime() - this.answeredAt.getTime()
    const ms = plan.direction === 'inbound' ? clock.now() - this.startedAt : answered
    this.duration = Math.round(ms / 1000) + this.secondsInNoTime
    this.noteOver()
    await this.tellEnd()
    await Promise.all(this.underWay)
    line.emit({ kind: 'ended', by: line.putDownBy, seconds: this.duration })
    return { callSid: this.callSid, duration: this.duration, sounds: line.sounds, posts: this.posts }
  }

  private async ring({ to, ringSeconds }: OutgoingCall): Promise<RingOutcome> {
    // The one who asked for the call hears of it first, as from Twilio.
    await Promise.resolve()
    this.tell('initiated', 'initiated')
    const telephone = this.exchange.state.telephones.get(to)
    if (!telephone) this.ringing.decide('failed')
    else {
      this.state = 'ringing'
      telephone(this)
    }
    if (telephone) this.tell('ringing', 'ringing')
    return this.ringing.result(this.line.clock, ringSeconds)
  }

  private async live(): Promise<void> {
    const { plan } = this
    if (plan.direction !== 'inbound') {
      this.state = 'in-progress'
      this.line.emit({ kind: 'answered' })
      this.tell('answered', 'in-progress')
    }
    this.answeredAt = this.exchange.state.date()
    let begin = plan.direction === 'inbound' ? async () => this.beginInbound(plan.number.setup.voiceUrl) : async () => plan.begin(this)
    for (;;) {
      try {
        await this.script.run(await begin(), 'call')
        return
      } catch (error) {
        const { detour } = this
        if (!(error instanceof Interrupted) || !detour) throw error
        this.detour = undefined
        this.line.resume()
        begin = async () => detour(this)
      }
    }
  }

  private async beginInbound(voiceUrl: string): Promise<NextStep> {
    const next = await this.script.fetch(voiceUrl, {})
    this.state = 'in-progress'
    return next
  }

  private tell(event: 'initiated' | 'ringing' | 'answered' | 'completed', callStatus: string, more: Readonly<Record<string, string>> = {}): void {
    this.progress.tell(event, { CallStatus: callStatus, ...more }, this.exchange.state.date())
  }

  private async tellEnd(): Promise<void> {
    const { plan, line } = this
    const CallDuration = String(this.duration)
    if (plan.direction !== 'inbound') {
      this.tell('completed', this.state, { CallDuration, Duration: String(Math.ceil(this.duration / 60)) })
      return this.progress.settle()
    }
    if (plan.faults?.dropStatusCallback) return
    await line.clock.wait((plan.faults?.statusCallbackLateSeconds ?? 0) * 1000, new AbortController().signal)
    await this.post(plan.number.setup.statusCallback, { CallDuration })
  }

  /** Posts a webhook for whose answer the call does not wait. */
  notify(url: string, params: Readonly<Record<string, string>>): void {
    this.beside(this.post(url, params))
  }

  async post(url: string, params: Readonly<Record<string, string>>): Promise<PostedWebhook> {
    const { from, to, faults, direction } = this.plan
    const parent = direction === 'inbound' || this.plan.parentSid === undefined ? {} : { ParentCallSid: this.plan.parentSid }
    const all = {
      CallSid: this.callSid, AccountSid: this.exchange.settings.accountSid, From: from, To: to, Caller: from, Called: to,
      CallStatus: this.status, ApiVersion: '2010-04-01', Direction: direction, ...parent, ...params,
    }
    const [first, ...others] = await Promise.all(
      (faults?.duplicateEveryPost ? [1, 2] : [1]).map(async () => postWebhook(this.exchange.settings, url, all)),
    )
    if (!first) throw new Error('Nothing was posted.')
    this.posts.push(first, ...others)
    return first
  }
}
