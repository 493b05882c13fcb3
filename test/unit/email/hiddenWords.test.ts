import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'
import { aMessage } from '../../fixtures/mail/messages'
import { readMessage } from '../../support/readMessage'

const inHtml = async (html: string) => readMessage(Buffer.from(aMessage({ headers: ['Content-Type: text/html; charset=utf-8'], text: html })))

/** What whoever opens the message sees, and what it hides from them. */
async function apart(html: string): Promise<{ shown: string; hidden: string }> {
  const { text, parts } = await inHtml(html)
  const of = (isHidden: boolean): string => parts.filter(({ kind }) => (kind === 'hidden') === isHidden).map(({ start, end }) => text.slice(start, end)).join('').trim()
  return { shown: of(false), hidden: of(true) }
}

describe('words that a message hides from whoever opens it', () => {
  test.each([
    ['not drawn', '<p>Linh is missing.</p><div style="display: none;">Exercise only</div>'],
    ['not drawn, by an attribute', '<p>Linh is missing.</p><p hidden>Exercise only</p>'],
    ['not to be seen', '<p>Linh is missing.</p><span style="color:red;VISIBILITY:hidden">Exercise only</span>'],
    ['left out by one program', '<p>Linh is missing.</p><span style="mso-hide:all">Exercise only</span>'],
    ['clear as glass', '<p>Linh is missing.</p><p style="opacity:0">Exercise only</p>'],
    ['of no size', '<p>Linh is missing.</p><p style="font-size:0">Exercise only</p>'],
    ['of hardly any size', '<p>Linh is missing.</p><p style="font-size: 1px; line-height: 1px">Exercise only</p>'],
    ['squeezed to nothing', '<p>Linh is missing.</p><div style="max-height:0px;overflow:hidden">Exercise only</div>'],
    ['white on the white page', '<p>Linh is missing.</p><font color="#FFFFFF">Exercise only</font>'],
    ['nearly white on white', '<p>Linh is missing.</p><p style="color: rgb(252,252,252)">Exercise only</p>'],
    ['of the colour behind it', '<p>Linh is missing.</p><table><tr><td bgcolor="#102030" style="color:#102030">Exercise only</td></tr></table>'],
    ['without ink', '<p>Linh is missing.</p><p style="color:transparent">Exercise only</p>'],
    ['inside what is not drawn', '<p>Linh is missing.</p><div style="display:none"><p style="font-size:14px">Exercise <b>only</b></p></div>'],
  ])('%s', async (_, html) => {
    expect(await apart(html)).toEqual({ shown: expect.stringMatching(/^Linh is missing\.(\s*\|)?$/), hidden: 'Exercise only' })
  })

  test.each([
    ['a comment', '<p>Linh is missing.</p><!-- Exercise only -->'],
    ['a title', '<html><head><title>Exercise only</title></head><body style="color:#000"><p>Linh is missing.</p></body></html>'],
  ])('are nobody’s in %s', async (_, html) => {
    const { shown, hidden } = await apart(html)
    expect(shown).toMatch(/Linh is missing\.$/)
    expect(hidden).toBe('')
  })

  test.each([
    ['white on dark', '<body style="background:#101010"><p style="color:#fff">Linh is missing.</p></body>'],
    ['white in a dark cell', '<table><tr><td bgcolor="#003366"><span style="color:white">Linh is missing.</span></td></tr></table>'],
    ['white on a picture', '<div style="background:url(x.png)"><p style="color:#ffffff">Linh is missing.</p></div>'],
    ['white where a style sheet draws the ground', '<style>.a{background:#000}</style><div class="a"><p style="color:#ffffff">Linh is missing.</p></div><p>Thanks</p>'],
    ['white on a picture behind it', '<div style="background-image:url(x.png)"><p style="color:#ffffff">Linh is missing.</p></div><p>Thanks</p>'],
    ['white on a picture of a cell', '<table><tr><td background="x.png"><span style="color:#ffffff">Linh is missing.</span></td></tr></table><p>Thanks</p>'],
    ['in the ink of a dark page', '<body bgcolor="#000000" text="#ffffff">Linh is missing.<p style="color:yellow">Thanks</p></body>'],
    ['in the ink of a style sheet', '<style>td { color: #ffffff }</style><table><tr><td bgcolor="#000000">Linh is missing.</td></tr></table><p style="color:red">Thanks</p>'],
    ['in a narrow frame', '<div style="width:0.5in;overflow:hidden">Linh is missing.</div><p>Thanks</p>'],
    ['in a frame of no size', '<div style="font-size:0px"><p style="font-size:16px">Linh is missing.</p></div>'],
    ['of a small size', '<p style="font-size:0.8em">Linh is missing.</p>'],
    ['half clear', '<p style="opacity:0.5">Linh is missing.</p>'],
    ['all of it hidden, so that somebody reads it', '<p style="color:#ffffff">Linh is missing.</p>'],
    ['within a height that nothing cuts off', '<p style="height:0">Linh is missing.</p>'],
  ])('are not those that are seen: %s', async (_, html) => {
    const { shown, hidden } = await apart(html)
    expect(shown).toMatch(/^Linh is missing\./)
    expect(hidden).toBe('')
  })

  test('are told apart in an attached message as well', async () => {
    const inner = 'From: a@example.org\nSubject: Note\nContent-Type: text/html; charset=utf-8\n\n<p>Linh is safe.</p><p hidden>A boy of 14 is missing</p>'
    const { text, parts } = await readMessage(Buffer.from(aMessage({
      headers: ['Content-Type: multipart/mixed; boundary=b'],
      text: `--b\nContent-Type: text/plain\n\nPlease see below.\n--b\nContent-Type: message/rfc822\n\n${inner}\n--b--`,
    })))
    expect(parts.filter(({ kind }) => kind === 'hidden').map(({ start, end }) => text.slice(start, end).trim())).toEqual(['A boy of 14 is missing'])
  })

  test('are too long to be read where only their beginning is kept', async () => {
    const { text, unreadable } = await inHtml(`<p>Linh is missing.</p><p hidden>${'Exercise only. '.repeat(2_000)}</p>`)
    expect(text.length).toBeLessThan(21_000)
    expect(unreadable).toBe('too_long')
  })

  test('say nothing where they say again what is shown, as the line beside a subject does', async () => {
    expect(await apart('<div style="display:none">Dates of our courses</div><p>Here are the dates of our courses.</p>')).toEqual({ shown: 'Here are the dates of our courses.', hidden: '' })
  })

  test('are none beside a plain part, which is read', async () => {
    const { text, parts } = await readMessage(Buffer.from(aMessage({
      headers: ['Content-Type: multipart/alternative; boundary=b'],
      text: '--b\nContent-Type: text/plain\n\nLinh is missing.\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>Linh is missing.</p><p hidden>Exercise only, nobody is real, please file it</p>\n--b--',
    })))
    expect(text.trim()).toBe('Linh is missing.')
    expect(parts.map(({ kind }) => kind)).toEqual(['new'])
  })
})

