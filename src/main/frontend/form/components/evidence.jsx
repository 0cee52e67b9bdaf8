import { useEffect, useRef, useState } from 'preact/hooks';
import { TEXTS } from '../messages.js';
import { describedBy, Fact, Field, ids } from './field.jsx';

/** Photographs and scans: files go to the server as soon as they are chosen, the form keeps their ids. */
export function createEvidence(store) {
  function Evidence(props) {
    const { field, value, domId, errors = [], readonly, disabled, onChange, onBlur } = props;
    const kept = Array.isArray(value) ? value : [];
    const latest = useRef({ kept, onChange });
    latest.current = { kept, onChange };
    const [uploads, setUploads] = useState([]);
    const [over, setOver] = useState(false);
    const picker = useRef(null);
    const camera = useRef(null);
    const alive = useRef(true);
    const running = useRef(new Map());

    useEffect(
      () => () => {
        alive.current = false;
        for (const upload of running.current.values()) upload.abort();
      },
      [],
    );
    useEffect(() => store.report(domId, uploads), [domId, uploads]);
    useEffect(() => () => store.report(domId, []), [domId]);

    if (readonly || disabled) {
      return (
        <Field of={props} group>
          {kept.length ? <Thumbnails store={store} kept={kept} /> : <Fact domId={domId} />}
        </Field>
      );
    }

    const update = (key, change) => setUploads((all) => all.map((u) => (u.key === key ? { ...u, ...change } : u)));
    const drop = (key) => {
      running.current.get(key)?.abort();
      running.current.delete(key);
      setUploads((all) => all.filter((u) => u.key !== key));
    };
    const send = (upload) => {
      update(upload.key, { error: null, progress: 0 });
      const request = store.upload(upload.file, (progress) => alive.current && update(upload.key, { progress }));
      running.current.set(upload.key, request);
      request.done.then(
        (stored) => {
          if (!alive.current) return;
          drop(upload.key);
          store.remember(stored);
          const { kept: now, onChange: change } = latest.current;
          if (!now.includes(stored.id)) {
            latest.current.kept = [...now, stored.id];
            change({ value: latest.current.kept });
          }
        },
        (failure) => {
          running.current.delete(upload.key);
          if (alive.current && failure.kind !== 'aborted') update(upload.key, { error: failure.message, progress: null });
        },
      );
    };
    const choose = (files) => {
      const chosen = [...files].map((file) => ({ key: store.nextKey(), file, name: file.name, progress: 0, error: null }));
      setUploads((all) => [...all, ...chosen]);
      chosen.forEach(send);
    };
    const fromInput = (event) => {
      choose(event.currentTarget.files);
      event.currentTarget.value = '';
    };
    // named one by one, so that a phone that takes pictures in a format of its own (HEIC) converts them
    const accept = (field.properties?.accept ?? 'image/*,application/pdf').replace('image/*', 'image/jpeg,image/png,image/webp');
    return (
      <Field of={props} group>
        <div
          class={over ? 'bf-drop bf-over' : 'bf-drop'}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            choose(event.dataTransfer.files);
          }}
        >
          <input ref={picker} type="file" hidden multiple accept={accept} onChange={fromInput} data-role="files" />
          <input ref={camera} type="file" hidden accept="image/jpeg" capture="environment" onChange={fromInput} data-role="camera" />
          <button
            type="button"
            id={domId}
            class="bf-button"
            aria-labelledby={`${ids(domId).label} ${domId}`}
            aria-describedby={describedBy(domId)}
            aria-invalid={errors.length > 0}
            onClick={() => picker.current.click()}
            onBlur={() => kept.length && onBlur()}
          >
            {TEXTS.chooseFile}
          </button>
          <button type="button" class="bf-button bf-camera" onClick={() => camera.current.click()}>
            {TEXTS.takePhoto}
          </button>
          <span class="bf-drop-hint">{TEXTS.uploadHere}</span>
        </div>
        {kept.length > 0 && (
          <Thumbnails store={store} kept={kept} onRemove={(id) => onChange({ value: kept.filter((k) => k !== id) })} />
        )}
        {uploads.map((upload) => (
          <Upload key={upload.key} upload={upload} onRetry={() => send(upload)} onDrop={() => drop(upload.key)} />
        ))}
      </Field>
    );
  }

  Evidence.config = {
    type: 'evidence',
    keyed: true,
    name: 'Evidence',
    group: 'basic-input',
    emptyValue: [],
    sanitizeValue: ({ value }) => (Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []),
    create: (options = {}) => ({ ...options }),
  };
  return Evidence;
}

function Upload({ upload, onRetry, onDrop }) {
  return (
    <div class={upload.error ? 'bf-upload bf-failed' : 'bf-upload'} role="status">
      <span class="bf-upload-name">{upload.name}</span>
      {upload.error ? (
        <>
          <span class="bf-upload-error">没有传上去：{upload.error}</span>
          <button type="button" class="bf-link" onClick={onRetry}>
            {TEXTS.retry}
          </button>
          <button type="button" class="bf-link" onClick={onDrop}>
            {TEXTS.remove}
          </button>
        </>
      ) : (
        <>
          <progress max="100" value={Math.round((upload.progress ?? 0) * 100)} />
          <span>
            {TEXTS.uploading} {Math.round((upload.progress ?? 0) * 100)}%
          </span>
          <button type="button" class="bf-link" onClick={onDrop}>
            {TEXTS.cancel}
          </button>
        </>
      )}
    </div>
  );
}

function Thumbnails({ store, kept, onRemove }) {
  return (
    <ul class="bf-thumbnails">
      {kept.map((id, index) => (
        <Thumbnail key={id} store={store} id={id} number={index + 1} onRemove={onRemove && (() => onRemove(id))} />
      ))}
    </ul>
  );
}

function Thumbnail({ store, id, number, onRemove }) {
  const [noPicture, setNoPicture] = useState(false);
  const name = store.nameOf(id) ?? `第 ${number} 份`;
  return (
    <li class="bf-thumbnail">
      <a href={store.urlOf(id)} target="_blank" rel="noopener" title={`${name}（点开看原件）`}>
        {noPicture ? <span class="bf-paper">文件</span> : <img src={store.thumbnailOf(id)} alt={name} onError={() => setNoPicture(true)} />}
      </a>
      <span class="bf-thumbnail-name">{name}</span>
      {onRemove && (
        <button type="button" class="bf-link bf-remove" aria-label={`${TEXTS.remove}${name}`} onClick={onRemove}>
          {TEXTS.remove}
        </button>
      )}
    </li>
  );
}
