// Draws the figure that the element #data describes, and lets the reader zoom, move and read values.
// The choice of ticks and the layout are those of the Java classes Ticks, CartesianFrame and Panel.
(function () {
  'use strict';

  const TICK = 5, MINOR_TICK = 3, TICK_GAP = 4, CAP = .72, BAR_GAP = 12, BAR_WIDTH = 16, NEAR = 30;
  const FONT_FAMILY = '"DejaVu Sans", "Liberation Sans", Arial, sans-serif';

  // ---- Numbers

  function decode(text) {
    const raw = atob(text), bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    const view = new DataView(bytes.buffer), out = new Float64Array(bytes.length / 8);
    for (let i = 0; i < out.length; i++) out[i] = view.getFloat64(8 * i, true);
    return out;
  }

  const power = k => parseFloat('1e' + k);

  function superscript(k) {
    return String(k).replace(/./g, c => c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[+c]);
  }

  function plain(value, digits) {
    if (value === 0) return '0';
    if (!isFinite(value)) return isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
    const sign = value < 0 ? '−' : '';
    const [mantissa, exponent] = Math.abs(value).toExponential((digits || 6) - 1).split('e');
    if (+exponent >= -4 && +exponent < Math.max(6, digits || 6)) {
      return sign + String(parseFloat(Math.abs(value).toPrecision(digits || 6)));
    }
    const front = parseFloat(mantissa);
    return sign + (front === 1 ? '' : front + '×') + '10' + superscript(+exponent);
  }

  const STEPS = [1, 5, 2, 2.5];

  // Talbot, Lin, Hanrahan 2010; see Ticks.java.
  function extended(min, max, target) {
    const range = max - min, slack = 1e-10 * range;
    const score = (s, c, d) => .25 * s + .2 * c + .5 * d + .05;
    let best = -2, chosen = [min, max];
    STEPS.forEach((q, i) => {
      const base = 1 - i / (STEPS.length - 1);
      for (let k = 2; k <= 3 * target; k++) {
        const limit = k >= target ? 2 - (k - 1) / (target - 1) : 1;
        if (score(base + 1, 1, limit) < best) break;
        for (let z = Math.ceil(Math.log10(range / (k + 1) / q)); ; z++) {
          const step = z < 0 ? q / power(-z) : q * power(z);
          if (step * (k - 1) > range + slack) break;
          for (let start = Math.ceil((min - slack) / step); (start + k - 1) * step <= max + slack; start++) {
            const low = start * step, high = (start + k - 1) * step;
            const simplicity = base + (low <= 0 && high >= 0 ? 1 : 0);
            const coverage = 1 - .5 * ((max - high) ** 2 + (min - low) ** 2) / (.1 * range) ** 2;
            const ratio = (k - 1) / (high - low) * range / (target - 1);
            const s = score(simplicity, coverage, 2 - Math.max(ratio, 1 / ratio));
            if (s > best) {
              best = s;
              chosen = [];
              for (let n = 0; n < k; n++) chosen.push(z < 0 ? (start + n) * q / power(-z) : (start + n) * step);
            }
          }
        }
      }
    });
    return chosen;
  }

  function fits(step, decimals) {
    const scaled = step * 10 ** decimals;
    return scaled > .5 && Math.abs(scaled - Math.round(scaled)) < 1e-4 * scaled;
  }

  function linearTicks(min, max, target) {
    return labelled(extended(min, max, Math.max(2, target)));
  }

  function labelled(at) {
    const step = at.length > 1 ? at[1] - at[0] : 1;
    const shifted = (v, k) => v * power(Math.trunc(k / 2)) * power(k - Math.trunc(k / 2));
    const greatest = values => Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
    let offset = 0;
    if (greatest(at) > 2e4 * step) {
      const unit = power(Math.ceil(Math.log10(step * at.length)));
      offset = Math.round((at[0] / 2 + at[at.length - 1] / 2) / unit) * unit;
    }
    const shown = at.map(v => v - offset), most = greatest(shown);
    let exponent = most === 0 ? 0 : Math.floor(Math.log10(most) + 1e-9);
    exponent = most >= 1e6 || most < .01 && !fits(step, 3) ? exponent : 0;
    let decimals = 0;
    while (decimals < 15 && !fits(shifted(step, -exponent), decimals)) decimals++;
    const labels = shown.map(v => {
      const text = Math.abs(shifted(v, -exponent)).toFixed(decimals);
      return (v < 0 && /[1-9]/.test(text) ? '−' : '') + text;
    });
    let factor = exponent === 0 ? '' : '×10' + superscript(exponent);
    if (offset !== 0) factor += (factor ? ' ' : '') + (offset < 0 ? '− ' : '+ ') + plain(Math.abs(offset), 15);
    return { at, labels, minor: [], factor };
  }

  function wholeTicks(min, max, target) {
    for (let k = 0; ; k++) {
      for (const q of [1, 2, 5]) {
        const step = q * power(k), first = Math.ceil(min / step), last = Math.floor(max / step);
        if (last < first) return linearTicks(min, max, target);
        if (last - first < Math.max(2, target)) {
          return labelled(Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step));
        }
      }
    }
  }

  function multiples(min, max, factors) {
    const at = [];
    for (let k = Math.floor(Math.log10(min)) - 1; k <= Math.ceil(Math.log10(max)); k++) {
      for (const m of factors) {
        const v = m * power(k);
        if (v >= min * (1 - 1e-9) && v <= max * (1 + 1e-9)) at.push(v);
      }
    }
    return at;
  }

  function logTicks(min, max, target) {
    const first = Math.ceil(Math.log10(min) - 1e-9), last = Math.floor(Math.log10(max) + 1e-9);
    if (last - first >= 1) {
      const stride = [1, 2, 3, 5, 10, 20, 50, 100, 200, 1000].find(s => Math.floor((last - first) / s) + 1 <= Math.max(2, target));
      const at = [], labels = [];
      for (let k = Math.floor((first + stride - 1) / stride) * stride; k <= last; k += stride) {
        at.push(power(k));
        labels.push('10' + superscript(k));
      }
      let minor = stride === 1 ? multiples(min, max, [2, 3, 4, 5, 6, 7, 8, 9]) : [];
      if (stride > 1 && last - first <= 40) minor = multiples(min, max, [1]);
      return { at, labels, minor, factor: '' };
    }
    const few = multiples(min, max, [1, 2, 5]);
    if (few.length >= 3) {
      return { at: few, labels: few.map(v => plain(v)), minor: multiples(min, max, [3, 4, 6, 7, 8, 9]), factor: '' };
    }
    return linearTicks(min, max, target);
  }

  // ---- Axes

  // What is shown of one axis: from and to are in logarithms if the axis is logarithmic.
  class View {
    constructor(spec) {
      this.spec = spec;
      this.home = [this.inner(spec.min), this.inner(spec.max)];
      this.reset();
    }
    reset() { [this.from, this.to] = this.home; }
    inner(v) { return this.spec.log ? (v > 0 ? Math.log10(v) : NaN) : v; }
    outer(u) { return this.spec.log ? 10 ** u : u; }
    place(u) {
      const t = (u - this.from) / (this.to - this.from);
      return this.spec.reversed ? 1 - t : t;
    }
    at(t) { return this.from + (this.spec.reversed ? 1 - t : t) * (this.to - this.from); }
    show(a, b) {
      const from = Math.min(a, b), to = Math.max(a, b), size = Math.max(Math.abs(from), Math.abs(to));
      if (to - from > 1e-12 * size && isFinite(from) && isFinite(to) && to < (this.spec.log ? 300 : 1e300)
          && from > (this.spec.log ? -300 : -1e300)) {
        this.from = from;
        this.to = to;
      }
    }
    zoom(t, factor) {
      const u = this.at(t);
      this.show(u + (this.from - u) * factor, u + (this.to - u) * factor);
    }
    move(t) {
      const by = (this.spec.reversed ? -t : t) * (this.to - this.from);
      this.show(this.from - by, this.to - by);
    }
    ticks(target) {
      if (this.spec.log) return logTicks(this.outer(this.from), this.outer(this.to), target);
      return (this.spec.whole ? wholeTicks : linearTicks)(this.from, this.to, target);
    }
  }

  function value(spec, v) {
    if (spec.categories && spec.categories.length && Number.isInteger(v) && spec.categories[v] !== undefined) {
      return spec.categories[v];
    }
    const unit = /\((.*)\)$/.exec(spec.label);
    return plain(v) + (spec.unit && unit ? ' ' + unit[1] : '');
  }

  // ---- A line that may have many points and far ones; see Polyline.java.

  class Path {
    constructor(context, left, top, right, bottom, columns) {
      Object.assign(this, { c: context, left, top, right, bottom, columns });
      this.count = 0;
      this.started = false;
      this.penX = this.penY = NaN;
      this.kx = [0, 0, 0, 0];
      this.ky = [0, 0, 0, 0];
      this.rank = [0, 0, 0, 0];
      context.beginPath();
    }
    add(x, y) {
      if (!(x === x && y === y)) { this.end(); return; }
      const column = Math.floor(x * this.columns);
      if (this.count > 0 && column !== this.column) this.flush();
      this.column = column;
      if (this.count === 0) {
        for (let k = 0; k < 4; k++) this.keep(k, x, y);
      } else {
        if (y < this.ky[1]) this.keep(1, x, y);
        if (y > this.ky[2]) this.keep(2, x, y);
        this.keep(3, x, y);
      }
      this.count++;
    }
    keep(k, x, y) { this.kx[k] = x; this.ky[k] = y; this.rank[k] = this.count; }
    end() { this.flush(); this.started = false; }
    flush() {
      if (this.count === 0) return;
      this.count = 0;
      const r = this.rank, first = r[1] <= r[2] ? 1 : 2, second = 3 - first;
      this.visit(0);
      if (r[first] > r[0] && r[first] < r[3]) this.visit(first);
      if (r[second] > r[first] && r[second] > r[0] && r[second] < r[3]) this.visit(second);
      if (r[3] > r[0]) this.visit(3);
    }
    visit(k) {
      if (this.started) this.segment(this.lastX, this.lastY, this.kx[k], this.ky[k]);
      this.started = true;
      this.lastX = this.kx[k];
      this.lastY = this.ky[k];
    }
    segment(x0, y0, x1, y1) {
      const dx = x1 - x0, dy = y1 - y0;
      const p = [-dx, dx, -dy, dy], q = [x0 - this.left, this.right - x0, y0 - this.top, this.bottom - y0];
      let from = 0, to = 1;
      for (let k = 0; k < 4; k++) {
        if (p[k] === 0) {
          if (q[k] < 0) return;
        } else if (p[k] < 0) {
          from = Math.max(from, q[k] / p[k]);
        } else {
          to = Math.min(to, q[k] / p[k]);
        }
      }
      if (from > to) return;
      const ax = x0 + from * dx, ay = y0 + from * dy;
      if (ax !== this.penX || ay !== this.penY) this.c.moveTo(ax, ay);
      this.penX = to < 1 ? x0 + to * dx : x1;
      this.penY = to < 1 ? y0 + to * dy : y1;
      this.c.lineTo(this.penX, this.penY);
    }
    stroke() { this.end(); this.c.stroke(); }
  }

  // Sutherland and Hodgman; see DrawingPen.java.
  function clip(points, left, top, right, bottom) {
    const sides = [p => p[0] - left, p => right - p[0], p => p[1] - top, p => bottom - p[1]];
    for (const inside of sides) {
      const kept = [];
      for (let i = 0; i < points.length; i++) {
        const a = points[(i + points.length - 1) % points.length], b = points[i];
        const da = inside(a), db = inside(b);
        if ((da >= 0) !== (db >= 0)) {
          const t = da / (da - db);
          kept.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
        }
        if (db >= 0) kept.push(b);
      }
      points = kept;
    }
    return points;
  }

  // ---- Figure

  const figure = JSON.parse(document.getElementById('data').textContent);
  const theme = figure.theme;

  class Panel {
    constructor(spec, host) {
      this.spec = spec;
      this.host = host;
      this.x = new View(spec.x);
      this.y = new View(spec.y);
      this.hidden = new Set();
      this.em = figure.font;
      this.small = .9 * this.em;
      this.base = document.createElement('canvas');
      this.above = document.createElement('canvas');
      this.above.className = 'above';
      this.note = document.createElement('div');
      this.note.className = 'note';
      host.append(this.base, this.above, this.note);
      this.c = this.base.getContext('2d');
      this.base.setAttribute('role', 'img');
      const named = spec.series.map(s => s.label).filter(s => s);
      this.base.setAttribute('aria-label', `Plot ${spec.title}: ${spec.y.label} over ${spec.x.label}`
        + (named.length ? '; series ' + named.join(', ') : ''));
      if (spec.colors) {
        this.palette = spec.colors.map.match(/.{6}/g).map(s => '#' + s);
        this.words = new Uint32Array(257);
        const bytes = new Uint8ClampedArray(this.words.buffer);
        [...this.palette, theme.missing].forEach((hex, i) => {
          for (let k = 0; k < 3; k++) bytes[4 * i + k] = parseInt(hex.substr(1 + 2 * k, 2), 16);
          bytes[4 * i + 3] = 255;
        });
      }
      spec.series.forEach(series => series.marks.forEach(mark => this.prepare(mark)));
      this.listen();
    }

    // Decodes arrays and takes logarithms once.
    prepare(mark) {
      const extent = (view, values) => view.spec.log ? values.map(v => v > 0 ? Math.log10(v) : -Infinity) : values;
      for (const name of ['x', 'y', 'x0', 'x1', 'y0', 'y1', 'values', 'xEdges', 'yEdges']) {
        if (typeof mark[name] === 'string') mark[name] = decode(mark[name]);
      }
      for (const name of ['x', 'x0', 'x1', 'xEdges', 'y', 'y0', 'y1', 'yEdges']) {
        if (!mark[name]) continue;
        const view = this[name[0]], extents = name.length > 1 || mark.kind === 'area';
        mark['u' + name] = extents ? extent(view, mark[name])
          : view.spec.log ? mark[name].map(v => view.inner(v)) : mark[name];
      }
      if (mark.kind === 'cells') {
        mark.index = Uint16Array.from(mark.values, v => this.colorIndex(v));
      }
      if (mark.kind === 'text') {
        mark.uat = [this.x.inner(mark.at[0]), this.y.inner(mark.at[1])];
      }
    }

    colorPlace(v) {
      const s = this.spec.colors;
      return s.log ? Math.log(v / s.min) / Math.log(s.max / s.min) : (v / 2 - s.min / 2) / (s.max / 2 - s.min / 2);
    }

    colorIndex(v) {
      const t = this.colorPlace(v);
      return t === t ? Math.max(0, Math.min(255, Math.floor(t * 256))) : 256;
    }

    color(v) {
      const i = this.colorIndex(v);
      return i < 256 ? this.palette[i] : theme.missing;
    }

    font(part) { this.c.font = (this.em * part) + 'px ' + FONT_FAMILY; }

    width(text) { return this.c.measureText(text).width; }

    text(text, x, y, align, drop, angle) {
      const c = this.c, size = parseFloat(c.font);
      c.save();
      c.translate(x, y);
      if (angle) c.rotate(angle);
      c.textAlign = align < 0 ? 'left' : align > 0 ? 'right' : 'center';
      c.textBaseline = 'alphabetic';
      c.fillText(text, 0, drop * CAP * size);
      c.restore();
    }

    fit(text, room) {
      if (this.width(text) <= room) return text;
      for (let kept = text.length - 1; kept > 1; kept--) {
        const head = Math.floor((kept + 1) / 2);
        const cut = text.slice(0, head).trim() + '…' + text.slice(text.length - Math.floor(kept / 2)).trim();
        if (this.width(cut) <= room) return cut;
      }
      return '…';
    }

    wrap(text, room) {
      const lines = [];
      for (const paragraph of text ? text.split('\n') : []) {
        let line = '';
        for (const word of paragraph.split(' ')) {
          if (line && this.width(line + ' ' + word) > room) { lines.push(line); line = ''; }
          line += (line ? ' ' : '') + word;
        }
        lines.push(line);
      }
      return lines;
    }

    // ---- Layout

    xTicks(width, height) {
      const spec = this.x.spec;
      if (spec.categories.length) {
        const shown = this.x.to - this.x.from, slot = width / shown;
        let widest = 0;
        for (const name of spec.categories) widest = Math.max(widest, this.width(name));
        if (widest + .6 * this.small <= slot) return { ticks: this.named(this.x, 1, widest), angle: 0 };
        const stride = Math.ceil(1.25 * this.small / Math.SQRT1_2 / slot);
        const room = Math.max(4 * this.small, .4 * height / Math.SQRT1_2);
        return { ticks: this.named(this.x, Math.max(1, stride), room), angle: Math.PI / 4 };
      }
      let ticks;
      for (let target = Math.max(2, Math.min(9, Math.floor(width / (4.2 * this.em)))); target >= 2; target--) {
        ticks = this.x.ticks(target);
        if (this.apart(ticks, width)) return { ticks, angle: 0 };
      }
      return { ticks: { ...ticks, at: ticks.at.slice(0, 1), labels: ticks.labels.slice(0, 1) }, angle: 0 };
    }

    apart(ticks, width) {
      for (let i = 1; i < ticks.at.length; i++) {
        const distance = Math.abs(this.x.place(this.x.inner(ticks.at[i])) - this.x.place(this.x.inner(ticks.at[i - 1])));
        const needed = (this.width(ticks.labels[i]) + this.width(ticks.labels[i - 1])) / 2;
        if (distance * width < needed + .7 * this.small) return false;
      }
      return true;
    }

    named(view, stride, room) {
      const at = [], labels = [];
      view.spec.categories.forEach((name, i) => {
        if (i % stride === 0 && i >= view.from && i <= view.to) { at.push(i); labels.push(this.fit(name, room)); }
      });
      return { at, labels, minor: [], factor: '' };
    }

    yTicks(height, width) {
      if (this.y.spec.categories.length) {
        const stride = Math.ceil(1.15 * this.small / (height / (this.y.to - this.y.from)));
        return this.named(this.y, Math.max(1, stride), .45 * width);
      }
      return this.y.ticks(Math.max(2, Math.min(9, Math.floor(height / (2.8 * this.em)))));
    }

    barTicks(height) {
      const s = this.spec.colors, target = Math.max(2, Math.min(9, Math.floor(height / (2.8 * this.em))));
      return s.log ? logTicks(s.min, s.max, target) : linearTicks(s.min, s.max, target);
    }

    keys() {
      const order = ['area', 'line', 'markers'], group = {
        area: 'area', bars: 'area', line: 'line', contour: 'line', segments: 'line', markers: 'markers' };
      return this.spec.series.map((series, index) => {
        const parts = {};
        for (const mark of series.marks) {
          const kind = group[mark.kind];
          if (kind && !parts[kind]) parts[kind] = mark;
        }
        return { index, label: series.label, parts: order.filter(k => parts[k]).map(k => [k, parts[k]]) };
      }).filter(key => key.label && key.parts.length);
    }

    legendSize(room) {
      this.font(.9);
      const keys = this.keys(), line = 1.38 * this.small;
      if (!keys.length || this.spec.legend.name === 'NONE') return null;
      const widest = Math.max(...keys.map(key => this.width(key.label)));
      const most = Math.max(1, Math.floor((room - this.small) / line));
      const columns = Math.ceil(keys.length / most), rows = Math.ceil(keys.length / columns);
      const column = 2.8 * this.small + widest;
      return { keys, line, rows, column, width: columns * column + (columns - 1) * this.small + .9 * this.small,
        height: rows * line + .5 * this.small };
    }

    margins(width, height) {
      this.font(1.15);
      this.title = this.wrap(this.spec.title, .9 * width);
      const above = this.title.length ? this.title.length * 1.3 * 1.15 * this.em + .2 * this.em : 0;
      this.font(.9);
      let beside = 0;
      if (this.spec.colors) {
        const ticks = this.barTicks(height * .75);
        let widest = Math.max(0, ...ticks.labels.map(t => this.width(t)));
        if (ticks.factor) widest = Math.max(widest, this.width(ticks.factor) - BAR_WIDTH);
        beside = BAR_GAP + BAR_WIDTH + 8 + widest + (this.spec.colors.label ? 1.6 : .3) * this.em;
      }
      if (this.spec.legend.name === 'OUTSIDE') {
        const box = this.legendSize(height - above);
        beside += box ? box.width + .6 * this.em : 0;
        this.font(.9);
      }
      let left = 4 * this.em, bottom = 3 * this.em, top = .5 * this.em, right = .5 * this.em;
      for (let round = 0; round < 3; round++) {
        const w = Math.max(this.em, width - beside - left - right), h = Math.max(this.em, height - above - top - bottom);
        const { ticks, angle } = this.xTicks(w, h), y = this.yTicks(h, w);
        const widest = Math.max(0, ...y.labels.map(t => this.width(t)));
        left = TICK + TICK_GAP + widest + (this.y.spec.label ? 1.5 * this.em : 0);
        top = y.factor ? 1.5 * this.small : .45 * this.small;
        let depth = CAP * this.small, overhang = 0;
        right = .3 * this.em;
        ticks.at.forEach((v, i) => {
          const at = this.x.place(this.x.inner(v)) * w, length = this.width(ticks.labels[i]);
          if (angle === 0) {
            overhang = Math.max(overhang, length / 2 - at);
            right = Math.max(right, at + length / 2 - w + 2);
          } else {
            depth = Math.max(depth, (length + this.small * .5) * Math.sin(angle) + this.small * .3);
            overhang = Math.max(overhang, length * Math.cos(angle) - at);
          }
        });
        left = Math.max(left, overhang + 2);
        bottom = TICK + TICK_GAP + depth + .25 * this.small + (this.x.spec.label || ticks.factor ? 1.45 * this.em : 0);
      }
      this.inner = top;
      return { top: above + top, left, bottom, right: right + beside };
    }

    // Settles the plot area for the size of the host; room is shared with the other panels of the row and column.
    place(room) {
      const pad = .6 * this.em, width = this.host.clientWidth - 2 * pad, height = this.host.clientHeight - 2 * pad;
      let left = Math.round(pad + room.left), top = Math.round(pad + room.top);
      let w = Math.max(10, Math.round(width - room.left - room.right));
      let h = Math.max(10, Math.round(height - room.top - room.bottom));
      if (this.spec.equal) {
        const aspect = (this.y.home[1] - this.y.home[0]) / (this.x.home[1] - this.x.home[0]);
        const wide = Math.max(10, Math.min(w, h / aspect)), high = Math.max(10, Math.min(h, w * aspect));
        left = Math.round(left + (w - wide) / 2);
        top = Math.round(top + (h - high) / 2);
        w = Math.round(wide);
        h = Math.round(high);
      }
      this.area = { left, top, width: w, height: h, right: left + w, bottom: top + h };
      const ratio = window.devicePixelRatio || 1;
      for (const canvas of [this.base, this.above]) {
        canvas.width = Math.round(this.host.clientWidth * ratio);
        canvas.height = Math.round(this.host.clientHeight * ratio);
      }
      this.ratio = ratio;
    }

    px(u) { return this.area.left + this.x.place(u) * this.area.width; }
    py(u) { return this.area.bottom - this.y.place(u) * this.area.height; }

    // Pixels are x + kx (u - u0) and y + ky (v - v0): for loops over very many points.
    affine() {
      const u0 = this.x.from, v0 = this.y.from, x = this.px(u0), y = this.py(v0);
      return { u0, v0, x, y, kx: (this.px(this.x.to) - x) / (this.x.to - u0), ky: (this.py(this.y.to) - y) / (this.y.to - v0) };
    }

    // ---- Drawing

    draw() {
      const c = this.c, a = this.area;
      c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      c.clearRect(0, 0, this.host.clientWidth, this.host.clientHeight);
      c.fillStyle = '#fff';
      c.fillRect(0, 0, this.host.clientWidth, this.host.clientHeight);
      this.font(.9);
      const x = this.xTicks(a.width, a.height), y = this.yTicks(a.height, a.width);
      const sharpX = v => Math.floor(this.px(this.x.inner(v))) + .5, sharpY = v => Math.floor(this.py(this.y.inner(v))) + .5;
      const line = (x0, y0, x1, y1) => { c.beginPath(); c.moveTo(x0, y0); c.lineTo(x1, y1); c.stroke(); };
      c.lineWidth = 1;
      c.setLineDash([]);
      c.lineCap = 'butt';
      c.lineJoin = 'miter';
      if (this.spec.gridLines) {
        c.strokeStyle = theme.grid;
        if (!this.x.spec.categories.length) x.ticks.at.forEach(v => line(sharpX(v), a.top, sharpX(v), a.bottom));
        if (!this.y.spec.categories.length) y.at.forEach(v => line(a.left, sharpY(v), a.right, sharpY(v)));
      }
      c.save();
      c.beginPath();
      c.rect(a.left, a.top, a.width, a.height);
      c.clip();
      this.contourLabels = [];
      this.spec.series.forEach((series, i) => {
        if (!this.hidden.has(i)) series.marks.forEach(mark => this.mark(mark));
      });
      c.restore();
      c.globalAlpha = 1;
      c.setLineDash([]);
      c.lineWidth = 1;
      c.lineCap = 'butt';
      c.lineJoin = 'miter';
      c.strokeStyle = theme.frame;
      c.strokeRect(a.left - .5, a.top - .5, a.width + 1, a.height + 1);
      const foot = a.bottom + .5, side = a.left - .5;
      x.ticks.minor.forEach(v => line(sharpX(v), foot, sharpX(v), foot + MINOR_TICK));
      x.ticks.at.forEach(v => line(sharpX(v), foot, sharpX(v), foot + TICK));
      y.minor.forEach(v => line(side - MINOR_TICK, sharpY(v), side, sharpY(v)));
      y.at.forEach(v => line(side - TICK, sharpY(v), side, sharpY(v)));
      c.fillStyle = theme.ink;
      this.font(.9);
      let depth = CAP * this.small, widest = 0;
      x.ticks.at.forEach((v, i) => {
        const label = x.ticks.labels[i];
        if (x.angle === 0) {
          this.text(label, sharpX(v), foot + TICK + TICK_GAP, 0, 1);
        } else {
          depth = Math.max(depth, (this.width(label) + this.small * .5) * Math.sin(x.angle) + this.small * .3);
          this.text(label, sharpX(v) + .3 * this.small, foot + TICK + TICK_GAP + .2 * this.small, 1, .5, -x.angle);
        }
      });
      y.at.forEach((v, i) => {
        widest = Math.max(widest, this.width(y.labels[i]));
        this.text(y.labels[i], side - TICK - TICK_GAP, sharpY(v), 1, .5);
      });
      const labelY = a.bottom + TICK + TICK_GAP + depth + .25 * this.small + .55 * this.em;
      this.text(x.ticks.factor, a.right, labelY, 1, 1);
      this.text(y.factor, a.left, a.top - .5 * this.small, -1, 0);
      this.font(1);
      this.text(this.fit(this.x.spec.label, a.width + 3 * this.em), (a.left + a.right) / 2, labelY, 0, 1);
      this.text(this.fit(this.y.spec.label, a.height + 2 * this.em), a.left - TICK - TICK_GAP - widest - .6 * this.em,
        (a.top + a.bottom) / 2, 0, 0, -Math.PI / 2);
      this.font(1.15);
      const titleLine = 1.3 * 1.15 * this.em;
      this.title.forEach((t, i) => this.text(t, (a.left + a.right) / 2,
        a.top - this.inner - .45 * this.em - (this.title.length - 1 - i) * titleLine, 0, 0));
      if (this.spec.colors) this.bar();
      this.legend();
      document.documentElement.dataset.drawn = (+document.documentElement.dataset.drawn || 0) + 1;
    }

    bar() {
      const c = this.c, a = this.area, left = a.right + BAR_GAP;
      for (let k = 0; k < 256; k++) {
        c.fillStyle = this.palette[255 - k];
        const from = Math.floor(a.top + a.height * k / 256);
        c.fillRect(left, from, BAR_WIDTH, Math.ceil(a.top + a.height * (k + 1) / 256) - from);
      }
      c.strokeStyle = theme.frame;
      c.strokeRect(left - .5, a.top - .5, BAR_WIDTH + 1, a.height + 1);
      this.font(.9);
      c.fillStyle = theme.ink;
      const ticks = this.barTicks(a.height), right = left + BAR_WIDTH + .5;
      const at = v => Math.floor(a.bottom - this.colorPlace(v) * a.height) + .5;
      let widest = 0;
      const stroke = (v, length) => { c.beginPath(); c.moveTo(right, at(v)); c.lineTo(right + length, at(v)); c.stroke(); };
      ticks.minor.forEach(v => stroke(v, 2.5));
      ticks.at.forEach((v, i) => {
        stroke(v, 4);
        this.text(ticks.labels[i], right + 7, at(v), -1, .5);
        widest = Math.max(widest, this.width(ticks.labels[i]));
      });
      this.text(ticks.factor, left, a.top - .5 * this.small, -1, 0);
      this.font(1);
      this.text(this.fit(this.spec.colors.label, a.height + 2 * this.em), right + 7 + widest + .55 * this.em,
        (a.top + a.bottom) / 2, 0, 1, -Math.PI / 2);
    }

    legend() {
      const size = this.legendSize(this.area.height), a = this.area, c = this.c, gap = .55 * this.small;
      this.legendRows = [];
      if (!size) return;
      const outside = this.spec.legend.name === 'OUTSIDE';
      const left = Math.round(outside ? this.host.clientWidth - .6 * this.em - size.width
        : a.left + gap + this.spec.legend.across * (a.width - size.width - 2 * gap));
      const top = Math.round(outside ? a.top : a.top + gap + this.spec.legend.down * (a.height - size.height - 2 * gap));
      c.beginPath();
      c.roundRect(left + .5, top + .5, Math.round(size.width) - 1, Math.round(size.height) - 1, 3);
      c.fillStyle = 'rgba(255, 255, 255, .88)';
      c.fill();
      c.strokeStyle = theme.border;
      c.lineWidth = 1;
      c.stroke();
      this.font(.9);
      size.keys.forEach((key, i) => {
        const x = left + .45 * this.small + Math.floor(i / size.rows) * (size.column + this.small);
        const y = top + .25 * this.small + (i % size.rows + .5) * size.line;
        const dim = this.hidden.has(key.index) ? .3 : 1;
        for (const [kind, mark] of key.parts) this.sample(kind, mark, x, y, dim);
        c.globalAlpha = dim;
        c.fillStyle = theme.ink;
        this.text(key.label, x + 2.8 * this.small, y, -1, .5);
        c.globalAlpha = 1;
        this.legendRows.push({ index: key.index, left: x, right: x + size.column, top: y - size.line / 2,
          bottom: y + size.line / 2 });
      });
    }

    sample(kind, mark, x, y, dim) {
      const c = this.c, s = this.small, length = 2.3 * s;
      const color = mark.color || (this.palette ? this.palette[128] : theme.ink);
      c.fillStyle = c.strokeStyle = color;
      c.globalAlpha = Math.max(.3, mark.opacity) * dim;
      if (kind === 'area') {
        c.fillRect(x + .2 * s, y - .38 * s, length - .4 * s, .76 * s);
      } else if (kind === 'line') {
        this.pen(mark);
        c.globalAlpha = Math.max(.3, mark.opacity) * dim;
        c.beginPath();
        c.moveTo(x, y);
        c.lineTo(x + length, y);
        c.stroke();
      } else if (mark.marker !== 'HORIZONTAL') {
        this.marker(mark.marker, x + length / 2, y, Math.max(5, Math.min(s, mark.size)));
      }
      c.setLineDash([]);
      c.globalAlpha = 1;
    }

    pen(mark) {
      const c = this.c;
      c.strokeStyle = mark.color || theme.ink;
      c.fillStyle = c.strokeStyle;
      c.globalAlpha = mark.opacity;
      c.lineWidth = mark.width;
      const dash = figure.dashes[mark.dash].map(v => v * mark.width);
      c.setLineDash(dash);
      c.lineCap = dash.length ? 'butt' : 'round';
      c.lineJoin = 'round';
    }

    path() {
      const a = this.area, m = 25;
      return new Path(this.c, a.left - m, a.top - m, a.right + m, a.bottom + m, 2 * this.ratio);
    }

    // Far, but finite: an infinite extent lies beyond the edge.
    far(v, low, high) { return v === v ? Math.max(low - 1e5, Math.min(high + 1e5, v)) : v; }
    fx(u) { return this.far(this.px(u), this.area.left, this.area.right); }
    fy(u) { return this.far(this.py(u), this.area.top, this.area.bottom); }

    mark(mark) { this['draw_' + mark.kind](mark); }

    draw_line(m) {
      this.pen(m);
      const path = this.path(), t = this.affine();
      for (let i = 0; i < m.ux.length; i++) {
        const x = t.x + t.kx * (m.ux[i] - t.u0), y = t.y + t.ky * (m.uy[i] - t.v0);
        if (Number.isFinite(x) && Number.isFinite(y)) path.add(x, y);
        else path.end();
      }
      path.stroke();
    }

    draw_contour(m) {
      this.pen(m);
      const c = this.c;
      if (!m.color) c.strokeStyle = c.fillStyle = this.color(m.value);
      this.font(.78);
      const gap = m.label ? this.width(m.label) + .39 * this.em : 0, n = m.ux.length;
      const xs = Float64Array.from(m.ux, u => this.fx(u)), ys = Float64Array.from(m.uy, u => this.fy(u));
      const along = new Float64Array(n);
      for (let i = 1; i < n; i++) along[i] = along[i - 1] + Math.hypot(xs[i] - xs[i - 1], ys[i] - ys[i - 1]);
      const at = s => {
        let low = 0, high = n - 2;
        while (low < high) { const k = (low + high + 1) >> 1; if (along[k] <= s) low = k; else high = k - 1; }
        const piece = along[low + 1] - along[low], t = piece === 0 ? 0 : (s - along[low]) / piece;
        return [xs[low] + t * (xs[low + 1] - xs[low]), ys[low] + t * (ys[low + 1] - ys[low])];
      };
      const a = this.area, length = along[n - 1], room = gap / 2 + 6;
      let best = .9, start = NaN;
      for (let k = 0; m.label && length >= 2.5 * gap + 45 && k <= 60; k++) {
        const s = (length - gap) * k / 60, p = at(s), q = at(s + gap), mx = (p[0] + q[0]) / 2, my = (p[1] + q[1]) / 2;
        const straight = Math.hypot(q[0] - p[0], q[1] - p[1]) / gap, flat = Math.abs(q[0] - p[0]) / gap;
        const inside = mx - room > a.left && mx + room < a.right && my - room > a.top && my + room < a.bottom;
        const clear = this.contourLabels.every(l => Math.hypot(l[0] - mx, l[1] - my) > 1.6 * gap);
        if (inside && clear && straight > .9 && straight + .1 * flat > best) { best = straight + .1 * flat; start = s; }
      }
      const path = this.path();
      for (let i = 0; i < n && !(along[i] > start); i++) path.add(xs[i], ys[i]);
      if (start === start) {
        const p = at(start), q = at(start + gap);
        path.add(p[0], p[1]);
        path.end();
        path.add(q[0], q[1]);
        for (let i = 0; i < n; i++) if (along[i] > start + gap) path.add(xs[i], ys[i]);
        path.stroke();
        let angle = Math.atan2(q[1] - p[1], q[0] - p[0]);
        if (Math.abs(angle) > Math.PI / 2 + 1e-9) angle -= Math.sign(angle) * Math.PI;
        const middle = [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
        this.contourLabels.push(middle);
        this.text(m.label, middle[0], middle[1], 0, .5, angle);
      } else {
        path.stroke();
      }
    }

    draw_segments(m) {
      this.pen(m);
      const path = this.path();
      for (let i = 0; i < m.ux0.length; i++) {
        path.add(this.fx(m.ux0[i]), this.fy(m.uy0[i]));
        path.add(this.fx(m.ux1[i]), this.fy(m.uy1[i]));
        path.end();
      }
      path.stroke();
    }

    draw_markers(m) {
      if (m.marker === 'NONE') return;
      const c = this.c, a = this.area, s = m.size;
      this.pen(m);
      c.setLineDash([]);
      if (m.ux.length > 3000 && !m.values) {
        this.splat(m);
        return;
      }
      // An opaque marker on the same half pixel would change nothing.
      const columns = Math.ceil(2 * (a.width + 2 * s)) + 2;
      const seen = m.opacity === 1 && !m.values ? new Uint8Array(columns * (Math.ceil(2 * (a.height + 2 * s)) + 2)) : null;
      for (let i = 0; i < m.ux.length; i++) {
        const x = this.px(m.ux[i]), y = this.py(m.uy[i]);
        if (!(x > a.left - s && x < a.right + s && y > a.top - s && y < a.bottom + s)) continue;
        if (seen) {
          const spot = Math.floor(2 * (y - a.top + s)) * columns + Math.floor(2 * (x - a.left + s));
          if (seen[spot]) continue;
          seen[spot] = 1;
        }
        if (m.values) c.fillStyle = c.strokeStyle = this.color(m.values[i]);
        this.marker(m.marker, x, y, s);
      }
    }

    // Very many markers of one colour: how much each pixel is covered is added up here, faster than the canvas can.
    splat(m) {
      const a = this.area, r = this.ratio, width = Math.round(a.width * r), height = Math.round(a.height * r);
      const size = 2 * Math.ceil((m.size / 2 + 1) * r) + 1, half = (size - 1) / 2;
      const masks = [0, .5].map(dy => [0, .5].map(dx => this.mask(m, size, half + .5 + dx, half + .5 + dy)));
      const clear = new Float32Array(width * height).fill(1); // how much of the paper still shows through
      const solid = m.opacity === 1, seen = solid ? new Uint8Array(4 * (width + 2 * size) * (height + 2 * size)) : null;
      const t = this.affine(), kx = t.kx * r, ky = t.ky * r, x0 = (t.x - a.left) * r - .5, y0 = (t.y - a.top) * r - .5;
      for (let i = 0; i < m.ux.length; i++) {
        const x = x0 + kx * (m.ux[i] - t.u0), y = y0 + ky * (m.uy[i] - t.v0);
        if (!(x > -half - 1 && x < width + half && y > -half - 1 && y < height + half)) continue;
        const sx = Math.round(2 * x), sy = Math.round(2 * y);
        if (solid) { // one more on the same half pixel would change nothing
          const spot = (sy + 2 * size) * 2 * (width + 2 * size) + sx + 2 * size;
          if (seen[spot]) continue;
          seen[spot] = 1;
        }
        const cx = sx >> 1, cy = sy >> 1, mask = masks[sy & 1][sx & 1];
        const from = Math.max(0, half - cx), to = Math.min(size, width + half - cx);
        for (let v = Math.max(0, half - cy); v < Math.min(size, height + half - cy); v++) {
          let at = (cy - half + v) * width + cx - half + from;
          for (let u = from; u < to; u++, at++) clear[at] *= 1 - mask[v * size + u];
        }
      }
      const image = new ImageData(width, height), rgb = parseInt((m.color || theme.ink).slice(1), 16);
      for (let k = 0; k < clear.length; k++) {
        image.data[4 * k] = rgb >> 16;
        image.data[4 * k + 1] = rgb >> 8 & 255;
        image.data[4 * k + 2] = rgb & 255;
        image.data[4 * k + 3] = 255 * (1 - clear[k]);
      }
      this.paste(image);
    }

    // How much a marker at (x, y) covers of each pixel of a square, times its opacity.
    mask(m, size, x, y) {
      const own = this.c, c = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      c.canvas.width = c.canvas.height = size;
      this.c = c;
      this.marker(m.marker, x, y, m.size * this.ratio);
      this.c = own;
      const data = c.getImageData(0, 0, size, size).data;
      return Float32Array.from({ length: size * size }, (_, k) => data[4 * k + 3] / 255 * m.opacity);
    }

    paste(image) {
      const canvas = document.createElement('canvas'), a = this.area;
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext('2d').putImageData(image, 0, 0);
      this.c.globalAlpha = 1;
      this.c.imageSmoothingEnabled = false;
      this.c.drawImage(canvas, a.left, a.top, a.width, a.height);
    }

    marker(name, x, y, size) {
      const c = this.c, shape = figure.markers[name], p = shape.points, half = size / 2;
      c.beginPath();
      if (name === 'CIRCLE') {
        c.arc(x, y, half, 0, 2 * Math.PI);
      }
      for (let i = 0; i < p.length; i += 2) {
        if (i === 0 || !shape.filled && i % 4 === 0) c.moveTo(x + half * p[i], y + half * p[i + 1]);
        else c.lineTo(x + half * p[i], y + half * p[i + 1]);
      }
      if (shape.filled) {
        c.fill();
      } else {
        c.lineWidth = Math.max(1, size * .22);
        c.lineCap = 'round';
        c.stroke();
      }
    }

    polygon(points, m) {
      const a = this.area, c = this.c, shown = clip(points, a.left - 25, a.top - 25, a.right + 25, a.bottom + 25);
      if (!shown.length) return;
      this.pen(m);
      c.beginPath();
      shown.forEach((p, i) => i ? c.lineTo(p[0], p[1]) : c.moveTo(p[0], p[1]));
      c.closePath();
      c.fill();
    }

    draw_area(m) {
      const points = [];
      for (let i = 0; i < m.ux.length; i++) {
        const x = this.fx(m.ux[i]), y = this.fy(m.uy[i]);
        if (x === x && y === y) points.push([x, y]);
      }
      this.polygon(points, m);
    }

    draw_bars(m) {
      const c = this.c, dark = (m.color || theme.ink).replace(/[0-9a-f]{2}/g,
        h => Math.round(parseInt(h, 16) * .7).toString(16).padStart(2, '0'));
      for (let i = 0; i < m.ux0.length; i++) {
        const x0 = this.fx(m.ux0[i]), x1 = this.fx(m.ux1[i]), y0 = this.fy(m.uy0[i]), y1 = this.fy(m.uy1[i]);
        if (!(x0 + x1 + y0 + y1 === x0 + x1 + y0 + y1) || Number.isNaN(m.y1[i])) continue;
        this.pen(m);
        c.fillRect(x0, Math.min(y0, y1), x1 - x0, Math.abs(y1 - y0));
        if (y0 !== y1) {
          c.globalAlpha = 1;
          c.setLineDash([]);
          c.strokeStyle = dark;
          c.lineWidth = .8;
          c.strokeRect(x0, Math.min(y0, y1), x1 - x0, Math.abs(y1 - y0));
        }
      }
    }

    // Each pixel of the screen looks up its cell.
    draw_cells(m) {
      if (!m.index.length) return;
      const c = this.c, a = this.area, r = this.ratio, nx = m.xEdges.length - 1, ny = m.yEdges.length - 1;
      const width = Math.max(1, Math.round(a.width * r)), height = Math.max(1, Math.round(a.height * r));
      const find = (edges, n, place, pixels, turned) => {
        const cells = new Int32Array(pixels).fill(-1);
        const at = Float64Array.from(edges, u => place(u) * pixels);
        let k = 0;
        for (let p = 0; p < pixels; p++) {
          const q = (turned ? pixels - 1 - p : p) + .5;
          while (k < n && (turned ? at[k + 1] > q : at[k + 1] <= q)) k++;
          if (k < n && (turned ? at[k] > q : at[k] <= q)) cells[q - .5] = k;
        }
        return cells;
      };
      const columns = find(m.uxEdges, nx, u => this.x.place(u), width, this.x.spec.reversed);
      const rows = find(m.uyEdges, ny, u => 1 - this.y.place(u), height, !this.y.spec.reversed);
      const image = new ImageData(width, height), words = new Uint32Array(image.data.buffer);
      for (let y = 0; y < height; y++) {
        if (rows[y] < 0) continue;
        const row = rows[y] * nx;
        for (let x = 0; x < width; x++) {
          if (columns[x] >= 0) words[y * width + x] = this.words[m.index[row + columns[x]]];
        }
      }
      this.paste(image);
    }

    draw_text(m) {
      this.pen(m);
      this.font(.9);
      this.text(m.text, this.px(m.uat[0]) - m.align * .3 * this.small, this.py(m.uat[1]), m.align, .5);
    }

    // ---- Reading values

    hover(x, y) {
      const a = this.area;
      if (x < a.left || x > a.right || y < a.top || y > a.bottom) return null;
      const t = this.affine();
      let best = NEAR * NEAR, hit = null, cell = null;
      this.spec.series.forEach((series, index) => {
        if (this.hidden.has(index)) return;
        for (const m of series.marks) {
          if (m.kind === 'line' || m.kind === 'markers' && m.marker !== 'HORIZONTAL' && m.marker !== 'NONE') {
            for (let i = 0; i < m.ux.length; i++) {
              const dx = t.x + t.kx * (m.ux[i] - t.u0) - x, dy = t.y + t.ky * (m.uy[i] - t.v0) - y, d = dx * dx + dy * dy;
              if (d < best) { best = d; hit = { series, mark: m, i, x: x + dx, y: y + dy }; }
            }
          } else if (m.kind === 'bars') {
            for (let i = 0; i < m.ux0.length; i++) {
              const x0 = this.px(m.ux0[i]), x1 = this.px(m.ux1[i]), y0 = this.fy(m.uy0[i]), y1 = this.fy(m.uy1[i]);
              if (x >= x0 && x <= x1 && y >= Math.min(y0, y1) - 4 && y <= Math.max(y0, y1) + 4) {
                best = 0;
                hit = { series, mark: m, i, bar: true, x: (x0 + x1) / 2, y: y1 };
              }
            }
          } else if (m.kind === 'cells') {
            const ux = this.x.at((x - a.left) / a.width), uy = this.y.at((a.bottom - y) / a.height);
            const find = (edges, u) => { let k = -1; while (k + 1 < edges.length && edges[k + 1] <= u) k++; return k; };
            const column = find(m.uxEdges, ux), row = find(m.uyEdges, uy);
            if (column >= 0 && column < m.xEdges.length - 1 && row >= 0 && row < m.yEdges.length - 1) {
              cell = { mark: m, row, column };
            }
          }
        }
      });
      return cell && !(hit && best < 100) ? { cell } : hit;
    }

    describe(hit) {
      const escape = t => t.replace(/&/g, '&amp;').replace(/</g, '&lt;');
      const line = (spec, fallback, v) => `${escape(spec.name || fallback)}: ${escape(value(spec, v))}`;
      if (hit.cell) {
        const { mark, row, column } = hit.cell, middle = (e, k) => e[k] / 2 + e[k + 1] / 2;
        const z = mark.values[row * (mark.xEdges.length - 1) + column];
        return [line(this.x.spec, 'x', middle(mark.xEdges, column)), line(this.y.spec, 'y', middle(mark.yEdges, row)),
          `<b>${line(this.spec.colors, 'value', z)}</b>`].join('<br>');
      }
      const m = hit.mark, rows = [];
      if (hit.series.label) rows.push(`<b style="color:${m.color || theme.ink}">${escape(hit.series.label)}</b>`);
      if (hit.bar && this.x.spec.categories.length) {
        rows.push(line(this.x.spec, 'x', Math.round(m.x0[hit.i] / 2 + m.x1[hit.i] / 2)));
      } else if (hit.bar) {
        rows.push(`${escape(this.x.spec.name || 'x')}: ${plain(m.x0[hit.i])} to ${escape(value(this.x.spec, m.x1[hit.i]))}`);
      } else {
        rows.push(line(this.x.spec, 'x', m.x[hit.i]));
      }
      rows.push(line(this.y.spec, 'y', hit.bar ? m.y1[hit.i] : m.y[hit.i]));
      if (m.values) rows.push(line(this.spec.colors, 'value', m.values[hit.i]));
      return rows.join('<br>');
    }

    point(x, y) {
      const c = this.above.getContext('2d'), hit = this.hover(x, y);
      c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      c.clearRect(0, 0, this.host.clientWidth, this.host.clientHeight);
      this.note.style.display = hit ? 'block' : 'none';
      if (!hit) return;
      this.note.innerHTML = this.describe(hit);
      if (!hit.cell) {
        c.beginPath();
        c.arc(hit.x, hit.y, 6, 0, 2 * Math.PI);
        c.strokeStyle = theme.ink;
        c.lineWidth = 1.5;
        c.stroke();
      }
      const nx = hit.cell ? x : hit.x, ny = hit.cell ? y : hit.y, w = this.note.offsetWidth, h = this.note.offsetHeight;
      this.note.style.left = Math.max(0, nx + 14 + w > this.host.clientWidth ? nx - 14 - w : nx + 14) + 'px';
      this.note.style.top = Math.max(0, ny - 12 - h < 0 ? ny + 14 : ny - 12 - h) + 'px';
    }

    frame(box) {
      const c = this.above.getContext('2d');
      c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      c.clearRect(0, 0, this.host.clientWidth, this.host.clientHeight);
      this.note.style.display = 'none';
      if (!box) return;
      c.fillStyle = 'rgba(0, 114, 178, .12)';
      c.strokeStyle = 'rgba(0, 114, 178, .9)';
      c.fillRect(box.x, box.y, box.w, box.h);
      c.strokeRect(box.x + .5, box.y + .5, box.w, box.h);
    }

    // ---- Zooming and moving

    listen() {
      const el = this.base;
      const where = e => { const r = el.getBoundingClientRect(); return [e.clientX - r.left, e.clientY - r.top]; };
      let drag = null;
      el.addEventListener('wheel', e => {
        const [x, y] = where(e), a = this.area;
        const onX = y > a.bottom, onY = x < a.left;
        if (x > a.right || y < a.top || onX && onY) return;
        e.preventDefault();
        const factor = Math.exp(Math.max(-60, Math.min(60, e.deltaY * (e.deltaMode ? 30 : 1))) * .004);
        if (!onY || this.spec.equal) this.x.zoom((x - a.left) / a.width, factor);
        if (!onX || this.spec.equal) this.y.zoom((a.bottom - y) / a.height, factor);
        redraw();
      }, { passive: false });
      el.addEventListener('pointerdown', e => {
        const [x, y] = where(e), a = this.area;
        const row = this.legendRows.find(r => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom);
        if (row) {
          if (!this.hidden.delete(row.index)) this.hidden.add(row.index);
          redraw();
          return;
        }
        if (e.button !== 0 || x < a.left || x > a.right || y < a.top || y > a.bottom) return;
        drag = { x, y, box: e.shiftKey };
        el.setPointerCapture(e.pointerId);
      });
      el.addEventListener('pointermove', e => {
        const [x, y] = where(e), a = this.area;
        if (!drag) {
          const row = this.legendRows.some(r => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom);
          el.style.cursor = row ? 'pointer' : 'default';
          soon(() => this.point(x, y));
        } else if (drag.box) {
          const cx = Math.max(a.left, Math.min(a.right, x)), cy = Math.max(a.top, Math.min(a.bottom, y));
          drag.rect = { x: Math.min(drag.x, cx), y: Math.min(drag.y, cy), w: Math.abs(cx - drag.x), h: Math.abs(cy - drag.y) };
          this.frame(drag.rect);
        } else {
          el.style.cursor = 'grabbing';
          this.x.move((x - drag.x) / a.width);
          this.y.move((drag.y - y) / a.height);
          drag.x = x;
          drag.y = y;
          this.frame(null);
          redraw();
        }
      });
      el.addEventListener('pointerup', () => {
        if (drag && drag.rect && drag.rect.w > 4 && drag.rect.h > 4) this.zoomTo(drag.rect);
        drag = null;
        el.style.cursor = 'default';
        this.frame(null);
      });
      el.addEventListener('pointerleave', () => { if (!drag) this.frame(null); });
      el.addEventListener('dblclick', () => this.reset());
    }

    zoomTo(box) {
      const a = this.area;
      let { x, y, w, h } = box;
      if (this.spec.equal) { // keep the shape of the area
        const scale = Math.max(w / a.width, h / a.height);
        x += (w - scale * a.width) / 2;
        y += (h - scale * a.height) / 2;
        w = scale * a.width;
        h = scale * a.height;
      }
      const x0 = this.x.at((x - a.left) / a.width), x1 = this.x.at((x + w - a.left) / a.width);
      const y0 = this.y.at((a.bottom - y - h) / a.height), y1 = this.y.at((a.bottom - y) / a.height);
      this.x.show(x0, x1);
      this.y.show(y0, y1);
      redraw();
    }

    reset() {
      this.x.reset();
      this.y.reset();
      redraw();
    }
  }

  // ---- The page

  const root = document.getElementById('figure'), grid = document.getElementById('panels');
  const panels = [];
  let heading = null;

  function build() {
    if (figure.title) {
      heading = document.createElement('h1');
      heading.textContent = figure.title;
      root.insertBefore(heading, grid);
    }
    grid.style.gridTemplateColumns = `repeat(${figure.columns}, 1fr)`;
    grid.style.gridTemplateRows = `repeat(${figure.rows}, 1fr)`;
    figure.panels.forEach((spec, i) => {
      const host = document.createElement('div');
      host.className = 'panel';
      grid.append(host);
      if (spec.svg) {
        const image = document.createElement('img');
        image.alt = spec.title;
        image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(spec.svg);
        host.append(image);
      } else {
        panels.push(Object.assign(new Panel(spec, host), {
          row: Math.floor(i / figure.columns), column: i % figure.columns }));
      }
    });
  }

  function draw() {
    const spare = heading ? 34 : 0, ratio = figure.height / figure.width;
    // As high as the window allows, up to 1.7 times the figure's own size, but not below that size.
    const height = Math.max(figure.height, Math.min(window.innerHeight - 56 - spare, 1.7 * figure.height));
    const width = Math.max(320, Math.min(document.documentElement.clientWidth - 24, height / ratio));
    root.style.width = width + 'px';
    grid.style.height = width * ratio + 'px';
    const rooms = panels.map(p => p.margins(p.host.clientWidth - 1.2 * p.em, p.host.clientHeight - 1.2 * p.em));
    panels.forEach(panel => {
      const room = { top: 0, left: 0, bottom: 0, right: 0 };
      panels.forEach((other, k) => {
        const sides = other.row === panel.row ? ['top', 'bottom'] : [];
        if (other.column === panel.column) sides.push('left', 'right');
        for (const side of sides) room[side] = Math.max(room[side], rooms[k][side]);
      });
      panel.place(room);
      panel.frame(null); // what the note told may have moved
      panel.draw();
    });
  }

  let waiting = false, task = null;
  function redraw() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; draw(); });
  }
  function soon(action) {
    const idle = task === null;
    task = action;
    if (idle) requestAnimationFrame(() => { const run = task; task = null; run(); });
  }

  window.addEventListener('error', e => {
    document.documentElement.dataset.error = e.message;
    const note = document.createElement('p');
    note.id = 'error';
    note.textContent = 'The figure could not be drawn: ' + e.message;
    document.body.append(note);
  });
  window.addEventListener('resize', redraw);
  window.figure = { panels, linearTicks, wholeTicks, logTicks, draw };
  build();
  draw();
})();
