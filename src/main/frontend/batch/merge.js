const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Whether nothing was said: an empty answer does not put out what a household's form opened with. */
const isBlank = (value) => value === undefined || value === null || value === '' || value === false || (Array.isArray(value) && !value.length);

/** What is said of all households, laid over what one of them opened with. */
export function withShared(values, shared) {
  const merged = { ...values };
  for (const [name, value] of Object.entries(shared ?? {})) {
    if (!isBlank(value) || isBlank(merged[name])) merged[name] = value;
  }
  return merged;
}

/** What one household's own form says that the others' do not. */
export function difference(data, merged) {
  return Object.fromEntries(Object.entries(data).filter(([name, value]) => !same(value, merged[name])));
}

/** What all households opened with alike: the start of the shared part. */
export function inCommon(households, names) {
  const common = {};
  for (const name of names) {
    const first = households[0]?.values?.[name];
    if (!isBlank(first) && households.every((one) => same(one.values[name], first))) common[name] = first;
  }
  return common;
}

/** Names of a form's fields and lists outside of lists. */
export function namesOf(components) {
  return (components ?? []).flatMap((field) =>
    field.type === 'group' && !field.path ? namesOf(field.components) : [field.key ?? field.path].filter(Boolean),
  );
}
