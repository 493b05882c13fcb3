const TIME = /^(\d{1,2})(?:[:.]?(\d{2}))? ?([ap]m)?$/i

/** A time of day as people type it ("9", "9.30", "0930", "4.30pm", "16:30") as `09:30`; `24:00` is the end of a day. Undefined where it is none. */
export function readTypedTime(typed: string): string | undefined {
  const [, hours, minutes = '00', half] = TIME.exec(typed.trim()) ?? []
  if (hours === undefined || Number(minutes) > 59) return undefined
  const hour = half === undefined ? Number(hours) : ofHalfDay(Number(hours), half.toLowerCase() === 'pm')
  if (hour === undefined || hour > 24 || (hour === 24 && minutes !== '00')) return undefined
  return `${String(hour).padStart(2, '0')}:${minutes}`
}

/** "12am" begins the day, and "12pm" is noon. */
const ofHalfDay = (hour: number, isAfternoon: boolean): number | undefined => (hour < 1 || hour > 12 ? undefined : (hour % 12) + (isAfternoon ? 12 : 0))
