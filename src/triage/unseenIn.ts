import type { EmailIntake } from '../domain/intake'

export type Unseen = 'elsewhere' | 'unreadable'

/** Why some of what was written is not before us: it is somewhere else (sealed, in a portal, in a packing that we do not open), or could not be read. */
export function unseenIn({ email: { protection, portal, attachments, unreadable } }: EmailIntake): Unseen | undefined {
  if (portal !== undefined || (protection !== undefined && protection !== 'signed') || attachments.some(({ type }) => type === 'winmail')) return 'elsewhere'
  return unreadable === undefined ? undefined : 'unreadable'
}
