import type { Signer } from './ports'

const ONE_SIGNATURE = /^DKIM-Signature: [\x20-\x7e]+(\r\n [\x20-\x7e]+)*\r\n$/i

/**
 * The message with its signature before it. What the guard has let through must stand behind it unchanged, and nothing
 * else may have come with it.
 *
 * @returns undefined when that is not so: then nothing may go out
 */
export async function signAcknowledgement(signer: Signer, guarded: Buffer): Promise<Buffer | undefined> {
  const signed = await signer.sign(guarded)
  const added = signed.length - guarded.length
  if (added <= 0 || !signed.subarray(added).equals(guarded)) return undefined
  return ONE_SIGNATURE.test(signed.subarray(0, added).toString('latin1')) ? signed : undefined
}
