import { parseArgs } from 'node:util'

/** What may be asked of a benchmark beside its name, for a short look: a figure for the record needs the defaults. */
export interface Sizes {
  /** How long a steady pace is kept up. */
  readonly seconds?: number
  /** How many wait. */
  readonly waiting?: number
  /** The most seconds for all that wait. */
  readonly limit?: number
}

/** `NAME --seconds 10 --waiting 500 --limit 60`. @throws when one of them is not a whole number above nothing */
export function readArguments(args: string[]): { readonly name?: string; readonly sizes: Sizes } {
  const number = { type: 'string' } as const
  const { positionals: [name], values } = parseArgs({ args, allowPositionals: true, options: { seconds: number, waiting: number, limit: number } })
  const sizes = Object.fromEntries(Object.entries(values).map(([size, value]) => [size, wholeNumber(size, value)]))
  return { sizes, ...(name !== undefined && { name }) }
}

function wholeNumber(size: string, value: unknown): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${size} has to be a whole number, not ${String(value)}.`)
  return number
}
