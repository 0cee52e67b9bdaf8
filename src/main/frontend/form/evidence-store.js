/** What the evidence fields of one form share: how to send a file, what is still under way, what files are called. */
export class EvidenceStore {
  /** @param {{upload: (file: File, onProgress: (part: number) => void) => {done: Promise<{id: string, name: string}>, abort: () => void}, urlOf: (id: string) => string, thumbnailOf: (id: string) => string}} server */
  constructor(server) {
    this.server = server;
    this.names = new Map();
    this.open = new Map();
    this.keys = 0;
  }

  upload(file, onProgress) {
    return this.server.upload(file, onProgress);
  }

  urlOf(id) {
    return this.server.urlOf(id);
  }

  thumbnailOf(id) {
    return this.server.thumbnailOf(id);
  }

  nextKey() {
    return ++this.keys;
  }

  remember({ id, name }) {
    this.names.set(id, name);
  }

  nameOf(id) {
    return this.names.get(id);
  }

  report(domId, uploads) {
    if (uploads.length) {
      this.open.set(domId, uploads);
    } else {
      this.open.delete(domId);
    }
  }

  /** What stands in the way of submitting: `[{domId, message}]`. */
  problems() {
    return [...this.open].map(([domId, uploads]) => {
      const failed = uploads.filter((upload) => upload.error).length;
      return {
        domId,
        message: failed
          ? `有 ${failed} 个文件没有传上去，请点“重试”或“删除”`
          : '文件还在上传，请等传完再提交',
      };
    });
  }
}
