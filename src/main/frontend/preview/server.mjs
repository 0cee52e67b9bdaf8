// npm run preview: shows every form of forms/ with the real renderer and a server that only remembers.
import { startMock } from './mock-api.mjs';
import { readForms, siteFiles } from './site.mjs';

const forms = readForms();
const { url } = await startMock(
  {
    forms,
    starts: [{ element: 'StartEvent_HouseholdApplication', name: '农户申请', description: '农户自己申请，或由村干部代为提出' }],
    startForm: forms.values().next().value,
    households: [{ id: 'h-1', number: '15062510020300012', head: '张某某', village: '昭君镇 沙圪堵村', members: 4 }],
  },
  siteFiles(),
  Number(process.env.PORT ?? 8083),
);
console.log(url);
