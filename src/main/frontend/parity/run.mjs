// Says what the browser's checker says, without a browser: one JSON object a line on standard input,
// {"schema": …, "values": …, "data": …}, one a line on standard output, {"invalid": …, "hidden": …, "data": …}.
// A test gives the answer's `data` to the server's checker, which must find the same fields wrong and the same ones hidden.
import { createInterface } from 'node:readline';
import { loadHeadless } from './load.mjs';

const { judge } = await loadHeadless();
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) {
    let answer;
    try {
      answer = await judge(JSON.parse(line));
    } catch (problem) {
      answer = { error: String(problem?.message ?? problem) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}
