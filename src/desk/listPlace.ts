import { z } from 'zod'

/** A line of a list that is shown page by page, in the list's order. */
export interface ListPlace {
  readonly at: Date
  /** Hex. Tells apart what stands at the same moment. */
  readonly id: string
}

const placeSchema = z.object({ at: z.iso.datetime().transform((text) => new Date(text)), id: z.string().regex(/^[0-9a-f]{1,128}$/) })

/** After which line an address has a page begin; undefined at the beginning, where an address that was cut off begins too. */
export const placeAsked = (query: unknown): ListPlace | undefined => placeSchema.safeParse(query).data

/** The address of the page of a list that begins after a line. */
export const hrefAfter = (list: string, { at, id }: ListPlace): string => `${list}?at=${at.toISOString()}&id=${id}`
