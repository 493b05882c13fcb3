import type { SimulatedCall } from '../call/simulatedCall'
import type { Telephone } from './telephone'

/** What somebody who has answered does, each when it can be done; a telephone without any says nothing and presses nothing. */
export type TelephoneAct =
  /** Keys, once they are asked for. */
  | { readonly press: string }
  /** Talks for so many seconds, once connected, then hangs up. */
  | { readonly talkSeconds: number }
  /** Waits so many seconds. */
  | { readonly waitSeconds: number }
  | 'hang_up'

/** What a telephone does when it is rung. */
export type TelephoneScript =
  | { readonly rung: 'answers'; readonly afterSeconds?: number; readonly acts?: readonly TelephoneAct[] }
  /** `fails`: switched off, or a number that is none. */
  | { readonly rung: 'is_busy' | 'is_not_answered' | 'fails' }

/** Somebody who takes the call: presses 1 when asked, and talks for so many seconds. */
export const takesCalls = (talkSeconds: number, afterSeconds = 2): TelephoneScript =>
  ({ rung: 'answers', afterSeconds, acts: [{ press: '1' }, { talkSeconds }] })

/** A personal voicemail: it answers, and presses nothing. */
export const personalVoicemail = (afterSeconds = 15): TelephoneScript => ({ rung: 'answers', afterSeconds })

/** A telephone that does as written, or as the function says for each call anew. */
export function scriptedTelephone(script: TelephoneScript | ((call: SimulatedCall) => TelephoneScript)): Telephone {
  return (call) => {
    const written = typeof script === 'function' ? script(call) : script
    switch (written.rung) {
      case 'is_busy':
        return call.hangUp()
      case 'fails':
        return call.cancel('failed')
      case 'is_not_answered':
        return
      case 'answers':
        call.webhooks.beside(answer(call, written.afterSeconds ?? 0, written.acts ?? []))
    }
  }
}

async function answer(call: SimulatedCall, afterSeconds: number, acts: readonly TelephoneAct[]): Promise<void> {
  await inTime(call, afterSeconds)
  call.answer()
  for (const act of acts) await perform(call, act)
}

async function perform(call: SimulatedCall, act: TelephoneAct): Promise<void> {
  if (act === 'hang_up') return call.hangUp()
  if ('waitSeconds' in act) return inTime(call, act.waitSeconds)
  if ('press' in act) {
    if (await reaches(call, 'keys')) call.press(act.press)
    return
  }
  if (!(await reaches(call, 'talking'))) return
  await inTime(call, act.talkSeconds)
  call.hangUp()
}

/** False when the call is over first. */
async function reaches(call: SimulatedCall, wanted: 'keys' | 'talking'): Promise<boolean> {
  for (;;) {
    const what = await Promise.race([call.ready(), call.over.then(() => 'over' as const)])
    if (what === wanted) return true
    if (what === 'over') return false
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Ends early when the call does. */
async function inTime({ line, over }: SimulatedCall, seconds: number): Promise<void> {
  const end = new AbortController()
  void over.then(() => end.abort())
  await line.clock.wait(seconds * 1000, end.signal)
}
