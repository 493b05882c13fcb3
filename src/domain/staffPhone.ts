import parsePhoneNumber from 'libphonenumber-js'

/**
 * A member of staff's telephone number as typed, in E.164; undefined when it cannot be one. Possible, not valid: numbers
 * reserved for drama and new ranges are real enough to ring. One with an extension is none: without it somebody else answers.
 */
export function readStaffPhone(typed: string): string | undefined {
  const parsed = parsePhoneNumber(typed, 'GB')
  return parsed?.isPossible() && parsed.ext === undefined ? parsed.number : undefined
}

export const hasExtension = (typed: string): boolean => parsePhoneNumber(typed, 'GB')?.ext !== undefined
