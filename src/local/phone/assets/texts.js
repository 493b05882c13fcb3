// The text messages that the service sent, the latest first.
'use strict'

;(() => {
  const section = document.getElementById('texts')
  const list = document.getElementById('texts-list')
  const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' })
  let shown = ''

  window.watchTelephones(section.dataset.all, (texts) => {
    const now = JSON.stringify(texts)
    if (now === shown) return
    shown = now
    section.hidden = texts.length === 0
    list.replaceChildren(...texts.map(row))
  })

  function row({ to, body, at }) {
    const item = document.createElement('li')
    item.className = 'sent-text'
    const number = document.createElement('span')
    number.className = 'local-whole sent-text__to'
    number.textContent = to
    const time = document.createElement('time')
    time.className = 'sent-text__at'
    time.dateTime = at
    time.textContent = TIME.format(new Date(at))
    const words = document.createElement('span')
    words.className = 'sent-text__words'
    words.textContent = body
    item.append(number, time, words)
    return item
  }
})()
