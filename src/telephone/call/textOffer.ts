import type { CallSituation, Language } from '../../domain/telephony'
import { isMobile, mayBeTexted } from '../../domain/textTelephone'
import type { AnswerFacts } from './callAnswer'
import type { CallEvent } from './callEvent'

/** Where the telephone of the call may be sent texts, and none was asked for yet. */
export const offeringText = (call: CallSituation, { textsOffered }: AnswerFacts): { readonly offersText?: true } =>
  (textsOffered && mayBeTexted(call) && call.textAskedAt === undefined ? { offersText: true } : {})

/** One key says both: that the caller wants the text, and that nobody else sees it. Any other says neither. */
export const isTextAsked = ({ from }: CallSituation, { digits }: Extract<CallEvent, { kind: 'text_choice' }>): boolean =>
  digits === '1' && isMobile(from)

/** The reference by text, owed to a caller. */
export interface OwedText {
  /** E.164: the telephone that the caller asked from, and no other. */
  readonly to: string
  readonly language: Language
  readonly dueAt: Date
}

export const textOwedBy = ({ textAskedAt, from, language }: CallSituation): OwedText | undefined =>
  textAskedAt && from !== undefined ? { to: from, language, dueAt: textAskedAt } : undefined
