import flatpickrCss from 'flatpickr/dist/flatpickr.css';
import formCss from './form.css';

/**
 * Styles go in as constructed style sheets: our pages' content security policy knows neither style elements nor style
 * attributes, and inside a shadow root Tasklist's own styles do not reach the form.
 */
export function styledRoot(host, ...more) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [flatpickrCss, formCss, ...more].map(sheetOf);
  return root;
}

export function addDocumentStyles(css) {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheetOf(css)];
}

const sheets = new Map();

function sheetOf(css) {
  if (!sheets.has(css)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  return sheets.get(css);
}
