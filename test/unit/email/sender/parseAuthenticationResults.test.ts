import * as fc from 'fast-check'
import { readAuthenticationResults } from '../../../../src/email/sender/parseAuthenticationResults'

const read = (value: string) => {
  const field = readAuthenticationResults(value)
  return field && [field.authservId, ...field.results.map(({ method, result, properties }) => [method, result, Object.fromEntries(properties)])]
}

describe('an Authentication-Results field', () => {
  it('is read with comments, quotations, versions, reasons and several findings', () => {
    expect(read('mx.advice.example 1 (ours (really)); dkim=pass (good; dmarc=fail) reason="a; b=c" header.d=school.example header.b="ab=";\tSPF/1 = Pass smtp.mailfrom="sam x"@school.example')).toEqual([
      'mx.advice.example',
      ['dkim', 'pass', { reason: 'a; b=c', 'header.d': 'school.example', 'header.b': 'ab=' }],
      ['spf', 'pass', { 'smtp.mailfrom': 'sam x@school.example' }],
    ])
  })

  it('is read with several signatures, DMARC and ARC, as servers write them', () => {
    expect(read('mx.advice.example; dkim=fail header.i=@a.example header.s=s1 header.b=Zm9v+/=; dkim=pass header.i=@b.example; arc=pass (i=1); dmarc=pass (p=REJECT sp=NONE dis=NONE) header.from=b.example;')).toEqual([
      'mx.advice.example',
      ['dkim', 'fail', { 'header.i': '@a.example', 'header.s': 's1', 'header.b': 'Zm9v+/=' }],
      ['dkim', 'pass', { 'header.i': '@b.example' }],
      ['arc', 'pass', {}],
      ['dmarc', 'pass', { 'header.from': 'b.example' }],
    ])
  })

  it('may stand in spaces, and say nothing', () => {
    expect(read(' "mx.advice.example" ; auth = pass ( login ) smtp . auth = sam ')).toEqual(['mx.advice.example', ['auth', 'pass', { 'smtp.auth': 'sam' }]])
    expect(read('mx.advice.example; none')).toEqual(['mx.advice.example'])
  })

  it.each([
    '', ';', 'mx.advice.example', 'mx.advice.example 1', 'mx.advice.example; ; ', 'spf=pass smtp.mailfrom=a.example; dkim=none', 'mx.advice.example; dmarc', 'mx.advice.example; =pass',
    'mx.advice.example; dmarc=', 'mx.advice.example; dmarc=pass header.from', 'mx.advice.example; dmarc=pass (unended', 'mx.advice.example; dmarc=pass reason="unended',
    'mx.advice.example; dmarc=pass)', 'mx.advice.example two; dmarc=pass', 'mx.advice.example; dmarc=pass loose words header.from=a.example', 'mx.advice.example; dmarc=pass;; spf=pass',
  ])('is not read by half: %j', (value) => {
    expect(read(value)).toBeUndefined()
  })

  it('takes nothing out of a quotation or a comment for a finding', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const quoted = `"${text.replaceAll(/["\\]/g, '\\$&')}; dmarc=pass header.from=police.uk"`
      const comment = `(${text.replaceAll(/[()\\]/g, '\\$&')}; dmarc=pass header.from=police.uk)`
      expect(read(`mx.advice.example; spf=fail reason=${quoted} ${comment}`)?.slice(1)).toEqual([['spf', 'fail', { reason: expect.any(String) }]])
    }))
  })

  it.each([
    ['pairs', `dkim=pass ${'a=b '.repeat(50_000)}`, ['dkim', 'pass', { a: 'b' }]],
    ['pieces of one value', `dkim=pass a=${'"b"'.repeat(50_000)}`, ['dkim', 'pass', { a: 'b'.repeat(50_000) }]],
    ['comments in one another', `dkim=pass ${'('.repeat(50_000)}${')'.repeat(50_000)}`, ['dkim', 'pass', {}]],
    ['findings', 'dkim=pass;'.repeat(20_000).slice(0, -1), ['dkim', 'pass', {}]],
  ])('is read with a great number of %s, each looked at once', (_, findings, last) => {
    expect(read(`mx.advice.example; ${findings}`)?.at(-1)).toEqual(last)
  })

  it.each([
    ['words before a sign', 'a '.repeat(50_000)], ['pairs and no value', `${'a=b '.repeat(50_000)}c=`], ['signs', '='.repeat(50_000)],
    ['beginnings of comments', '('.repeat(50_000)], ['beginnings of quotations', '"\\'.repeat(50_000)],
  ])('is given up with a great number of %s', (_, findings) => expect(read(`mx.advice.example; dkim=pass; ${findings}`)).toBeUndefined())

  it('is read or not read, whatever it holds, and in time', () => {
    const piece = fc.constantFrom('(', ')', '"', '\\', ';', '=', ' ', '/', '.', 'dmarc', 'pass', 'header.from', 'police.uk', 'mx.advice.example', '\0', '\u202e')
    fc.assert(fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      expect(() => read(pieces.join(''))).not.toThrow()
    }))
  })
})
