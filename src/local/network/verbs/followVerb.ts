import type { NextStep } from '../call/callPlan'
import { ScriptFault } from '../call/interrupted'
import type { SimulatedCall } from '../call/simulatedCall'
import type { TwimlElement } from '../parseTwiml'
import { addressIn } from './addressIn'
import { followDial } from './followDial'
import { followEnqueue } from './followEnqueue'
import { followGather } from './followGather'
import { followRecord } from './followRecord'
import { speak } from './speak'

/**
 * Does what one verb says, on behalf of a call.
 * @param url of the document in which the verb stands
 */
export async function followVerb(call: SimulatedCall, verb: TwimlElement, url: string): Promise<NextStep> {
  refuseGet(verb)
  switch (verb.name) {
    case 'Say':
    case 'Play':
    case 'Pause':
      await speak(call, verb)
      return 'go_on'
    case 'Gather':
      return followGather(call, verb, url)
    case 'Record':
      return followRecord(call, verb, url)
    case 'Enqueue':
      return followEnqueue(call, verb, url)
    case 'Dial':
      return followDial(call, verb, url)
    case 'Redirect':
      return call.script.fetch(addressIn(url, verb.text), {})
    case 'Leave':
      if (!call.script.isWaiting) throw new ScriptFault('Leave stands outside of a queue.')
      return 'leave'
    case 'Hangup':
    case 'Reject':
      return 'end'
    default:
      throw new ScriptFault(`The simulated network does not know the verb ${verb.name}.`)
  }
}

/** Nothing that carries what callers press belongs into addresses, so the network knows one way to ask only. */
function refuseGet({ name, attributes }: TwimlElement): void {
  const asks = Object.entries(attributes).find(([key, value]) => /method$/i.test(key) && value.toUpperCase() === 'GET')
  if (asks) throw new ScriptFault(`The simulated network posts its webhooks: ${name} ${asks[0]}="GET" is not known.`)
}
