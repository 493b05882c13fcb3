import type { Language } from '../../domain/telephony'
import type { CallEvent } from '../call/callEvent'

/** Calls of the last hours in one process, at most. */
const MOST = 2_000

/** Which callers hear Welsh, remembered outside the store, for when it cannot be asked. English is not remembered. */
export class LanguagesHeard {
  private readonly welsh = new Set<string>()

  note(callSid: string, language: Language): void {
    if (language !== 'cy' || this.welsh.has(callSid)) return
    this.welsh.add(callSid)
    const [oldest] = this.welsh
    if (this.welsh.size > MOST && oldest !== undefined) this.welsh.delete(oldest)
  }

  /** What the event itself says counts first. */
  of(callSid: string, event: CallEvent): Language {
    if (event.kind === 'menu' && (event.language === 'cy' || event.digits === '8')) this.note(callSid, 'cy')
    return this.welsh.has(callSid) ? 'cy' : 'en'
  }
}
