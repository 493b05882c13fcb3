import { ScriptFault } from '../call/interrupted'

/**
 * Where an address in a document leads.
 * @param url of the document; empty for one that came without, in which relative addresses lead nowhere
 * @throws ScriptFault
 */
export function addressIn(url: string, target: string): string {
  const base = url === '' ? undefined : url
  if (!URL.canParse(target, base)) throw new ScriptFault(`The address "${target}" leads nowhere.`)
  return new URL(target, base).href
}
