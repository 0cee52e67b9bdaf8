// The forms in a real browser, under our pages' content security policy: npm run test:browser
// Needs Chromium (CHROMIUM, or /usr/bin/chromium).
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright-core';
import { startMock } from '../../preview/mock-api.mjs';
import { readForms, SAMPLE, siteFiles } from '../../preview/site.mjs';

const PICTURE = {
  name: '入户.png',
  mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
};

const files = siteFiles({ cached: true });
let browser, world, server, url, page, complaints;

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(() => browser?.close());

beforeEach(async () => {
  world = { forms: readForms() };
  ({ server, url } = await startMock(world, files));
  // English on purpose: nothing may depend on the browser's language
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'America/New_York', viewport: { width: 1100, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(15000);
  complaints = [];
  page.on('pageerror', (problem) => complaints.push(problem.message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
  });
});
afterEach(async () => {
  await page.context().close();
  server.closeAllConnections();
  server.close();
  assert.deepEqual(complaints, []);
});

const open = async (id = SAMPLE) => {
  await page.goto(`${url}/form/${id}`);
  await page.locator('.bf-actions').waitFor();
};
const submit = () => page.getByRole('button', { name: '提交', exact: true }).click();
const until = async (condition) => {
  for (let i = 0; i < 300; i++) {
    if (await condition()) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`not in time: ${condition}`);
};
const notices = () => page.locator('.bf-notice').allInnerTexts();

async function fillIn() {
  await page.getByRole('button', { name: '今天' }).click();
  await page.getByLabel('走访地点').selectOption('HOME');
  for (const i of [0, 1]) {
    await page.getByLabel('姓名').nth(i).fill(`王某${i}`);
    await page.getByLabel('单位及职务').nth(i).fill('村委会');
  }
  await page.locator('[data-field=photographs] input[data-role=files]').setInputFiles(PICTURE);
  await page.locator('[data-field=photographs] img').waitFor();
  for (const i of [0, 1, 2]) await page.getByLabel('计入', { exact: true }).nth(i).check();
  await page.getByLabel('工资性收入').fill('12000');
  await page.getByLabel('因病').check();
  await page.getByLabel('走访人员意见').fill('符合条件');
  await page.getByLabel('以上内容由').check();
}

test('everything to be read is Chinese', async () => {
  await open();
  await page.getByRole('button', { name: '打开日历' }).click();
  await submit();
  const words = await page.evaluate(() => {
    const root = document.getElementById('form').shadowRoot;
    const attributes = [...root.querySelectorAll('*')].flatMap((element) =>
      element.closest('.fjs-powered-by') ? [] : ['placeholder', 'aria-label', 'title', 'alt'].map((name) => element.getAttribute(name) ?? ''),
    );
    const texts = [...root.querySelectorAll('*')]
      .filter((element) => !['STYLE', 'SCRIPT'].includes(element.tagName))
      .flatMap((element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data));
    return [...attributes, ...texts].filter((text) => /[A-Za-z]{2,}/.test(text));
  });
  assert.deepEqual(words, []);
});

test("the watermark of bpmn.io is there, with its link", async () => {
  await open();
  await page.locator('.fjs-powered-by-link').scrollIntoViewIfNeeded();
  assert.ok(await page.locator('.fjs-powered-by-link svg').isVisible());
  assert.equal(await page.locator('.fjs-powered-by-link').getAttribute('href'), 'https://bpmn.io');
});

test('text typed right after an amount is all there', async () => {
  await open();
  await page.getByLabel('工资性收入').click();
  await page.keyboard.type('12000', { delay: 5 });
  await page.keyboard.press('Tab');
  await page.keyboard.type('20', { delay: 5 });
  await page.getByLabel('走访人员意见').click();
  await page.keyboard.type('abcdefghijklmnopqrst', { delay: 5 });
  assert.equal(await page.getByLabel('工资性收入').inputValue(), '12000');
  assert.equal(await page.getByLabel('羊', { exact: true }).inputValue(), '20');
  assert.equal(await page.getByLabel('走访人员意见').inputValue(), 'abcdefghijklmnopqrst');
  assert.match(await page.locator('[data-field=wages] .bf-reading').innerText(), /^12,000 元/);
});

test('Enter in a text field submits nothing and checks nothing', async () => {
  await open();
  await page.getByLabel('工资性收入').fill('１２，０００');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(200);
  assert.equal(world.submitted.length, 0);
  assert.deepEqual(await notices(), []);
  await page.keyboard.press('Tab');
  assert.equal(await page.getByLabel('工资性收入').inputValue(), '12000');
});

test('a form with gaps names them all and goes to the first', async () => {
  await open();
  await submit();
  await page.locator('.bf-problems li').first().waitFor();
  assert.equal(await page.locator('.bf-problems li').count(), 14);
  await until(() => page.getByLabel('走访日期').evaluate((input) => input.getRootNode().activeElement === input));
  assert.equal(await page.locator('[data-field=visitDate] .bf-error').innerText(), '请选择日期');
  await page.getByRole('button', { name: '走访人员（至少两名） 第 2 行 姓名' }).click();
  await until(() => page.getByLabel('姓名').nth(1).evaluate((input) => input.getRootNode().activeElement === input));
  await page.keyboard.type('王某');
  assert.equal(await page.locator('.bf-problems li').count(), 13, 'mended ones leave the list');
  assert.equal(world.submitted.length, 0);
});

test('a complete form is sent once, plainly, with its key', async () => {
  await open();
  await fillIn();
  await submit();
  await until(() => world.submitted.length === 1);
  const { data, key } = world.submitted[0];
  assert.equal(data.income.wages, '12000');
  assert.match(data.visitDate, /^\d{4}-\d\d-\d\d$/);
  assert.deepEqual(data.members.map((m) => [m.memberId, m.counted]), [['m-1', 'YES'], ['m-2', 'YES'], ['m-3', 'YES']]);
  assert.equal(data.photographs.length, 1);
  assert.ok(!('placeReason' in data), 'hidden fields stay at home');
  assert.ok(key);
  await until(() => page.evaluate(() => window.bangfu.done?.next === '下一步：村里开民主评议会。'));
});

test("the server's refusals stand at their fields, also in rows, and follow them", async () => {
  world.refuse = (data) =>
    data.visitors.length === 2 && {
      errors: [
        { field: 'visitors[1].name', message: '“姓名”不是在册人员' },
        { field: 'visitors', message: '走访人员须来自两个单位' },
        { field: 'income.wages', message: '与比对结果不一致，请核对' },
        { field: 'nowhere', message: '本户已有在办事项' },
      ],
    };
  await open();
  await fillIn();
  await submit();
  await page.locator('.bf-problems li').first().waitFor();
  assert.deepEqual(await page.locator('.bf-problems li').allInnerTexts(), [
    '本户已有在办事项',
    '走访人员（至少两名）：走访人员须来自两个单位',
    '走访人员（至少两名） 第 2 行 姓名：不是在册人员',
    '工资性收入：与比对结果不一致，请核对',
  ]);
  assert.equal(await page.locator('.bf-row').nth(1).locator('[data-field=name] .bf-error').innerText(), '不是在册人员');
  await page.getByRole('button', { name: '删除第 1 行' }).click();
  assert.equal(await page.locator('.bf-row').first().locator('[data-field=name] .bf-error').innerText(), '不是在册人员');
  assert.equal(await page.getByLabel('姓名').first().inputValue(), '王某1');
  await page.getByRole('button', { name: /撤销删除/ }).click();
  assert.equal(await page.getByLabel('姓名').first().inputValue(), '王某0');
  await page.getByRole('button', { name: '添加一行' }).click();
  await until(() => page.getByLabel('姓名').nth(2).evaluate((input) => input.getRootNode().activeElement === input));
  assert.equal(world.submitted.length, 0);
});

test('a draft is kept by itself, restored at the next opening, and can be given up', async () => {
  await open();
  await page.getByLabel('走访人员意见').fill('写到一半');
  await until(() => world.drafts.has(SAMPLE));
  await page.getByText(/已暂存 \d\d:\d\d/).waitFor();
  await open();
  assert.equal(await page.getByLabel('走访人员意见').inputValue(), '写到一半');
  assert.match((await notices())[0], /^已恢复 \d+月\d+日 \d\d:\d\d 的暂存内容/);
  await page.getByRole('button', { name: '放弃暂存' }).click();
  await page.getByRole('button', { name: '确定放弃' }).click();
  await until(async () => (await page.getByLabel('走访人员意见').inputValue()) === '');
  assert.equal(world.drafts.size, 0);
  assert.deepEqual(await notices(), []);
});

test('leaving the page in a hurry loses nothing', async () => {
  await open();
  await page.getByLabel('走访人员意见').fill('马上就走');
  await page.goto(`${url}/`);
  await until(() => world.drafts.get(SAMPLE)?.values.opinion === '马上就走');
});

test('without a network nothing is lost, and a second try is the same answer', async () => {
  await open();
  await fillIn();
  world.offline = true;
  await submit();
  await page.getByText('网络不通，请检查网络后重试').first().waitFor();
  assert.match((await notices()).join(), /您填的内容都还在，没有丢失/);
  assert.equal(await page.getByLabel('走访人员意见').inputValue(), '符合条件');
  world.offline = false;
  world.refuse = () => (world.tried = (world.tried ?? 0) + 1) === 1 && { status: 503, body: {} };
  await page.getByRole('button', { name: '重试' }).click();
  await until(() => world.tried === 1);
  await page.getByText('系统暂时没有处理成功').first().waitFor();
  await page.getByRole('button', { name: '重试' }).click();
  await until(() => world.submitted.length === 1);
});

test('signed out meanwhile: sign in elsewhere and go on', async () => {
  await open();
  await fillIn();
  world.signedIn = false;
  await submit();
  await page.getByText('登录已失效').first().waitFor();
  const [signIn] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: /打开登录页/ }).click()]);
  await signIn.waitForURL(/\/login$/);
  world.signedIn = true;
  world.token = 'of the new session';
  await page.getByRole('button', { name: '我已登录，继续' }).click();
  await page.getByText('登录已失效').first().waitFor({ state: 'detached' });
  await submit();
  await until(() => world.submitted.length === 1);
  assert.equal(world.submitted[0].data.opinion, '符合条件');
});

