// Most letters of most messages are ASCII: a look at a character's code is many times quicker than a pattern.

export const isAscii = (unit: number): boolean => unit < 0x80
export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39
/** `| 0x20` makes a capital small. */
export const isLetter = (unit: number): boolean => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a
