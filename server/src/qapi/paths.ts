/** Resolves the path `name` as written in `file`: joins them as text and removes `.` and `..`; also works for URIs. */
export function resolveInclude(file: string, name: string): string {
  if (name.startsWith('/')) return name;
  const parts = file.split('/').slice(0, -1);
  for (const part of name.split('/')) {
    const last = parts.at(-1);
    if (part === '.' || (part === '' && parts.length > 0)) continue;
    if (part === '..' && last !== undefined && last !== '' && last !== '.' && last !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Returns where the root of a schema with several modules is, if `file` is one of its modules: `qapi-schema.json` in the same folder. */
export function findMainSchema(file: string): string {
  return resolveInclude(file, 'qapi-schema.json');
}

/** Makes `path` relative to the folder `dir`; both are absolute, or both relative to the same place. */
export function toRelativePath(dir: string, path: string): string {
  const from = dir.split('/').filter((part) => part !== '' && part !== '.');
  const to = path.split('/').filter((part) => part !== '' && part !== '.');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
