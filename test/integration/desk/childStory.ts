import { type ChildDocument, childModel } from '../../../src/store/children/childModel'
import type { DeskApp, DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'

/** What a person writes into the form; whatever is not named stays empty. */
export const LINH = {
  name: 'Linh Tran', otherNames: 'Lin\r\nTran Thi Linh', birthDay: '27', birthMonth: '3', birthYear: '2010', age: 'Says 16', ageDisputed: 'yes', nationality: 'Vietnamese', nrm: 'NRM12345',
}

const hiddenIn = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

/** What stands in the fields of a form, as a browser would send it. */
export const typedIn = (html: string): Record<string, string> => Object.fromEntries([
  ...[...html.matchAll(/<input\s(?=[^>]*type="(?:text|hidden)")[^>]*name="(\w+)"[^>]*/g)].map(([tag, name]) => [name!, /value="([^"]*)"/.exec(tag)?.[1] ?? '']),
  ...[...html.matchAll(/<input\s(?=[^>]*type="radio")[^>]*name="(\w+)"[^>]*value="(\w+)"\s+checked/g)].map(([, name, value]) => [name!, value!]),
  ...[...html.matchAll(/<textarea [^>]*name="(\w+)"[^>]*>([^<]*)</g)].map(([, name, text]) => [name!, text!]),
])

/** Recording children at the desk, as people do. */
export function childStory(desk: DeskApp, browser: DeskBrowser) {
  let last = ''
  const sendFrom = async (page: string, path: string, form: Record<string, string | string[]>, by = browser) => {
    const hidden = Object.fromEntries(['seen', 'token', 'version', 'birthSeen', 'csrfToken'].flatMap((name) => (page.includes(`name="${name}"`) ? [[name, hiddenIn(page, name)]] : [])))
    return by.send(path, { ...hidden, ...form })
  }
  const recordedOf = async (intakeId: string): Promise<ChildDocument[]> => childModel(desk.connection).find({ recordedOf: intakeId }).sort({ recordedAt: 1 }).lean<ChildDocument[]>()
  const enquiry = async (minutesAgo: number, options: Parameters<typeof putEmail>[2] = {}, text = 'Invented words.'): Promise<string> =>
    putEmail(desk, { subject: 'A worry', text }, { priority: 'high', minutesAgo, ...options })
  const open = async (path: string, by = browser) => {
    const response = await by.open(path)
    last = response.text
    return response
  }
  return {
    enquiry, recordedOf, sendFrom, open,
    /** From whatever page is open. */
    send: async (path: string, form: Record<string, string>) => {
      if (path.endsWith('/child') || path.endsWith('/details')) await open(path)
      return sendFrom(last, path, form)
    },
    /** A child of a new enquiry, or of this one. */
    async child(form: Record<string, string>, of?: string): Promise<{ childId: string; reference: string; intakeId: string }> {
      const intakeId = of ?? (await enquiry(30))
      const page = await open(`/intakes/${intakeId}/child`)
      const asked = await sendFrom(page.text, `/intakes/${intakeId}/child`, form)
      // Of others who are alike, it is another child, as far as these stories go.
      const others = [...asked.text.matchAll(/name="others" value="(\w+)"/g)].map(([, id]) => id!)
      const saved = others.length > 0 ? await sendFrom(asked.text, `/intakes/${intakeId}/child`, { ...form, others }) : asked
      if (saved.status !== 303) throw new Error(`The child was not recorded: ${saved.status}`)
      const child = (await recordedOf(intakeId)).at(-1)!
      return { childId: child._id, reference: child.reference, intakeId }
    },
  }
}
