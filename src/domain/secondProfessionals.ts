import type { Category, Signal, Triage } from './triage'

/** Colleagues who work beside the social worker where an enquiry calls for them. */
export const SECOND_ROLES = ['police_liaison', 'immigration_officer'] as const
export type SecondRole = (typeof SECOND_ROLES)[number]

export const isSecondRole = (role: string): role is SecondRole => SECOND_ROLES.some((one) => one === role)

/** Codes, as triage found them. */
export type SecondReason =
  | { readonly kind: 'signal'; readonly signal: Signal }
  | { readonly kind: 'indicator'; readonly code: string }
  /** Of the category, with an indicator that makes it theirs. */
  | { readonly kind: 'category'; readonly category: Category; readonly code: string }

export interface SecondProfessional {
  readonly role: SecondRole
  readonly because: readonly SecondReason[]
}

/** What calls for somebody; any of it does. */
export interface SecondTriggers {
  readonly signals: readonly Signal[]
  readonly indicators: readonly string[]
  readonly categories: readonly { readonly category: Category; readonly withIndicators: readonly string[] }[]
}

/** Who joins an enquiry beside its social worker, and why; nobody where nothing calls for them. */
export function secondProfessionals(
  { signals, indicators, category }: Pick<Triage, 'signals' | 'indicators' | 'category'>, triggers: Readonly<Record<SecondRole, SecondTriggers>>,
): readonly SecondProfessional[] {
  const found = new Set(indicators.map(({ code }) => code))
  return SECOND_ROLES.flatMap((role) => {
    const trigger = triggers[role]
    const because: SecondReason[] = [
      ...trigger.signals.filter((signal) => signals[signal]).map((signal) => ({ kind: 'signal', signal }) as const),
      ...trigger.indicators.filter((code) => found.has(code)).map((code) => ({ kind: 'indicator', code }) as const),
      ...trigger.categories.filter((one) => one.category === category)
        .flatMap(({ withIndicators }) => withIndicators.filter((code) => found.has(code)).map((code) => ({ kind: 'category', category, code }) as const)),
    ]
    return because.length > 0 ? [{ role, because }] : []
  })
}
