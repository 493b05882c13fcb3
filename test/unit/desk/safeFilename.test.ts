import fc from 'fast-check'
import { safeFilename } from '../../../src/desk/safeFilename'

const name = (filename: string, ...warnings: Parameters<typeof safeFilename>[0]['warnings']) => safeFilename({ filename, warnings }, 0)

describe('the name that an attachment is saved under', () => {
  test.each([
    ['plan.pdf', 'plan.pdf'], ['Cynllun gofal â phlentyn.pdf', 'Cynllun gofal â phlentyn.pdf'], ['', 'attachment-1'], ['.pdf', 'pdf'],
    ['../../etc/passwd', '_.._etc_passwd'], ['a\r\nSet-Cookie: x=1.pdf', 'a__Set-Cookie_ x=1.pdf'], ['C:\\x\\y.txt', 'C__x_y.txt'], ['CON .', 'CON'], ['evil.js. .', 'evil.js'], [`${'x'.repeat(96)}.js.${'_'.repeat(50)}`, `${'x'.repeat(96)}.js`],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(100)}.pdf`], ['🙂'.repeat(200), '🙂'.repeat(100)],
  ])('is of %j: %j', (filename, safe) => expect(name(filename)).toBe(safe))

  it('does not run by a double click when it could', () => {
    expect([name('a.exe', 'program'), name('a.html', 'page'), name('a.docm', 'macros'), name('scan\u202Egnp.exe', 'hidden_name'), name('a.one', 'unfamiliar')])
      .toEqual(['a.exe.unsafe', 'a.html.unsafe', 'a.docm.unsafe', 'scan_gnp.exe.unsafe', 'a.one.unsafe'])
  })

  it('never holds a folder, a control character or a turn of direction, and is never empty or long', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (filename) => {
      const safe = name(filename)
      expect(safe).not.toMatch(/[\p{Cc}/\\"\u202a-\u202e\u2066-\u2069]/u)
      expect(safe).not.toMatch(/^\.|^$|[.\s]$/)
      expect(Buffer.byteLength(safe)).toBeLessThan(520)
    }))
  })
})
