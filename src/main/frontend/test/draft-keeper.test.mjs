import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DraftKeeper } from '../api/draft-keeper.js';
import { CallFailure } from '../api/http.js';

/** A clock that runs when told to. */
function fakeClock() {
  let now = 0;
  let next = 1;
  const timers = new Map();
  return {
    setTimeout: (run, wait) => {
      timers.set(next, { at: now + wait, run });
      return next++;
    },
    clearTimeout: (id) => timers.delete(id),
    async pass(time) {
      now += time;
      for (const [id, timer] of [...timers]) {
        if (timer.at <= now) {
          timers.delete(id);
          timer.run();
        }
      }
      await settle();
    },
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

function keeping({ answers = [] } = {}) {
  const clock = fakeClock();
  const saved = [];
  const states = [];
  const save = async (values) => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    await answer;
    saved.push(values);
    return { savedAt: '2026-11-21T07:20:00Z' };
  };
  return { clock, saved, states, keeper: new DraftKeeper({ save, clock, onState: (s) => states.push(s.kind) }, { a: '' }) };
}

test('typing is saved at most every three seconds, with the newest values', async () => {
  const { clock, saved, keeper } = keeping();
  keeper.typed({ a: '1' });
  await clock.pass(1000);
  keeper.typed({ a: '12' });
  await clock.pass(1999);
  assert.deepEqual(saved, []);
  await clock.pass(1);
  assert.deepEqual(saved, [{ a: '12' }]);
  keeper.typed({ a: '12' });
  await clock.pass(60000);
  assert.equal(saved.length, 1, 'nothing new, nothing sent');
});

test('what is typed while a save is under way follows it', async () => {
  let arrive;
  const { clock, saved, keeper } = keeping({ answers: [new Promise((resolve) => (arrive = resolve))] });
  keeper.typed({ a: '1' });
  await clock.pass(3000);
  keeper.typed({ a: '2' });
  await clock.pass(3000);
  assert.deepEqual(saved, [], 'never two at a time');
  arrive();
  await settle();
  await clock.pass(3000);
  assert.deepEqual(saved, [{ a: '1' }, { a: '2' }]);
});

test('without a network it tries again until it works', async () => {
  const { clock, saved, states, keeper } = keeping({ answers: [new CallFailure('offline', ''), new CallFailure('server', '')] });
  keeper.typed({ a: '1' });
  await clock.pass(3000);
  assert.equal(keeper.state.kind, 'failed');
  assert.ok(keeper.unsaved);
  await clock.pass(10000);
  await clock.pass(10000);
  assert.deepEqual(saved, [{ a: '1' }]);
  assert.deepEqual(states, ['saving', 'failed', 'saving', 'failed', 'saving', 'saved']);
});

test('signed out, it waits to be told; when the task is gone it stops', async () => {
  const out = keeping({ answers: [new CallFailure('signed-out', '')] });
  out.keeper.typed({ a: '1' });
  await out.clock.pass(3000);
  await out.clock.pass(60000);
  assert.deepEqual(out.saved, []);
  await out.keeper.flush();
  assert.deepEqual(out.saved, [{ a: '1' }]);

  const gone = keeping({ answers: [new CallFailure('gone', '')] });
  gone.keeper.typed({ a: '1' });
  await gone.clock.pass(3000);
  gone.keeper.typed({ a: '2' });
  await gone.clock.pass(60000);
  assert.deepEqual(gone.saved, []);
});

test('while an answer is being submitted nothing is saved; after a refusal it goes on', async () => {
  const { clock, saved, keeper } = keeping();
  keeper.typed({ a: '1' });
  await keeper.pause();
  await clock.pass(60000);
  assert.deepEqual(saved, []);
  keeper.resume();
  await clock.pass(3000);
  assert.deepEqual(saved, [{ a: '1' }]);
});