test('done by somebody else meanwhile: who and when, and what was typed can be copied', async () => {
  world.refuse = () => ({ status: 409, body: { message: '王某（沙圪堵村）已于 11月21日 15:20 办理' } });
  await open();
  await fillIn();
  await submit();
  await page.getByText('王某（沙圪堵村）已于 11月21日 15:20 办理').waitFor();
  await page.getByText('查看我填写的内容').click();
  const kept = await page.locator('.bf-copy').inputValue();
  assert.match(kept, /走访人员（至少两名） 第 1 行 姓名：王某0/);
  assert.match(kept, /返贫致贫风险：因病/);
  assert.equal(await page.getByRole('button', { name: '提交', exact: true }).count(), 0);
});

test('photographs: several, one that fails, one removed', async () => {
  await open();
  const photographs = page.locator('[data-field=photographs]');
  await photographs.locator('input[data-role=files]').setInputFiles([PICTURE, { ...PICTURE, name: '房屋.png' }]);
  await until(async () => (await photographs.locator('.bf-thumbnail').count()) === 2);
  assert.deepEqual((await photographs.locator('.bf-thumbnail-name').allInnerTexts()).sort(), ['入户.png', '房屋.png'].sort());
  world.refuseEvidence = '文件超过 20 MB，请压缩后再传';
  await photographs.locator('input[data-role=files]').setInputFiles({ ...PICTURE, name: '太大.png' });
  await photographs.getByText('没有传上去：文件超过 20 MB，请压缩后再传').waitFor();
  await submit();
  await page.locator('.bf-problems').getByText('有 1 个文件没有传上去，请点“重试”或“删除”').waitFor();
  world.refuseEvidence = null;
  await photographs.getByRole('button', { name: '重试' }).click();
  await until(async () => (await photographs.locator('.bf-thumbnail').count()) === 3);
  await photographs.getByRole('button', { name: '删除房屋.png' }).click();
  assert.equal(await photographs.locator('.bf-thumbnail').count(), 2);
});

