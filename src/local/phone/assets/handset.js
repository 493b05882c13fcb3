// A telephone in the browser: shows and speaks what is heard, sends keys. The server holds the call.
'use strict'

window.createHandset = () => {
  const byId = (id) => document.getElementById(id)
  const root = byId('handset')
  const { calls, partner } = root.dataset
  const [status, clock, keys, speak, hangUp] = [byId('status'), byId('clock'), byId('keys'), byId('speak'), byId('hang-up')]
  const [heard, aloud] = [byId('heard'), byId('aloud')]
  const voice = window.speechSynthesis
  let call
  let timer

  const send = (path, body) =>
    fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

  function write(kind, text) {
    byId('heard-hint')?.remove()
    const line = document.createElement('p')
    line.className = `heard__${kind}`
    line.textContent = text
    heard.append(line)
    heard.scrollTop = heard.scrollHeight
  }

  function say(text, language) {
    if (!voice || !aloud.checked) return
    const words = new SpeechSynthesisUtterance(text)
    words.lang = language
    voice.speak(words)
  }

  const hush = () => voice?.cancel()
  const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

  function count(from) {
    clearInterval(timer)
    const tick = () => { clock.textContent = minutes(Math.floor((Date.now() - from) / 1000)) }
    tick()
    timer = setInterval(tick, 1000)
  }

  function showInCall(inCall) {
    for (const button of [...keys.children, speak, hangUp]) button.disabled = !inCall
    if (inCall) return
    clearInterval(timer)
    speak.textContent = 'Start speaking'
    clock.textContent = ''
  }

  function showSpeaking(speaking) {
    call.speaking = speaking
    speak.textContent = speaking ? 'Stop speaking' : 'Start speaking'
    status.textContent = speaking ? 'Recording your message' : 'In a call'
    count(speaking ? Date.now() : call.since)
  }

  const NOTES = {
    ringing: () => write('note', call.opening),
    said: ({ text, language }) => {
      write('said', text)
      say(text, language)
    },
    played: () => write('note', 'Music'),
    asked: ({ for: what }) => {
      // The answer to "start speaking" may overtake the news that somebody listens.
      if (!call.speaking) status.textContent = what === 'keys' ? 'Waiting for you to press a key' : 'Waiting for you to speak'
    },
    pressed: ({ key }) => {
      hush()
      if (!call.speaking) write('mine', `You pressed ${key === '#' ? 'hash' : key === '*' ? 'star' : key}`)
      status.textContent = 'In a call'
    },
    tone: () => write('note', 'Tone'),
    recorded: ({ seconds }) => {
      write('mine', `Your message: ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`)
      showSpeaking(false)
    },
    queued: () => {
      write('note', 'You are in the queue')
      status.textContent = 'In the queue'
    },
    bridged: () => {
      hush()
      write('note', `You are talking to ${partner}`)
      status.textContent = `You are talking to ${partner}`
    },
    parted: () => {
      write('note', 'The other person has hung up')
      status.textContent = 'In a call'
    },
    fault: ({ message }) => write('note', message),
    ended: ({ by, seconds }) => {
      write('note', `${by === 'caller' ? 'You hung up' : 'The call ended'} after ${minutes(seconds)}`)
      const { onEnded } = call
      call.events.close()
      call = undefined
      status.textContent = 'Call ended'
      const hadFocus = document.activeElement
      showInCall(false)
      onEnded(Boolean(hadFocus && hadFocus.disabled))
    },
  }

  /** Takes part in a call of that name; `opening` is its first note. */
  function join(id, { opening, onEnded }) {
    heard.replaceChildren()
    const path = `${calls}/${id}`
    call = { path, opening, onEnded, since: Date.now(), speaking: false, events: new EventSource(`${path}/events`) }
    call.events.addEventListener('message', ({ data }) => {
      const sound = JSON.parse(data)
      if (call) NOTES[sound.kind]?.(sound)
    })
    status.textContent = 'In a call'
    count(call.since)
    showInCall(true)
    keys.firstElementChild.focus()
  }

  const press = (key) => call && send(`${call.path}/keys`, { keys: key })

  keys.addEventListener('click', (event) => {
    const button = event.target.closest('button')
    if (button) void press(button.dataset.key)
  })

  // Only while the keypad has the focus: keys elsewhere on the page stay the browser's.
  keys.addEventListener('keydown', (event) => {
    if (/^[0-9*#]$/.test(event.key)) void press(event.key)
  })

  speak.addEventListener('click', () => void speakOrStop())

  async function speakOrStop() {
    if (!call) return
    hush()
    if (call.speaking) {
      await send(`${call.path}/keys`, { keys: '#' })
      return
    }
    const response = await send(`${call.path}/speak`, {})
    const { recording } = await response.json()
    if (!call) return
    if (recording) showSpeaking(true)
    else write('note', 'Nobody is recording: press a key first.')
  }

  hangUp.addEventListener('click', () => {
    hush()
    if (call) void send(`${call.path}/hang-up`, {})
  })

  aloud.addEventListener('change', () => {
    if (!aloud.checked) hush()
  })

  window.addEventListener('pagehide', () => {
    hush()
    if (call) navigator.sendBeacon(`${call.path}/hang-up`)
  })

  return { root, status, calls, send, join, isInCall: () => call !== undefined }
}
