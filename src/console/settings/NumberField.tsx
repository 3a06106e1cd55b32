// A whole number with its unit and range; long times are said in minutes and hours as well.

import { RANGES, type RangeName } from '../../shared/settings.ts';
import { shortTime, t } from '../language.ts';
import { FieldFrame, textOf, tied } from './FieldFrame.tsx';
import type { Form } from './form.ts';
import { NUMBERS } from './labels.ts';
import { wrongWith } from './state/checks.ts';

export function NumberField({ form, name }: { form: Form; name: RangeName }) {
  const { label, help, unit } = NUMBERS[name];
  const { min, max, orZero } = RANGES[name];
  const pointer = `/${name}`;
  const typed = textOf(form.fields.value[pointer]);
  const range = orZero ? t('setRangeOrZero', { min, max, unit: t(unit) }) : t('setRange', { min, max, unit: t(unit) });
  const frame = { form, pointer, label: t(label), help: t(help) };
  return (
    <FieldFrame
      {...frame}
      after={
        <>
          <span>{t(unit)}</span>
          <span class="equals">{inWords(pointer, typed, unit === 'setUnitSeconds')}</span>
          <span class="range">{range}</span>
        </>
      }
    >
      <input
        {...tied(frame)}
        class="number"
        type="text"
        inputMode="numeric"
        autocomplete="off"
        value={typed}
        onInput={(event) => form.set(pointer, event.currentTarget.value)}
        onBlur={() => form.look(pointer)}
      />
    </FieldFrame>
  );
}

/** `= 30 min`, where that says more than the number. */
function inWords(pointer: string, typed: string, isTime: boolean): string {
  if (wrongWith(pointer, typed) !== null) return '';
  const value = Number(typed);
  if (value === 0) return t('setEqualsNever');
  return isTime && value >= 60 ? t('setEquals', { time: shortTime(value * 1_000) }) : '';
}
