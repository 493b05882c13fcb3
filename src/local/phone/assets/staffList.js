// The team's telephones as a list: which one rings, which is in a call.
'use strict'

;(() => {
  const list = document.getElementById('staff-telephones')
  if (!list) return
  const news = document.getElementById('staff-news')
  const rows = new Map([...list.querySelectorAll('[data-number]')].map((row) => [row.dataset.number, row]))

  window.watchTelephones(list.dataset.all, (telephones) => {
    for (const telephone of telephones) show(rows.get(telephone.number), telephone)
  })

  function show(row, { name, state, answers }) {
    if (!row) return
    if (row.dataset.state !== state.kind && state.kind === 'rings') news.textContent = `The telephone of ${name} rings.`
    if (row.dataset.state === 'rings' && state.kind !== 'rings' && news.textContent.includes(name)) news.textContent = ''
    row.dataset.state = state.kind
    row.querySelector('.staff-telephone__state').textContent = words(state.kind, answers)
  }

  function words(kind, answers) {
    if (kind === 'rings') return answers ? 'Ringing' : 'Ringing, and not answered'
    if (kind === 'in_call') return 'In a call'
    return answers ? 'Quiet' : 'Does not answer'
  }
})()
