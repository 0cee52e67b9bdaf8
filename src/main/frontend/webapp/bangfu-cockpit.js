import { Api, contextPathOf } from '../api/http.js';
import { minute, mountCourse } from '../course/course.js';

/*
 * Cockpit for auditors: the whole course of an instance with its case, the ended cases of a process, and the way to the
 * reading room. Cockpit itself shows nothing of what has ended.
 */
const api = new Api(contextPathOf(import.meta.url));

async function history(query) {
  return api.get(`/camunda/api/engine/engine/default/history/process-instance${query}`);
}

function link(text, path) {
  const anchor = document.createElement('a');
  anchor.href = api.url(path);
  anchor.textContent = text;
  return anchor;
}

function note(text) {
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  return paragraph;
}

let leave = null;

const instanceTab = {
  id: 'bangfu-course',
  pluginPoint: 'cockpit.processInstance.runtime.tab',
  priority: 900,
  properties: { label: '办理全过程' },
  render: (node, { processInstanceId }) => {
    const host = document.createElement('div');
    host.className = 'bf-course-tab-host';
    node.append(host);
    history(`/${encodeURIComponent(processInstanceId)}`).then(
      (instance) => {
        const read = document.createElement('p');
        read.append(link('在审计阅览室读这件案子', `/audit/cases/${encodeURIComponent(instance.businessKey)}`));
        const course = document.createElement('div');
        host.append(read, course);
        leave = mountCourse(course, api, instance.businessKey);
      },
      (failure) => host.append(note(failure.message)),
    );
  },
  unmount: () => {
    leave?.();
    leave = null;
  },
};

const definitionTab = {
  id: 'bangfu-ended',
  pluginPoint: 'cockpit.processDefinition.runtime.tab',
  priority: 900,
  properties: { label: '已办结的案件' },
  render: (node, { processDefinitionId }) => {
    const host = document.createElement('div');
    host.className = 'bf-course-tab-host';
    node.append(host);
    api.get(`/api/definitions/${encodeURIComponent(processDefinitionId)}/ended`).then(
      (cases) => {
        const list = document.createElement('ul');
        for (const ended of cases) {
          const item = document.createElement('li');
          item.append(link(ended.number, `/audit/cases/${encodeURIComponent(ended.id)}`), ` ${ended.place}，${ended.said}，${minute(ended.at)}`);
          list.append(item);
        }
        host.append(cases.length ? note(`最近办结的${cases.length}件，点开在审计阅览室里读：`) : note('还没有办结的案件。'), list, link('按条件找案件', '/audit/cases'));
      },
      (failure) => host.append(note(failure.message)),
    );
  },
};

const roomEntry = {
  id: 'bangfu-room',
  pluginPoint: 'cockpit.navigation',
  priority: 1000,
  properties: { checkActive: () => false },
  render: (node) => node.append(link('审计阅览', '/audit')),
};

export default [instanceTab, definitionTab, roomEntry];
