// A file of a program's own memory.
export function write(module, path, data) {
  const folder = path.slice(0, path.lastIndexOf("/"));
  if (folder) module.FS.mkdirTree(folder);
  module.FS.writeFile(path, data);
}
