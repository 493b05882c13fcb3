import type { Confirmation } from '../domain/triage'

/** What a person says concerns a child, or belongs in the queue after all, is standard by that where it was low: nobody looks soon at what is. */
export const raisedByWord = ({ by, byName }: Pick<Confirmation, 'by' | 'byName'>, at: Date): Confirmation => ({ by, byName, at, reason: 'What belongs in the queue by somebody’s word is never low.' })
