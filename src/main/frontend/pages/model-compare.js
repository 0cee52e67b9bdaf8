// Two drawings of one process side by side, with what changed in colour. The bpmn.io mark stays visible, as its licence asks.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

const KINDS = { ADDED: 'added', REMOVED: 'removed', CHANGED: 'changed' };

const changes = [...document.querySelectorAll('#changes [data-element]')].map((item) => ({
  element: item.dataset.element,
  kind: KINDS[item.dataset.kind],
  item,
}));

async function show(container) {
  const response = await fetch(container.dataset.model, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${response.status}`);
  const viewer = new NavigatedViewer({ container });
  await viewer.importXML(await response.text());
  const canvas = viewer.get('canvas');
  const registry = viewer.get('elementRegistry');
  for (const { element, kind } of changes) {
    if (element && registry.get(element)) canvas.addMarker(element, kind);
  }
  canvas.zoom('fit-viewport', 'auto');
  return { canvas, registry };
}

async function showBoth() {
  const attempts = [...document.querySelectorAll('.canvas')].map((container) =>
    show(container).catch((problem) => {
      container.textContent = `图打不开（${problem.message}）。请刷新本页；仍不行请联系系统管理员。`;
      return null;
    }),
  );
  const shown = (await Promise.all(attempts)).filter(Boolean);
  document.body.dataset.drawn = String(shown.length);
  // A click on a sentence shows where it is.
  for (const { element, item } of changes) {
    if (!element) continue;
    item.addEventListener('click', () => {
      for (const { canvas, registry } of shown) {
        if (registry.get(element)) canvas.scrollToElement(element, { top: 200, bottom: 200, left: 200, right: 200 });
      }
    });
  }
}

showBoth();
