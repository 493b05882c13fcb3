import { NATIONS } from '../../domain/triage'
import type { Nation } from '../../domain/triage'
import type { Hit } from '../phrases/hits'
import { ruleKey } from '../rules/rules'
import { hitsOf } from './message'
import type { Message } from './message'

const isCapitalInside = (message: Message, hit: Hit): boolean => {
  if (hit.first === hit.run.first) return false
  const source = hit.run.part === 'subject' ? message.contact.subject : message.contact.text
  const first = source.charAt(hit.run.words.starts[hit.first] ?? 0)
  return first !== first.toLowerCase()
}

/** The nation whose places and institutions are named most; the first of NATIONS when two are level. */
export function findNation(message: Message): Nation {
  let best: { nation: Nation; count: number } = { nation: 'unknown', count: 0 }
  for (const nation of NATIONS) {
    const sure = hitsOf(message, ruleKey('place', nation)).length
    const likely = hitsOf(message, ruleKey('capital', nation)).filter((hit) => isCapitalInside(message, hit)).length
    if (sure + likely > best.count) best = { nation, count: sure + likely }
  }
  return best.nation
}
