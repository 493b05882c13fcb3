/**
 * The same question asked many times a minute, answered once: opening hours change on the minute, and working them out
 * takes longer than all the rest of answering a call.
 */
export function openThisMinute(isOpen: (at: Date) => boolean): (at: Date) => boolean {
  let minute = Number.NaN
  let open = false
  return (at) => {
    const asked = Math.floor(at.getTime() / 60_000)
    if (asked !== minute) {
      open = isOpen(at)
      minute = asked
    }
    return open
  }
}
