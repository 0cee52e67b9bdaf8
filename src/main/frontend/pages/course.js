import { Api, contextPathOf } from '../api/http.js';
import { mountCourse } from '../course/course.js';

/** The reading room's page of a case: the diagram, and the timeline of the element that is chosen on it. */
const host = document.getElementById('course');
const only = document.getElementById('only');

mountCourse(host, new Api(contextPathOf(import.meta.url)), host.dataset.case, { chosen: show });
document.getElementById('all').addEventListener('click', () => show(null));

function show(chosen) {
  const entries = [...document.querySelectorAll('.told > li')];
  const any = chosen && entries.some((entry) => entry.dataset.element === chosen);
  entries.forEach((entry) => {
    entry.hidden = Boolean(any) && entry.dataset.element !== chosen;
  });
  only.hidden = !any;
}
