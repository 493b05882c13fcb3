import type { Exchange } from '../exchange'
import type { CallPlan, CallStatus } from './callPlan'
import type { PostedWebhook } from './callSounds'
import { postWebhook } from './webhookClient'

type Params = Readonly<Record<string, string>>

/** What the service is told of one call, and what it answered. */
export class CallWebhooks {
  readonly posts: PostedWebhook[] = []
  private readonly underWay = new Set<Promise<unknown>>()

  constructor(
    private readonly exchange: Exchange,
    private readonly plan: CallPlan,
    private readonly call: { readonly callSid: string; readonly status: CallStatus },
  ) {}

  async post(url: string, params: Params): Promise<PostedWebhook> {
    const { from, to, faults, direction } = this.plan
    const parent = direction === 'inbound' || this.plan.parentSid === undefined ? {} : { ParentCallSid: this.plan.parentSid }
    const { settings } = this.exchange
    const all = {
      CallSid: this.call.callSid, AccountSid: settings.accountSid, From: from, To: to, Caller: from, Called: to,
      CallStatus: this.call.status, ApiVersion: '2010-04-01', Direction: direction, ...parent, ...params,
    }
    if (faults?.retryEveryPost) this.posts.push(await postWebhook(settings, url, all))
    const [first, ...others] = await Promise.all((faults?.duplicateEveryPost ? [1, 2] : [1]).map(async () => postWebhook(settings, url, all)))
    if (!first) throw new Error('Nothing was posted.')
    this.posts.push(first, ...others)
    return first
  }

  /** Posts a webhook for whose answer the call does not wait. */
  notify(url: string, params: Params): void {
    this.beside(this.post(url, params))
  }

  /** Lets something happen beside the call; the call is not done before it has. */
  beside(happening: Promise<unknown>): void {
    const going = happening.finally(() => this.underWay.delete(going))
    this.underWay.add(going)
  }

  async settle(): Promise<void> {
    await Promise.all(this.underWay)
  }
}
