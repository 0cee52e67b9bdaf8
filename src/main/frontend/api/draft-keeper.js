const THROTTLE = 3000;
const RETRY = 10000;

/**
 * Keeps what was typed on the server while a form is open: at most every three seconds, at once when asked. Never two
 * saves at a time, and nothing is sent that the server already has.
 */
export class DraftKeeper {
  /**
   * @param {{save: (values: object, last: boolean) => Promise<{savedAt?: string} | null>, clock?: {setTimeout: Function, clearTimeout: Function}}} options
   * @param {object} opened the values the form opened with: they need no saving
   */
  constructor({ save, onState = () => {}, clock = globalThis }, opened) {
    this.save = save;
    this.onState = onState;
    this.clock = clock;
    this.kept = JSON.stringify(opened);
    this.values = opened;
    this.timer = null;
    this.running = null;
    this.stopped = false;
    this.state = { kind: 'idle' };
  }

  get unsaved() {
    return JSON.stringify(this.values) !== this.kept;
  }

  typed(values) {
    this.values = values;
    if (!this.stopped && this.unsaved && !this.timer && !this.running) {
      this.later(THROTTLE);
    }
  }

  /** Saves now what is not saved yet; answers when the server has everything or the attempt failed. */
  async flush({ last = false } = {}) {
    this.cancelTimer();
    if (this.running) {
      await this.running;
    }
    if (this.stopped || !this.unsaved) {
      return this.state;
    }
    this.running = this.attempt(last);
    await this.running;
    return this.state;
  }

  async attempt(last) {
    const values = this.values;
    const sent = JSON.stringify(values);
    this.become({ kind: 'saving' });
    try {
      const answer = await this.save(values, last);
      this.kept = sent;
      this.become({ kind: 'saved', at: answer?.savedAt ?? new Date().toISOString() });
    } catch (failure) {
      this.become({ kind: 'failed', failure });
      if (failure.kind === 'conflict' || failure.kind === 'gone') {
        this.stopped = true;
      }
    } finally {
      this.running = null;
    }
    if (!this.stopped && this.unsaved && this.state.failure?.kind !== 'signed-out') {
      this.later(this.state.kind === 'failed' ? RETRY : THROTTLE);
    }
  }

  /** Before submitting: no save may arrive after the answer and bring the draft back. */
  async pause() {
    this.stopped = true;
    this.cancelTimer();
    if (this.running) {
      await this.running;
    }
  }

  resume() {
    this.stopped = false;
    this.typed(this.values);
  }

  later(wait) {
    this.cancelTimer();
    this.timer = this.clock.setTimeout(() => {
      this.timer = null;
      this.flush();
    }, wait);
  }

  cancelTimer() {
    this.clock.clearTimeout(this.timer);
    this.timer = null;
  }

  become(state) {
    this.state = state;
    this.onState(state);
  }
}
