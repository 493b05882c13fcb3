import type { KnownNation } from './skills'

/** What a worker is reminded of about referring a child, where in the United Kingdom. */
export interface ReferralPrompts {
  readonly version: string
  /** In every nation. */
  readonly always: readonly string[]
  /** Who may refer, and who decides between us and the caller. */
  readonly whoRefers: readonly string[]
  readonly nations: Readonly<Record<KnownNation, { readonly authority: string; readonly prompts: readonly string[]; readonly guardian: string }>>
}
