import type { SummaryLink } from './typedForms'

/** A field in which a reference is typed, and what came of it. */
export interface ReferenceField {
  readonly typed: string
  /** What came of it, when it could be a reference. */
  readonly notice: string
  /** What is wrong with it. */
  readonly error: string | undefined
  readonly problems: readonly SummaryLink[]
}

/** The same on a page about something else, which it is brought together with. */
export interface ReferenceBox<Found> extends ReferenceField {
  readonly action: string
  readonly open: boolean
  readonly found: Found | undefined
}

/** @param id of the field on its page */
export const referenceField = (id: string, { typed = '', notice = '', error }: Partial<Pick<ReferenceField, 'typed' | 'notice' | 'error'>>): ReferenceField =>
  ({ typed, notice, error, problems: error === undefined ? [] : [{ text: error, href: `#${id}` }] })
