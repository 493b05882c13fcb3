import type { OwedTask } from '../../domain/task'
import type { CallLedger } from '../call/ports'

/** A ledger whose writes owe a card for the gap as well: the card and what was missing are one write, or neither. */
export const noteGap = (ledger: CallLedger, card: OwedTask): CallLedger => ({
  openCall: async (call) => ledger.openCall({ ...call, owedTasks: [...call.owedTasks, card] }),
  findCall: async (callSid) => ledger.findCall(callSid),
  applyEvent: async (callSid, version, change) => ledger.applyEvent(callSid, version, { ...change, owe: [...change.owe, card] }),
  markLate: async (callSid, key) => ledger.markLate(callSid, key),
})
