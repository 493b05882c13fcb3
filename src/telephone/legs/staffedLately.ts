import type { StaffLines } from './ports'

/** How long an answer counts, in milliseconds: every caller who waits asks it again and again. */
const REMEMBER_MS = 1_500

/** Whether anybody is on duty to be rung, busy or not. Asked of the store at most once in a while, and never twice at once. */
export function staffedLately(lines: Pick<StaffLines, 'onDuty'>, rememberMs: number = REMEMBER_MS): (at: Date) => Promise<boolean> {
  let last: { readonly at: number; readonly answer: Promise<boolean> } | undefined
  return async (at) => {
    if (!last || Math.abs(at.getTime() - last.at) >= rememberMs) {
      const asked = { at: at.getTime(), answer: lines.onDuty(at).then((staff) => staff.length > 0) }
      last = asked
      // A store that did not answer is asked again at once.
      asked.answer.catch(() => {
        if (last === asked) last = undefined
      })
    }
    return last.answer
  }
}
