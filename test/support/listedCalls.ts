import type { ListedCall, ListedRecording, TelephoneProvider } from '../../src/telephone/provider'
import { ADVICE_LINE, CALLER } from './callerSite'

/** The network's own lists, as a test sets them. */
export class ListsOfTheNetwork implements Pick<TelephoneProvider, 'callsTo' | 'recordingsSince' | 'findCall'> {
  readonly calls: ListedCall[] = []
  readonly recordings: ListedRecording[] = []
  /** The network does not answer. */
  isAway = false
  asked = 0

  async callsTo(number: string, since: Date): Promise<readonly ListedCall[]> {
    this.ask()
    return this.calls.filter(({ to, startedAt }) => to === number && startedAt! >= since)
  }

  async recordingsSince(since: Date): Promise<readonly ListedRecording[]> {
    this.ask()
    return this.recordings.filter(({ createdAt }) => createdAt >= since)
  }

  async findCall(callSid: string): Promise<ListedCall | undefined> {
    this.ask()
    return this.calls.find(({ sid }) => sid === callSid)
  }

  private ask(): void {
    this.asked += 1
    if (this.isAway) throw new Error('The network does not answer.')
  }
}

/** A caller's call that is over. */
export const aListedCall = (sid: string, startedAt: Date, fields: Partial<ListedCall> = {}): ListedCall => ({
  sid, direction: 'inbound', from: CALLER, to: ADVICE_LINE, status: 'completed', startedAt, endedAt: new Date(startedAt.getTime() + 40_000), duration: 40, ...fields,
})
