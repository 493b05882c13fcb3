import type { SecurePortals } from '../../../config/securePortals'
import type { LetterLayout } from '../../domain/letter/letterLayout'
import type { ProfessionalDomains } from '../../domain/senderStanding'

/** What tells how a message's words are told apart, and what is no message but the notice of one. */
export interface LetterSettings {
  readonly layout: LetterLayout
  readonly portals: SecurePortals
}

/**
 * What a reading process is told before anything is asked of it. Checked before it is handed over: a process that checks it
 * anew takes a third longer to start.
 */
export interface ReadingSettings extends LetterSettings {
  readonly domains: ProfessionalDomains
  /** What our mail server calls itself in Authentication-Results fields. */
  readonly authservId?: string | undefined
}
