import type { CallSituation, Language } from '../../domain/telephony'
import type { AnswerFacts } from './callAnswer'
import type { CallEvent } from './callEvent'

/** A mobile of the United Kingdom and its islands: no personal number (070), and no pager (076, but for the Isle of Man's 07624). */
const BRITISH_MOBILE = /^\+447(?:[1-57-9]\d{2}|624)\d{6}$/

const isMobile = (from: string | undefined): from is string => from !== undefined && BRITISH_MOBILE.test(from)

/** Where the telephone of the call shows texts, and nobody said that it is not safe to reach. */
export const offeringText = ({ from, callback }: CallSituation, { textsOffered }: AnswerFacts): { readonly offersText?: true } =>
  (textsOffered && isMobile(from) && callback?.safe !== 'no' ? { offersText: true } : {})

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
