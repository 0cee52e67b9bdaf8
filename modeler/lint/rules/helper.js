const is = (node, type) => Boolean(node.$instanceOf && node.$instanceOf(type));

/** Camunda's own elements of a node, by local name. */
const extensions = (node, type) => ((node.extensionElements && node.extensionElements.values) || []).filter((value) => value.$type === `camunda:${type}`);

const property = (node, name) =>
  extensions(node, 'Properties')
    .flatMap((holder) => holder.values || [])
    .filter((one) => one.name === name)
    .map((one) => one.value)[0];

/** visit-household of UserTask_VisitHousehold. */
const kebab = (id) =>
  id
    .slice(id.indexOf('_') + 1)
    .replace(/(?!^)([A-Z])/g, '-$1')
    .toLowerCase();

const stem = (id) => id.slice(id.indexOf('_') + 1);

module.exports = { is, extensions, property, kebab, stem };
