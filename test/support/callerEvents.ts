import type { OwedTask } from '../../src/domain/task'
import type { CallSituation } from '../../src/domain/telephony'
import { type CallEvent, eventKey } from '../../src/telephone/call/callEvent'
import { type CallFacts, decide } from '../../src/telephone/call/callFlow'

interface Record {
  readonly situation: CallSituation | undefined
  readonly owedTasks: readonly OwedTask[]
  readonly keys: ReadonlySet<string>
}

/** What is left of a call after these events, as the use case takes them: a key that was seen has no effect. */
export function takeEventInto(events: readonly { event: CallEvent; at: Date }[], facts: Omit<CallFacts, 'at'>): Record {
  const keys = new Set<string>()
  let situation: CallSituation | undefined
  let owedTasks: readonly OwedTask[] = []
  for (const { event, at } of events) {
    if (keys.has(eventKey(event))) continue
    keys.add(eventKey(event))
    // The network does not say whose call a recording is of.
    const decision = decide(situation, event, { ...facts, at, ...(event.kind === 'recording' && { caller: { withheld: true } }) })
    situation = decision.after
    owedTasks = decision.owedTasks
  }
  return { situation, owedTasks, keys }
}
