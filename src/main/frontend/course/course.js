import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import bpmnCss from 'bpmn-js/dist/assets/bpmn-js.css';
import diagramCss from 'bpmn-js/dist/assets/diagram-js.css';
import { addDocumentStyles } from '../form/sheet.js';
import courseCss from './course.css';

/*
 * The way a case went, on the diagram of the very version that ran: what was done is blue with the number of times, what
 * waits is orange, what was broken off is grey. Used by the reading room, Cockpit and Tasklist.
 */

let styled = false;

/**
 * @param chosen called with an element's id, or null for all
 */
export function mountCourse(host, api, caseId, { chosen = () => {} } = {}) {
  if (!styled) {
    addDocumentStyles(diagramCss);
    addDocumentStyles(bpmnCss);
    addDocumentStyles(courseCss);
    styled = true;
  }
  let closed = false;
  let viewer = null;
  api.get(`/api/cases/${encodeURIComponent(caseId)}/course`).then(
    (course) => !closed && draw(course),
    (failure) => !closed && host.replaceChildren(paragraph(failure.message)),
  );

  function draw(course) {
    host.replaceChildren();
    if (!course.runs.length) {
      host.append(paragraph('流程引擎里没有这件案子的记录。'));
      return;
    }
    const tabs = element('div', 'bf-course-tabs');
    const tools = element('div', 'bf-course-tools');
    const canvas = element('div', 'bf-course-canvas');
    const visits = element('div', 'bf-course-visits');
    host.append(tabs, tools, canvas, visits);
    tools.append(legend(), ...zooming(() => viewer));
    const buttons = course.runs.map((run) => {
      const button = element('button', 'bf-course-tab');
      button.type = 'button';
      button.textContent = `${run.name} 第${run.version}版`;
      button.addEventListener('click', () => show(run));
      tabs.append(button);
      return button;
    });
    show(course.runs[0]);

    async function show(run) {
      buttons.forEach((button, index) => button.setAttribute('aria-pressed', String(course.runs[index] === run)));
      viewer?.destroy();
      canvas.replaceChildren();
      chosen(null);
      listVisits(visits, run.steps);
      viewer = new NavigatedViewer({ container: canvas });
      try {
        await viewer.importXML(run.xml);
      } catch (problem) {
        canvas.append(paragraph('这一版流程图打不开。'));
        console.warn('diagram', problem);
        return;
      }
      mark(viewer, run.steps);
      viewer.get('canvas').zoom('fit-viewport', 'auto');
      viewer.get('eventBus').on('element.click', ({ element: clicked }) => {
        const isStep = run.steps.some((step) => step.element === clicked.id);
        chosen(isStep ? clicked.id : null);
        listVisits(visits, isStep ? run.steps.filter((step) => step.element === clicked.id) : run.steps);
      });
      host.dataset.drawn = run.key;
    }
  }

  return () => {
    closed = true;
    viewer?.destroy();
    host.replaceChildren();
  };
}

/** What the colours mean. */
function legend() {
  const list = element('span', 'bf-course-legend');
  for (const [kind, text] of [['done', '走过'], ['waiting', '正在等待'], ['canceled', '中途取消']]) {
    const one = element('span', `bf-key bf-key-${kind}`);
    one.textContent = text;
    list.append(one);
  }
  return list;
}

function zooming(viewer) {
  const turn = (text, label, change) => {
    const button = element('button', 'bf-course-zoom');
    button.type = 'button';
    button.textContent = text;
    button.setAttribute('aria-label', label);
    button.addEventListener('click', () => {
      const canvas = viewer()?.get('canvas');
      if (canvas) change(canvas);
    });
    return button;
  };
  return [
    turn('＋', '放大', (canvas) => canvas.zoom(Math.min(4, canvas.zoom() * 1.4))),
    turn('－', '缩小', (canvas) => canvas.zoom(Math.max(0.1, canvas.zoom() / 1.4))),
    turn('全图', '看整张图', (canvas) => canvas.zoom('fit-viewport', 'auto')),
  ];
}

function mark(viewer, steps) {
  const canvas = viewer.get('canvas');
  const overlays = viewer.get('overlays');
  const registry = viewer.get('elementRegistry');
  const byElement = Map.groupBy ? Map.groupBy(steps, (step) => step.element) : groupBy(steps);
  for (const [id, visits] of byElement) {
    if (!registry.get(id)) continue;
    const last = visits[visits.length - 1];
    canvas.addMarker(id, !last.endedAt ? 'bf-waiting' : visits.every((visit) => visit.canceled) ? 'bf-canceled' : 'bf-done');
    const shown = registry.get(id).type;
    if (visits.length > 1 && !/Event|Gateway/.test(shown)) {
      overlays.add(id, { position: { top: -12, right: 14 }, html: badge('bf-badge', `${visits.length}次`) });
    }
    if (/Task|CallActivity/.test(shown)) {
      overlays.add(id, { position: { bottom: 2, left: 0 }, html: badge('bf-time', visits[visits.length - 1].lasting) });
    }
  }
  for (const flow of takenFlows(registry, steps)) {
    canvas.addMarker(flow, 'bf-taken');
  }
}

/** For each time an element was entered: the flow whose source was left last before it; at a join, each that came in. */
export function takenFlows(registry, steps) {
  const taken = new Set();
  const left = groupBy(steps);
  for (const step of steps) {
    const target = registry.get(step.element);
    if (!target?.incoming?.length) continue;
    const entered = Date.parse(step.startedAt);
    let best = null;
    for (const flow of target.incoming) {
      const ends = (left.get(flow.source?.id) ?? [])
        .filter((visit) => visit.endedAt && !visit.canceled && Date.parse(visit.endedAt) <= entered + 5)
        .map((visit) => Date.parse(visit.endedAt));
      if (!ends.length) continue;
      const end = Math.max(...ends);
      if (/ParallelGateway/.test(target.type)) taken.add(flow.id);
      else if (!best || end > best.end) best = { id: flow.id, end };
    }
    if (best) taken.add(best.id);
  }
  return taken;
}

function groupBy(steps) {
  const groups = new Map();
  for (const step of steps) {
    groups.set(step.element, [...(groups.get(step.element) ?? []), step]);
  }
  return groups;
}

const MINUTE = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Shanghai' });

/** As every page writes it: 2026-01-31 09:30. */
export function minute(moment) {
  return MINUTE.format(new Date(moment));
}

function listVisits(target, steps) {
  const table = element('table', 'bf-course-table');
  const rows = steps.filter((step) => step.name && !/Gateway|sequenceFlow|multiInstanceBody/i.test(step.type));
  const body = rows.map((step) => {
    const row = document.createElement('tr');
    for (const text of [
      step.name,
      step.assignee ?? '',
      minute(step.startedAt),
      step.endedAt ? minute(step.endedAt) : '正在等待',
      step.canceled ? '中途取消' : step.lasting,
    ]) {
      const cell = document.createElement('td');
      cell.textContent = text;
      row.append(cell);
    }
    return row;
  });
  const head = document.createElement('tr');
  for (const text of ['环节', '办理人', '进入', '离开', '历时']) {
    const cell = document.createElement('th');
    cell.textContent = text;
    head.append(cell);
  }
  table.append(head, ...body);
  target.replaceChildren(table);
}

function badge(className, text) {
  const span = element('span', className);
  span.textContent = text;
  return span;
}

function paragraph(text) {
  const p = element('p', 'bf-course-note');
  p.textContent = text;
  return p;
}

function element(name, className) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
