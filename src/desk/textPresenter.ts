import type { Intake } from '../domain/intake'
import { isTextFree, mayBeTexted } from '../domain/textTelephone'
import { paths } from './paths'
import type { SummaryLink, TypedForm } from './typedForms'

export interface TextForm {
  /** Absent when it cannot be sent now; then only `error` is shown. */
  readonly action: string | undefined
  /** That the caller could have asked for it, and did not; empty where they had no occasion. */
  readonly hint: string
  readonly asked: boolean
  readonly safe: boolean
  readonly error: string | undefined
  readonly problems: readonly SummaryLink[]
}

const NOT_PRESSED = 'Whoever stays on the line after the talk is offered this by a key. This caller has not pressed it.'

/** How to send a caller their reference, where their telephone shows texts, nobody said that it is unsafe, and none is under way. */
export function textForm(intake: Intake, typed: TypedForm | undefined): TextForm | undefined {
  if (intake.channel !== 'phone') return undefined
  const state = typed?.form === 'text' ? typed.state : undefined
  const offered = mayBeTexted(intake.telephony) && isTextFree(intake.acknowledgement)
  if (!offered && !state) return undefined
  return {
    action: offered ? paths.textOf(intake.id) : undefined,
    hint: intake.telephony.conversationEndedAt && intake.telephony.textAskedAt === undefined ? NOT_PRESSED : '',
    asked: state?.asked ?? false,
    safe: state?.safe ?? false,
    error: state?.problem,
    problems: state ? [{ text: state.problem, href: '#reference-by-text' }] : [],
  }
}
