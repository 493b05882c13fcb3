import type { Sealer } from './seal'

/** By which one sender's messages and acknowledgements are counted without the address being stored. */
export const senderHash = (sealer: Sealer, address: string): string => sealer.lookupHash('sender', address.toLowerCase())
