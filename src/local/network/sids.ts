import { randomBytes } from 'node:crypto'

/** A name as Twilio gives them: two letters for the kind (`CA` a call, `RE` a recording …), then 32 hexadecimal digits. */
export const newSid = (kind: 'CA' | 'RE' | 'QU' | 'SM' | 'PN'): string => `${kind}${randomBytes(16).toString('hex')}`
