/** Where in a form's data a value stands: `visitors[0].name` as the server writes it, `['visitors', 0, 'name']` here. */

export function parsePath(text) {
  const path = [];
  for (const match of String(text ?? '').matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    path.push(match[2] !== undefined ? Number(match[2]) : match[1]);
  }
  return path;
}

export function pathText(path) {
  return path.reduce((text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : step), '');
}

export function samePath(a, b) {
  return a.length === b.length && a.every((step, i) => String(step) === String(b[i]));
}

/**
 * The instance a message belongs to: the field itself, else the nearest list or group around it that is on the screen,
 * else nothing.
 */
export function nearestInstance(instances, path) {
  for (let length = path.length; length > 0; length--) {
    const wanted = path.slice(0, length);
    // a group without a path of its own shares its parent's: the later, innermost one names the field
    const found = instances.filter((i) => i.valuePath.length > 0 && samePath(i.valuePath, wanted));
    if (found.length > 0) {
      return found[found.length - 1];
    }
  }
  return null;
}

/** form-js keeps messages by field id, and for rows by field id and index. */
export function withError(errors, id, indexes, message) {
  const steps = Object.values(indexes ?? {});
  const insert = (node, [step, ...rest]) =>
    step === undefined
      ? [...(Array.isArray(node) && typeof node[0] === 'string' ? node : []), message]
      : { ...(isRows(node) ? node : {}), [step]: insert(isRows(node) ? node[step] : undefined, rest) };
  return { ...errors, [id]: insert(errors[id], steps) };
}

export function errorsAt(errors, id, indexes) {
  const found = Object.values(indexes ?? {}).reduce((node, step) => (isRows(node) || Array.isArray(node) ? node[step] : undefined), errors[id]);
  return Array.isArray(found) ? found.filter((message) => typeof message === 'string') : [];
}

const isRows = (node) => node !== null && typeof node === 'object' && !(Array.isArray(node) && typeof node[0] === 'string');

/** After row `removed` of a list is gone, the messages of the rows below move up with their rows. */
export function withoutRow(errors, fieldIds, outerIndexes, removed) {
  const outer = Object.values(outerIndexes ?? {});
  const shift = (node) => {
    const rows = {};
    for (const [index, messages] of Object.entries(node)) {
      if (Number(index) !== removed && messages !== undefined) {
        rows[Number(index) > removed ? Number(index) - 1 : index] = messages;
      }
    }
    return rows;
  };
  const descend = (node, [step, ...rest]) => {
    if (!isRows(node)) {
      return node;
    }
    return step === undefined ? shift(node) : { ...node, [step]: descend(node[step], rest) };
  };
  const result = { ...errors };
  for (const id of fieldIds) {
    if (result[id] !== undefined) {
      result[id] = descend(result[id], outer);
    }
  }
  return result;
}