test('a date typed in any way, or picked from a Chinese calendar', async () => {
  await open();
  const date = page.getByLabel('走访日期');
  await date.fill('2026年3月5日');
  await page.keyboard.press('Tab');
  assert.equal(await date.inputValue(), '2026-03-05');
  await date.click();
  const calendar = page.locator('.bf-calendar');
  assert.match(await calendar.locator('.flatpickr-weekdays').innerText(), /^\s*周一/);
  assert.equal(await calendar.locator('.flatpickr-monthDropdown-months option:checked').innerText(), '三月');
  await calendar.locator('.flatpickr-day:not(.prevMonthDay)', { hasText: '17' }).first().click();
  assert.equal(await date.inputValue(), '2026-03-17');
  assert.equal(await calendar.count(), 0);
  await date.fill('3月17号');
  await page.keyboard.press('Tab');
  await page.locator('[data-field=visitDate]').getByText('日期不对').waitFor();
  assert.equal(await date.inputValue(), '3月17号', 'what was typed stays');
});

test('a new case: entry, household, form', async () => {
  world.starts = [
    { element: 'StartEvent_HouseholdApplication', name: '农户申请' },
    { element: 'StartEvent_CadreScreening', name: '干部排查' },
  ];
  world.households = [{ id: 'h-1', number: '150625102003', head: '张某某', village: '沙圪堵村', members: 4 }];
  world.startForm = world.forms.get(SAMPLE);
  await page.goto(`${url}/cases/new`);
  await page.getByRole('button', { name: '农户申请' }).click();
  await page.getByLabel('先找到这一户').fill('张某某');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '选这一户' }).click();
  await page.locator('.bf-actions').waitFor();
  await fillIn();
  await until(() => world.drafts.get('StartEvent_HouseholdApplication')?.values.opinion === '符合条件');
  await submit();
  await page.getByText('编号 2026-0001').waitFor();
  assert.equal(world.submitted[0].id, 'StartEvent_HouseholdApplication');
  assert.equal(world.submitted[0].query, '?household=h-1');
});
