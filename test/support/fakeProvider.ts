import type { ListedCall, NewCall, Submission, TelephoneProvider } from '../../src/telephone/provider'

/** What the network does when it is asked to ring a number. `ambiguous`: it rings, and the answer is lost; `lost`: neither. */
export type Placing = 'rings' | 'refuses' | 'away' | 'ambiguous' | 'lost' | 'crashes' | 'crashes_after'

export class Crash extends Error {}

/** The network's REST side in memory: remembers what it was asked, and does to each number as the test says. */
export class FakeProvider implements Pick<TelephoneProvider, 'ring' | 'hangUp' | 'findCall' | 'callsTo' | 'sendText'> {
  readonly rung: (NewCall & { sid: string })[] = []
  readonly calls: ListedCall[] = []
  readonly texts: { to: string; from: string; body: string }[] = []
  readonly numbers = new Map<string, Placing>()
  /** Numbers that take no text messages. */
  readonly noTexts = new Set<string>()
  /** For numbers that nothing is said of. */
  otherwise: Placing = 'rings'
  /** Whether lists and look-ups are answered. */
  answers = true

  constructor(private readonly now: () => Date) {}

  async ring(call: NewCall): Promise<Submission> {
    const placing = this.numbers.get(call.to) ?? this.otherwise
    switch (placing) {
      case 'refuses': return { kind: 'refused', reason: '21211' }
      case 'away': return { kind: 'refused', reason: 'econnrefused', passes: true }
      case 'lost': return { kind: 'unknown' }
      case 'crashes': throw new Crash('before anything was asked')
      case 'rings': return { kind: 'created', callSid: this.place(call) }
      case 'ambiguous':
        this.place(call)
        return { kind: 'unknown' }
      case 'crashes_after':
        this.place(call)
        throw new Crash('after it rang')
      default:
        return placing satisfies never
    }
  }

  async hangUp(sid: string): Promise<void> {
    this.mustAnswer()
    this.set(sid, 'completed')
  }

  async findCall(sid: string): Promise<ListedCall | undefined> {
    this.mustAnswer()
    return this.calls.find((call) => call.sid === sid)
  }

  async callsTo(number: string, since: Date): Promise<readonly ListedCall[]> {
    this.mustAnswer()
    return this.calls.filter(({ to, startedAt }) => to === number && startedAt! >= since)
  }

  async sendText(message: { to: string; from: string; body: string }): Promise<boolean> {
    this.texts.push(message)
    return !this.noTexts.has(message.to)
  }

  /** What the network knows of a call from now on. */
  set(sid: string, status: string): void {
    const index = this.calls.findIndex((call) => call.sid === sid)
    this.calls[index] = { ...this.calls[index]!, status }
  }

  private place(call: NewCall): string {
    const sid = `CAout${this.calls.length + 1}-${call.to}`
    this.rung.push({ ...call, sid })
    this.calls.push({ sid, direction: 'outbound', from: '+442079460000', to: call.to, status: 'ringing', startedAt: this.now() })
    return sid
  }

  private mustAnswer(): void {
    if (!this.answers) throw new Error('The network does not answer.')
  }
}
