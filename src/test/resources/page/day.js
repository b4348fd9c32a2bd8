// Lets a page live through hours in seconds. Its clocks, timers and frames go through here; from
// begin() on they are moved by hand, and what the hub told last is told again as if time passed.

(() => {
  const STEP_S = 3;
  const DRAW_EVERY_S = 60;
  const PUMP_MS = 20;
  const now = performance.now.bind(performance);
  const date = Date.now;
  const timers = new Map();
  let pictures = [];
  let ids = 0;
  let stopped = null;
  let ahead = 0;
  let socket = null;
  let handle = null;
  let told = null;

  const clock = () => (stopped === null ? now() : stopped.now + ahead);
  performance.now = clock;
  Date.now = () => (stopped === null ? date() : stopped.date + ahead);

  const timer = (repeats) => (run, ms = 0) => {
    timers.set(++ids, {run, at: clock() + ms, every: repeats ? Math.max(1, ms) : null});
    return ids;
  };

  function ring() {
    for (const [id, one] of [...timers]) {
      if (one.at <= clock()) {
        if (one.every === null) {
          timers.delete(id);
        } else {
          one.at = clock() + one.every;
        }
        one.run();
      }
    }
  }

  function draw() {
    const due = pictures;
    pictures = [];
    due.forEach((picture) => picture(clock()));
    return due.length;
  }

  const pump = setInterval(() => {
    ring();
    draw();
  }, PUMP_MS);
  const stopPump = clearInterval.bind(window, pump);
  window.setTimeout = timer(false);
  window.setInterval = timer(true);
  window.clearTimeout = window.clearInterval = (id) => timers.delete(id);
  window.requestAnimationFrame = (picture) => pictures.push(picture);
  window.cancelAnimationFrame = () => {};

  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      socket = this;
      this.addEventListener('message', ({data}) => {
        const frame = JSON.parse(data);
        told = frame.type === 'snapshot' ? frame : told;
      });
    }
  };

  const tell = (frame) => handle({data: JSON.stringify(frame)});

  const alarm = (inverter, number) => ({
    id: `${inverter}-${number}`, kind: 'warning', severity: 'warning', inverter, text: 'It warns.', evidence: {warnings: ['overload']}, cause: null, acknowledged_by: null,
  });

  function readings(second) {
    const at = new Date(Date.now()).toISOString();
    const seq = 1e9 + second;
    for (const {id, status} of told.inverters) {
      const data = {...status.data, ac_watt: 500 + (second % 700)};
      tell({type: 'reading', seq, inverter: id, cmd: 'status', code: 'QPIGS', at, age_ms: 5, every_ms: 3000, raw: status.raw, data});
      if (second % 300 === 0) {
        const warnings = (second / 300) % 2 ? ['line_fail'] : [];
        tell({type: 'reading', seq, inverter: id, cmd: 'warnings', code: 'QPIWS', at, age_ms: 5, every_ms: 5000, raw: '(', data: {faults: [], warnings}});
      }
      if (second % 120 === 0) {
        tell({...alarm(id, Math.floor(second / 240)), type: 'alarm', seq, since: at, cleared: second % 240 ? at : null});
      }
    }
    tell({...told.system, type: 'system', seq, at, ac_watt: 1500 + (second % 2100)});
  }

  window.day = {
    drawn: 0,

    /** Takes clocks, timers and stream in hand. */
    begin() {
      stopPump();
      stopped = {now: now(), date: date()};
      handle = socket.onmessage;
      socket.onmessage = socket.onclose = null;
      socket.send = () => {};
    },

    /** Lets so many hours pass. */
    pass(hours) {
      const end = ahead + hours * 3600e3;
      while (ahead < end) {
        ahead += STEP_S * 1000;
        const second = Math.round(ahead / 1000);
        readings(second);
        ring();
        if (second % DRAW_EVERY_S === 0) {
          day.drawn += draw();
        }
      }
    },
  };
})();
