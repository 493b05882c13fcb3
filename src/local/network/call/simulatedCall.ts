import type { Exchange } from '../exchange'
import { newSid } from '../sids'
import type { RingOutcome } from '../telephones/telephone'
import type { CallPlan, CallStatus, NextStep, OutgoingCall } from './callPlan'
import { CallScript } from './callScript'
import type { FinishedCall, PostedWebhook } from './callSounds'
import { CallWebhooks } from './callWebhooks'
import { Handset } from './handset'
import { HandsetLine } from './handsetLine'
import { Interrupted } from './interrupted'
import { ProgressCallbacks } from './progressCallbacks'
import { Ringing } from './ringing'

/** A call on the simulated network: fetches TwiML from the service as Twilio does, and follows it. */
export class SimulatedCall extends Handset {
  readonly callSid = newSid('CA')
  readonly done: Promise<FinishedCall>
  /** Resolves when nobody is on the line any more; `done` when the service knows that, too. */
  readonly over: Promise<void>
  private noteOver = (): void => {}
  readonly script: CallScript
  readonly webhooks: CallWebhooks
  readonly createdAt: Date
  answeredAt: Date | undefined
  endedAt: Date | undefined
  /** Seconds; 0 until the call is over. */
  duration = 0
  /** Milliseconds that one spoken character takes; a telephone that is rung may choose it. */
  speechMsPerCharacter: number
  /** What this call was doing when it was sent elsewhere through the REST side, and where it is to go on. */
  private detour: ((call: SimulatedCall) => Promise<NextStep>) | undefined
  private readonly ringing = new Ringing()
  private readonly progress: ProgressCallbacks
  private readonly startedAt: number
  private secondsInNoTime = 0
  private state: CallStatus

  constructor(readonly exchange: Exchange, readonly plan: CallPlan) {
    super(new HandsetLine(exchange.settings.clock))
    const { settings: { clock }, state } = exchange
    this.speechMsPerCharacter = plan.speechMsPerCharacter ?? exchange.settings.speechMsPerCharacter
    this.script = new CallScript(this)
    this.webhooks = new CallWebhooks(exchange, plan, this)
    this.state = plan.direction === 'inbound' ? 'ringing' : 'queued'
    this.startedAt = clock.now()
    this.createdAt = state.date()
    const wanted = plan.direction === 'inbound' ? undefined : plan.progress
    this.progress = new ProgressCallbacks(wanted, state.progressFaults, async (url, params) => this.webhooks.post(url, params))
    this.over = new Promise((resolve) => {
      this.noteOver = resolve
    })
    this.done = this.run()
  }

  get status(): CallStatus {
    return this.state === 'in-progress' && this.line.isDown ? 'completed' : this.state
  }

  get posts(): readonly PostedWebhook[] {
    return this.webhooks.posts
  }

  /** The number of the person who holds this handset. */
  get otherNumber(): string {
    return this.plan.direction === 'inbound' ? this.plan.from : this.plan.to
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

  /** Counts seconds that a scripted caller spoke in no time: the call was as long as what was said in it. */
  spend(seconds: number): void {
    this.secondsInNoTime += seconds
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
    await this.webhooks.settle()
    line.emit({ kind: 'ended', by: line.putDownBy, seconds: this.duration })
    return { callSid: this.callSid, duration: this.duration, sounds: line.sounds, posts: this.webhooks.posts }
  }

  private async ring({ to, ringSeconds }: OutgoingCall): Promise<RingOutcome> {
    // The one who asked for the call hears of it first, as from Twilio.
    await Promise.resolve()
    this.tell('initiated', 'initiated')
    const telephone = this.exchange.state.telephones.get(to) ?? this.exchange.state.otherTelephones
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
    await this.webhooks.post(plan.number.setup.statusCallback, { CallDuration })
  }
}
