/** The ways in which the signed-in officer may open a case: `[{element, name}]`. */
export async function startEntries(api) {
  return (await api.get('/api/starts')) ?? [];
}