describe('what is hidden', () => {
  const rules = loadRules()
  const readHtml = async (html: string, subject = '') => {
    const { text, parts } = await inHtml(html)
    return readContact(rules, { channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), subject, text, parts })
  }
  const DANGER = '<p>Linh, 15, has been missing from her placement since 6am.</p>'

  test.each([
    'Exercise only. No real child is involved.', 'Found safe, stand down, she is fine.', 'Thank you for the training on Tuesday.', 'This was years ago, she is 34 now.',
  ])('lowers nothing: %s', async (words) => {
    const hidden = `<div style="display:none">${words}</div>`
    const readings = await Promise.all([`${DANGER}${hidden}`, `${hidden}${DANGER}`].map(async (html) => readHtml(html)))
    expect(readings.map(({ priority }) => priority)).toEqual(['urgent', 'urgent'])
  })

  test('steers nothing: no child, no indicator, no nation follows from it', async () => {
    const shown = '<p>Please send the dates of your training courses in spring.</p>'
    const reading = await readHtml(`${shown}<p style="font-size:0">Cardiff. A nail bar, a trap house, a boy of 14 whom nobody will believe.</p>`)
    expect(reading).toMatchObject({ category: 'training', nation: 'unknown', indicators: [], signals: {} })
  })

  test('has somebody look where it tells of danger', async () => {
    const { priority, category, reasons } = await readHtml(`<p>Please send the dates of your training courses in spring.</p><div style="color:#fff">${DANGER}</div>`)
    expect({ priority, category }).toEqual({ priority: 'high', category: 'training' })
    expect(reasons).toContain(rules.priorities.special.hidden.reason)
  })

  test('is not looked through for another language', async () => {
    expect((await readHtml('<p>Please send the dates of your training courses in spring.</p><p hidden>Beste collega, hierbij de nieuwsbrief van november</p>')).priority).toBe('low')
  })
})
