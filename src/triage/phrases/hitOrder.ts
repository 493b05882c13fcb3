import { HEAD } from './compiledIndex'
import type { CompiledIndex } from './compiledIndex'
import type { EnteredRun } from './enteredRun'
import type { Hit } from './hits'

function filedAt({ phrases, filed }: CompiledIndex, run: EnteredRun, { phrase: { number }, first }: Hit): number {
  const choice = phrases.values[(phrases.from[number] ?? 0) + HEAD] ?? 0
  return filed[run.beginning(first, choice)] ?? Infinity
}

/** Of phrases that begin together, those filed under the whole word come first. */
function isBefore(index: CompiledIndex, run: EnteredRun, one: Hit, other: Hit): boolean {
  if (one.first !== other.first) return one.first < other.first
  const by = filedAt(index, run, one) - filedAt(index, run, other)
  return by === 0 ? one.phrase.number < other.phrase.number : by < 0
}

/** Puts hits in the order of the text. They nearly are, so each is moved past the few before it that belong behind it. */
export function putInOrder(hits: Hit[], index: CompiledIndex, run: EnteredRun): void {
  for (let next = 1; next < hits.length; next += 1) {
    const hit = hits[next]
    if (!hit) continue
    let to = next
    for (let before = hits[to - 1]; before && isBefore(index, run, hit, before); before = hits[to - 1]) {
      hits[to] = before
      to -= 1
    }
    hits[to] = hit
  }
}
