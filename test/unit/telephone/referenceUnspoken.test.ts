import { isReferenceUnspoken } from '../../../src/telephone/call/referenceHeard'
import type { CallEventEntry } from '../../../src/telephone/call/ports'

const AT = new Date('2026-11-23T10:00:00Z')
const event = (key: string, kind: 'menu' | 'message_kept' | 'hang_up' | 'record', late?: boolean): CallEventEntry => ({
  key, at: AT, answer: kind === 'menu' ? { kind, open: true, attempt: 1, urgent: 'offered' } : kind === 'record' ? { kind, why: 'chosen', tells: true } : { kind }, ...(late !== undefined && { late }),
})

it.each([
  ['the store was away when they rang', [event('voice', 'menu', true), event('message:RE1', 'message_kept', true)], true],
  ['the store went away before their message came in', [event('voice', 'menu', false), event('message:RE1', 'message_kept', true)], true],
  ['the call was found in the network’s list, over', [event('status:completed', 'hang_up', true)], true],
  ['they hung up in the menu, and only that came late', [event('voice', 'menu', false), event('status:completed', 'hang_up', true)], false],
  ['it was told them before the tone, and the store went away then', [event('voice', 'menu', false), event('menu:1', 'record', false), event('message:RE1', 'message_kept', true)], false],
  ['the store came back in time to tell them', [event('voice', 'menu', true), event('message:RE1', 'message_kept', false)], false],
  ['it came in before it was noted what comes late', [event('voice', 'menu'), event('message:RE1', 'message_kept')], false],
  ['nothing is known', [], false],
] as const)('whether nobody read the reference to a caller: %s', (_how, events, isUnspoken) => {
  expect(isReferenceUnspoken(events)).toBe(isUnspoken)
})
