import { randomBytes } from 'node:crypto'
import type { CallFaults, FinishedCall, MessageEnd, PostedWebhook } from './callSounds'
import { followGather } from './followGather'
import { followRecord } from './followRecord'
import { HandsetLine } from './handsetLine'
import type { NetworkClock } from './networkClock'
import { parseTwiml, type TwimlElement } from './parseTwiml'
import { speak } from './speak'
import { postWebhook, type WebhookSettings } from './webhookClient'

export interface NetworkSettings extends WebhookSettings {
  readonly clock: NetworkClock
  /** Milliseconds that one spoken character takes. */
  readonly speechMsPerCharacter: number
  /** What the number is set up with; addresses under the public origin. */
  readonly voiceUrl: string
  readonly statusUrl: string
  readonly fallbackUrl: string
}

export interface Dialled {
  /** As the network passes it on; see `WITHHELD_NUMBER`. */
  readonly from: string
  readonly to: string
  readonly faults?: CallFaults
  /** For this call, in place of the network's. */
  readonly speechMsPerCharacter?: number
}

/** Where the script goes on: another document, an end, or with the next verb. */
export type NextStep = { readonly document: string; readonly url: string } | 'end' | 'go_on'

/** A call on the simulated network: fetches TwiML from the service as Twilio does, and follows it. */
export class SimulatedCall {
  readonly callSid = `CA${randomBytes(16).toString('hex')}`
  readonly line: HandsetLine
  readonly done: Promise<FinishedCall>
  private readonly posts: PostedWebhook[] = []
  private readonly underWay = new Set<Promise<unknown>>()
  readonly speechMsPerCharacter: number
  private readonly startedAt: number
  private status = 'ringing'
  private fellBack = false
  private secondsInNoTime = 0

  constructor(readonly settings: NetworkSettings, private readonly dialled: Dialled) {
    this.line = new HandsetLine(settings.clock)
    this.speechMsPerCharacter = dialled.speechMsPerCharacter ?? settings.speechMsPerCharacter
    this.startedAt = settings.clock.now()
    this.done = this.run()
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

  hangUp(): void {
    this.line.putDown()
  }

  listen(...args: Parameters<HandsetLine['listen']>): () => void {
    return this.line.listen(...args)
  }

  /** Resolves when the network waits for the caller, with what it waits for; or with `over`. */
  async ready(): Promise<'keys' | 'message' | 'over'> {
    return this.line.waiting()
  }

  /** Counts seconds that a scripted caller spoke in no time: the call was as long as what was said in it. */
  spend(seconds: number): void {
    this.secondsInNoTime += seconds
  }

  private async run(): Promise<FinishedCall> {
    const { line, settings, dialled } = this
    line.emit({ kind: 'ringing' })
    const { hangUpAfterMs } = dialled.faults ?? {}
    if (hangUpAfterMs !== undefined) void settings.clock.wait(hangUpAfterMs, new AbortController().signal).then(() => this.hangUp())
    let next = await this.fetch(settings.voiceUrl, {})
    this.status = 'in-progress'
    while (typeof next === 'object' && !line.isDown) next = await this.follow(next)
    const by = line.isDown ? 'caller' : 'service'
    line.putDown()
    this.status = 'completed'
    const duration = Math.round((settings.clock.now() - this.startedAt) / 1000) + this.secondsInNoTime
    if (!dialled.faults?.dropStatusCallback) await this.post(settings.statusUrl, { CallDuration: String(duration) })
    await Promise.all(this.underWay)
    line.emit({ kind: 'ended', by, seconds: duration })
    return { callSid: this.callSid, duration, sounds: line.sounds, posts: this.posts }
  }

  private async follow({ document, url }: { document: string; url: string }): Promise<NextStep> {
    try {
      for (const verb of parseTwiml(document).children) {
        if (this.line.isDown) return 'end'
        const next = await this.followVerb(verb, url)
        if (next !== 'go_on') return next
      }
    } catch (error) {
      this.line.emit({ kind: 'fault', message: error instanceof Error ? error.message : 'The script could not be followed.' })
    }
    return 'end'
  }

  private async followVerb(verb: TwimlElement, url: string): Promise<NextStep> {
    switch (verb.name) {
      case 'Say':
      case 'Play':
      case 'Pause':
        await speak(this.line, verb, this.speechMsPerCharacter)
        return 'go_on'
      case 'Gather':
        return followGather(this, verb, url)
      case 'Record':
        return followRecord(this, verb, url)
      case 'Redirect':
        return this.fetch(new URL(verb.text, url).href, {})
      case 'Hangup':
      case 'Reject':
        return 'end'
      default:
        throw new Error(`The simulated network does not know the verb ${verb.name}.`)
    }
  }

  /** The next document; the fallback's when the service fails; the end when that fails too. */
  async fetch(url: string, params: Readonly<Record<string, string>>): Promise<NextStep> {
    const posted = await this.post(url, params)
    if (posted.status >= 200 && posted.status < 300) return posted.body === '' ? 'end' : { document: posted.body, url: posted.url }
    this.line.emit({ kind: 'fault', message: `The service answered ${posted.status || 'nothing'}.` })
    if (this.fellBack || this.line.isDown) return 'end'
    this.fellBack = true
    return this.fetch(this.settings.fallbackUrl, { ErrorCode: posted.status === 0 ? '11205' : '11200', ErrorUrl: posted.url })
  }

  /** Posts a webhook for whose answer the call does not wait. */
  notify(url: string, params: Readonly<Record<string, string>>): void {
    const posting = this.post(url, params).finally(() => this.underWay.delete(posting))
    this.underWay.add(posting)
  }

  get dropsRecordingCallback(): boolean {
    return this.dialled.faults?.dropRecordingCallback ?? false
  }

  private async post(url: string, params: Readonly<Record<string, string>>): Promise<PostedWebhook> {
    const { from, to, faults } = this.dialled
    const all = {
      CallSid: this.callSid, AccountSid: this.settings.accountSid, From: from, To: to, Caller: from, Called: to,
      CallStatus: this.status, ApiVersion: '2010-04-01', Direction: 'inbound', ...params,
    }
    const posted = await Promise.all(
      (faults?.duplicateEveryPost ? [1, 2] : [1]).map(() => postWebhook(this.settings, url, all)),
    )
    this.posts.push(...posted)
    const [first] = posted
    if (!first) throw new Error('Nothing was posted.')
    return first
  }
}
