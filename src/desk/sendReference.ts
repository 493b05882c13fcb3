import type { Clock } from '../domain/clock'
import type { Actor } from '../domain/staff'
import type { DeskTexts } from './callPorts'

export interface SendReferenceInput {
  readonly intakeId: string
  /** That the caller asked for it, and that they said it is safe. */
  readonly asked: boolean
  readonly safe: boolean
  readonly actor: Actor
}

export type SendReferenceOutcome =
  | { readonly kind: 'owed' }
  | { readonly kind: 'invalid'; readonly problem: string }
  /** It cannot be sent now; in words. */
  | { readonly kind: 'refused'; readonly why: string }

/**
 * Whoever spoke with a caller has their reference sent to the telephone that they rang from. Only on both words of the
 * caller's, which are written down with the name of whoever heard them.
 */
export async function sendReference(
  { texts, now }: { readonly texts: DeskTexts | undefined; readonly now: Clock }, { intakeId, asked, safe, actor }: SendReferenceInput,
): Promise<SendReferenceOutcome> {
  if (!asked || !safe) return { kind: 'invalid', problem: 'Confirm both: that the caller asked for it, and that they said it is safe' }
  const owed = await texts?.owe({ intakeId, by: actor.staffId, byName: actor.name, at: now(), note: NOTE })
  return owed ? { kind: 'owed' } : { kind: 'refused', why: 'It was sent already, is being sent, or cannot be: load this page again' }
}

const NOTE = 'The caller asked for the reference by text, and said that nobody else sees the messages of the telephone that they rang from.'
