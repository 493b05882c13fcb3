import { looksLikeAcknowledgementId } from '../domain/acknowledgement'
import { referencesIn } from '../domain/referenceNumber'
import type { Suggestion, Thread } from '../domain/thread'
import type { MessageReading } from './reading/messageReading'
import type { AcknowledgedIntake, NamedIntake, Threads } from './intakePorts'

/** Ids of acknowledgements, and references, that are looked up for one message; more stand in no honest one. */
const MOST_LOOKED_UP = 20

/**
 * What a message belongs with. It joins by the id of our own acknowledgement and by nothing else: that id is random and
 * known to whoever had it from us. A reference number, which anybody may know, is only a suggestion; subject and sender's
 * address count for nothing.
 */
export async function findThread(threads: Threads, reading: MessageReading): Promise<Thread> {
  const ids = acknowledgementsNamed(reading)
  const references = referencesIn(`${reading.subject}\n${reading.text}`, MOST_LOOKED_UP)
  const [acknowledged, named] = await Promise.all([
    ids.length > 0 ? threads.findAcknowledged(ids, reading.from?.address) : [],
    references.length > 0 ? threads.findByReference(references) : [],
  ])
  const thread = threadOf(acknowledged, named)
  if (!reading.report) return thread
  // A mail system always writes from an address of its own.
  const { joinedFrom: _, ...ofReport } = thread
  return ofReport
}

/** The ids in In-Reply-To and References that look like ours, the nearest to the message first; of a delivery report, the one it is about. */
export function acknowledgementsNamed({ headers, references, report }: MessageReading): readonly string[] {
  if (report) return [report.acknowledgement]
  const answered = headers.filter(({ name }) => name === 'in-reply-to').flatMap(({ value }) => value.split(/[\s,]+/))
  const ours = [...answered, ...references.toReversed()].filter(looksLikeAcknowledgementId)
  return [...new Set(ours)].slice(0, MOST_LOOKED_UP)
}

function threadOf(acknowledged: readonly AcknowledgedIntake[], named: readonly NamedIntake[]): Thread {
  const firsts = new Set(acknowledged.map(({ firstId }) => firstId))
  const [joinedTo] = firsts.size === 1 ? firsts : []
  // Forged, or two threads of theirs in one: which it belongs with is for a person to say.
  const several = firsts.size > 1 ? [...firsts] : []
  const further = named.filter(({ firstId }) => firstId !== joinedTo && !several.includes(firstId)).map(({ intakeId }) => intakeId)
  const suggestions: readonly Suggestion[] = [
    ...several.map((intakeId) => ({ intakeId, why: 'several_threads' }) as const),
    ...further.map((intakeId) => ({ intakeId, why: 'reference' }) as const),
  ]
  const isOther = joinedTo !== undefined && !acknowledged.some(({ isKnownAddress }) => isKnownAddress)
  const [nearest] = acknowledged
  return {
    ...(joinedTo !== undefined && { joinedTo }),
    ...(joinedTo !== undefined && nearest && nearest.through.length > 0 && { joinedThrough: nearest.through }),
    ...(isOther && { joinedFrom: 'other_address' as const }),
    ...(suggestions.length > 0 && { suggestions }),
  }
}
