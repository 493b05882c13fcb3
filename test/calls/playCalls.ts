import { setTimeout as sleep } from 'node:timers/promises'
import type { FinishedCall, TelephoneNetwork } from '../../src/local/network/createNetwork'
import { unacceptable } from './acceptable'
import { liveStory } from './liveStory'
import { storiesOf } from './stories'

export interface CallsInput {
  /** Has the service behind it; give it a clock that runs fast, for callers wait for minutes. */
  readonly network: TelephoneNetwork
  /** The service's number. */
  readonly to: string
  readonly calls: number
  /** How many are under way at one time. @defaultValue all of them */
  readonly atOnce?: number
  /** Real seconds until so many are: nobody's telephones are picked up in the same instant. @defaultValue one for every hundred */
  readonly arriveSeconds?: number
  readonly seed: number
  /** Whether faults of the network befall some. @defaultValue true */
  readonly faults?: boolean
}

export interface CallsReport {
  readonly callSids: readonly string[]
  /** How many callers lived through which kind of story. */
  readonly stories: Readonly<Record<string, number>>
  /** Webhooks posted, repeats included. */
  readonly posts: number
  /** How many of each address. */
  readonly postsByPath: Readonly<Record<string, number>>
  /** How many callers were on the line together, at the most. */
  readonly mostAtOnce: number
  /** Until an answer had come, in milliseconds. */
  readonly answerMs: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number }
  /** Calls that the service placed meanwhile. */
  readonly placed: number
  /** What a network would not take, and how often. */
  readonly problems: Readonly<Record<string, number>>
  /** Real time. */
  readonly seconds: number
}

/** Lets many callers ring at once, each with a story of their own, and tells what came of it. */
export async function playCalls({ network, to, calls, atOnce = calls, arriveSeconds = atOnce / 100, seed, faults = true }: CallsInput): Promise<CallsReport> {
  const stories = storiesOf({ seed, count: calls, faults })
  const before = performance.now()
  const placedBefore = placedOn(network)
  const finished: FinishedCall[] = []
  const onTheLine = { now: 0, most: 0 }
  const waiting = [...stories]
  const lineUp = async (_: unknown, place: number): Promise<void> => {
    await sleep((arriveSeconds * 1000 * place) / atOnce)
    for (let story = waiting.shift(); story; story = waiting.shift()) {
      onTheLine.now += 1
      onTheLine.most = Math.max(onTheLine.most, onTheLine.now)
      finished.push(await liveStory(network, to, story))
      onTheLine.now -= 1
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, calls) }, lineUp))
  const posts = finished.flatMap((call) => call.posts)
  const ms = posts.map((post) => post.ms).toSorted((a, b) => a - b)
  const at = (share: number): number => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? 0
  return {
    callSids: finished.map(({ callSid }) => callSid),
    stories: tally(stories.map(({ name }) => name)),
    posts: posts.length,
    postsByPath: tally(posts.map(({ url }) => new URL(url).pathname)),
    mostAtOnce: onTheLine.most,
    answerMs: { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) },
    placed: placedOn(network) - placedBefore,
    problems: tally(finished.flatMap(unacceptable)),
    seconds: (performance.now() - before) / 1000,
  }
}

const placedOn = ({ state }: TelephoneNetwork): number => [...state.calls.values()].filter(({ plan }) => plan.direction !== 'inbound').length

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
