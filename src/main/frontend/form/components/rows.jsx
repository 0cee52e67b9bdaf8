import {
  buildExpressionContext,
  DynamicList as BaseDynamicList,
  LocalExpressionContext,
  RepeatRenderManager,
} from '@bpmn-io/form-js-viewer';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { mostRows, TEXTS } from '../messages.js';
import { withoutRow } from '../paths.js';
import { Messages } from './field.jsx';
import { titleFieldOf } from './row-title.js';

/** A list of rows, with a place for what the server says about the list as a whole ("至少两名走访人员"). */
export function RowList(props) {
  const { domId, errors = [], field } = props;
  const classes = ['bf-rows', errors.length && 'bf-wrong', field.properties?.lines && 'bf-lines'].filter(Boolean).join(' ');
  return (
    <div class={classes} data-field={props.field.path}>
      <BaseDynamicList {...props} />
      <Messages id={`${domId}-error`} errors={errors} />
    </div>
  );
}
RowList.config = BaseDynamicList.config;

/** Numbered rows, all open, with buttons that say in Chinese what they do and a way back after 「删除」. */
export class NumberedRows extends RepeatRenderManager {
  Repeater(props) {
    const { RowsRenderer, indexes, useSharedState, ...rest } = props;
    const list = props.field;
    const { values, path } = this.rowsOf(list, indexes);
    const [, setShared] = useSharedState;
    const keys = useRowKeys(values.length);
    const parent = useContext(LocalExpressionContext);
    const removable = list.allowAddRemove && !props.readonly && !props.disabled;

    const remove = (index) => {
      const item = values[index];
      this._eventBus.fire('repeatRenderManager.remove', { dataPath: path, index, item });
      this._form._setState({
        errors: withoutRow(this._form._getState().errors, fieldIdsIn(list), indexes, index),
      });
      keys.splice(index, 1);
      setShared((state) => ({ ...state, removed: { index, item } }));
      props.onChange({ field: list, value: values.filter((_, i) => i !== index), indexes });
    };

    if (values.length === 0) {
      return <div class="bf-no-rows">{list.allowAddRemove ? TEXTS.noRows : TEXTS.nothing}</div>;
    }
    return (
      <div class="bf-row-list">
        {values.map((item, index) => (
          <Row
            {...rest}
            key={keys[index]}
            list={list}
            index={index}
            item={item}
            indexes={indexes}
            parent={parent}
            RowsRenderer={RowsRenderer}
            onRemove={removable ? () => remove(index) : null}
          />
        ))}
      </div>
    );
  }

  RepeatFooter(props) {
    const { useSharedState, indexes, field: list, readonly, disabled } = props;
    const [shared, setShared] = useSharedState;
    const { values, path } = this.rowsOf(list, indexes);
    const footer = useRef(null);
    const added = useRef(false);

    useEffect(() => {
      if (!added.current) return;
      added.current = false;
      const rows = footer.current?.parentElement?.querySelectorAll(':scope > .fjs-children > .bf-row-list > .bf-row');
      rows?.[rows.length - 1]?.querySelector('input:not([type=hidden]), textarea, select')?.focus();
    }, [values.length]);

    if (!list.allowAddRemove || readonly || disabled) {
      return null;
    }
    const put = (rows) => {
      setShared((state) => ({ ...state, removed: null }));
      props.onChange({ value: rows });
    };
    const add = () => {
      const item = this._form._getInitializedFieldData(this._form._getState().data, {
        container: list,
        indexes: { ...indexes, [list.id]: values.length },
      });
      this._eventBus.fire('repeatRenderManager.add', { dataPath: path, index: values.length, item });
      added.current = true;
      put([...values, item]);
    };
    const undo = () => put([...values.slice(0, shared.removed.index), shared.removed.item, ...values.slice(shared.removed.index)]);
    return (
      <div class="bf-row-footer" ref={footer}>
        {values.length < mostRows(list) ? (
          <button type="button" class="bf-button bf-add" onClick={add}>
            ＋ {TEXTS.addRow}
          </button>
        ) : (
          <span class="bf-help">最多 {mostRows(list)} 行</span>
        )}
        {shared.removed && values.length < mostRows(list) && (
          <button type="button" class="bf-link" onClick={undo}>
            {TEXTS.undoRemove}（第 {shared.removed.index + 1} 行）
          </button>
        )}
      </div>
    );
  }

  rowsOf(list, indexes) {
    const path = this._pathRegistry.getValuePath(list, { indexes });
    const values = path.reduce((node, step) => node?.[step], this._form._getState().data);
    return { path, values: Array.isArray(values) ? values : [] };
  }
}
NumberedRows.$inject = RepeatRenderManager.$inject;

/** Rows keep their identity when one above them is removed, so an upload under way stays with its row. */
function useRowKeys(length) {
  const keys = useRef([]);
  const next = useRef(0);
  while (keys.current.length < length) keys.current.push(next.current++);
  keys.current.length = length;
  return keys.current;
}

function Row({ list, index, item, indexes, parent, RowsRenderer, onRemove, ...rest }) {
  const context = useMemo(
    () => ({
      data: parent.data,
      this: item,
      parent: buildExpressionContext({ ...parent, data: parent.this }),
      i: [...parent.i, index + 1],
    }),
    [parent, item, index],
  );
  const inner = useMemo(() => ({ ...(indexes ?? {}), [list.id]: index }), [indexes, list.id, index]);
  const title = titleOf(list, item);
  return (
    <div class="bf-row" role="group" aria-label={`${list.label ?? ''} 第 ${index + 1} 行`}>
      <div class="bf-row-head">
        <span class="bf-row-number">第 {index + 1} 行</span>
        {title && <span class="bf-row-title">{title}</span>}
        {onRemove && (
          <button type="button" class="bf-link bf-remove" aria-label={`${TEXTS.removeRow}第 ${index + 1} 行`} onClick={onRemove}>
            {TEXTS.removeRow}
          </button>
        )}
      </div>
      <LocalExpressionContext.Provider value={context}>
        <RowsRenderer {...rest} indexes={inner} />
      </LocalExpressionContext.Provider>
    </div>
  );
}

function titleOf(list, item) {
  const fact = titleFieldOf(list);
  return fact ? item?.[fact.key] : null;
}

function fieldIdsIn(container) {
  return (container.components ?? []).flatMap((field) => [field.id, ...fieldIdsIn(field)]);
}
