// Most letters of most messages are ASCII: a look at a character's code is many times quicker than a pattern.

export const isAscii = (unit: number): boolean => unit < 0x80
export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39
/** `| 0x20` makes a capital small. */
export const isLetter = (unit: number): boolean => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a

/** By ASCII unit, 1 when it is one of these. */
export function asciiSet(units: string): Uint8Array {
  const set = new Uint8Array(0x80)
  for (const unit of units) set[unit.charCodeAt(0)] = 1
  return set
}
